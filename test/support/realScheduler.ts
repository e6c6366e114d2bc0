import type { Scheduler } from '../../client/board/Scheduler.ts'

/** The real clock, for tests over real sockets; a frame is drawn whenever nothing else waits. */
export const realScheduler: Scheduler = {
  now: () => performance.now(),
  soon: (run) => queueMicrotask(run),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  frame: (run) => {
    const immediate = setImmediate(run)
    return () => clearImmediate(immediate)
  },
}
