import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The servers that are held against each other. */
export type ServerKind = 'ours' | 'relay'

const paths: Record<ServerKind, string> = {
  ours: fileURLToPath(new URL('./oursProcess.ts', import.meta.url)),
  relay: fileURLToPath(new URL('./relayProcess.ts', import.meta.url)),
}

/** CPU time a process has used, and the memory it holds. */
export interface ProcessUse {
  cpuMs: number
  memoryBytes: number
}

/** Starts a server in a process of its own. It listens on a free port and answers `use` with what it has used. */
export async function startServerProcess(kind: ServerKind, ...args: string[]) {
  const child = fork(paths[kind], args, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const answer = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      child.once('message', (message) => resolve(message as T))
      child.once('exit', (code) => reject(new Error(`The ${kind} server ended with ${code}`)))
    })
  const port = await answer<number>()
  return {
    port,
    use(): Promise<ProcessUse> {
      const answered = answer<ProcessUse>()
      child.send('use')
      return answered
    },
    async stop(): Promise<void> {
      const exited = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** The child's side: tells the port and answers `use`. */
export function answerAsServerProcess(port: number): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMs: (user + system) / 1000, memoryBytes: process.memoryUsage.rss() })
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.(port)
}
