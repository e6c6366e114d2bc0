import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** Which processors the server and its clients keep to, or why they share them. */
export type Cores = { server: string; clients: string } | { shared: string }

/** The first processor for the server, all others for the clients, so that neither takes the other's time. */
export function cores(): Cores {
  const count = availableParallelism()
  if (count < 2) return { shared: 'one processor only' }
  try {
    execFileSync('taskset', ['-c', '0', 'true'], { stdio: 'ignore' })
  } catch {
    return { shared: 'taskset is missing or may not be used' }
  }
  return { server: '0', clients: count === 2 ? '1' : `1-${count - 1}` }
}

/** Keeps this process and its threads to the clients' processors. */
export function keepToClientCores(): void {
  const split = cores()
  if ('clients' in split) execFileSync('taskset', ['-acp', split.clients, String(process.pid)], { stdio: 'ignore' })
}
