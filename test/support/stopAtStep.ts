import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

/** What is done to files one step at a time. */
const FUNCTIONS = ['open', 'rename', 'mkdir', 'rm'] as const
const METHODS = ['write', 'writeFile', 'sync'] as const

/** What was opened: Node complains of what nobody has closed, and who was stopped never does. */
const opened: unknown[] = []
let left = 0
let stopped: () => void = () => undefined

/** Has a function of Node's count as a step, and the last one that may be taken never end. */
function counted<Name extends string>(owner: Record<Name, (...asked: never[]) => unknown>, name: Name): void {
  const real = owner[name]
  owner[name] = function (this: unknown, ...asked: never[]) {
    left -= 1
    if (left === 0) {
      stopped()
      return new Promise(() => undefined)
    }
    const done = real.apply(this, asked)
    if (name === 'open') opened.push(done)
    return done
  }
}

const handle = await fs.open('/dev/null')
const prototype = Object.getPrototypeOf(handle) as typeof handle
await handle.close()
for (const name of METHODS) counted(prototype as never, name)
for (const name of FUNCTIONS) counted(fs as never, name)
syncBuiltinESMExports()

/**
 * Does some work that goes step by step, and leaves it for ever before its `step`-th step on the disk, counted from 1:
 * to the disk that is what a kill is, and it takes no process.
 * @returns whether it came to its end before that
 */
export async function stopAtStep(step: number, work: () => Promise<unknown>): Promise<'ended' | 'stopped'> {
  const hasStopped = new Promise<'stopped'>((resolve) => {
    stopped = () => resolve('stopped')
  })
  left = step
  const outcome = await Promise.race([work().then(() => 'ended' as const), hasStopped])
  left = 0
  return outcome
}
