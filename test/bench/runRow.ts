import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { BenchFigure } from './row.ts'

/** A row that takes longer hangs. */
const LIMIT_MS = 10 * 60_000

const rowProcess = fileURLToPath(new URL('./rowProcess.ts', import.meta.url))

/** What a row's process sends when it is done. */
export type RowOutcome = { figures: BenchFigure[] } | { failure: string }

/**
 * Measures a row in a process of its own: one that fails or hangs costs no other, and each starts with fresh memory.
 * What it has started ends with it.
 * @param folder where it may store things; whoever calls removes it
 */
export function runRow(name: string, folder: string, interrupted: AbortSignal): Promise<BenchFigure[]> {
  const child = fork(rowProcess, [name], {
    execArgv: ['--import', 'tsx'],
    // A group of its own, so that all it has started can be ended with it.
    detached: true,
    env: { ...process.env, TMPDIR: folder },
  })
  return new Promise((resolve) => {
    let outcome: RowOutcome | null = null
    const end = (why: string) => {
      outcome ??= { failure: why }
      endGroup(child.pid)
    }
    const limit = setTimeout(() => end(`it took longer than ${LIMIT_MS / 60_000} minutes`), LIMIT_MS)
    const interrupt = () => end('interrupted')
    interrupted.addEventListener('abort', interrupt)
    child.on('message', (message) => (outcome ??= message as RowOutcome))
    child.on('exit', (code, signal) => {
      clearTimeout(limit)
      interrupted.removeEventListener('abort', interrupt)
      endGroup(child.pid)
      outcome ??= { failure: `it ended with ${code ?? signal}` }
      resolve('figures' in outcome ? outcome.figures : [failed(name, outcome.failure)])
    })
  })
}

/** Ends a row's process and whatever it has started and not ended. */
export function endGroup(leader: number | undefined): void {
  if (leader === undefined) return
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // Nobody is left of it.
  }
}

/** The line of a row that could not be measured. */
function failed(name: string, why: string): BenchFigure {
  return {
    work: name,
    ours: `not measured: ${why.split('\n', 1).join('').slice(0, 120)}`,
    floor: null,
    others: [],
    ratio: null,
    goal: '',
    met: null,
    note: why.slice(0, 1_000),
  }
}
