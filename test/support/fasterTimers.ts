import { realTimers, type Timers } from '../../server/sync/timers.ts'

/** A clock that runs so many times faster than the real one: minutes of waiting pass in seconds. */
export function fasterTimers(factor: number): Timers {
  return {
    now: () => realTimers.now() * factor,
    after: (delayMs, run) => realTimers.after(delayMs / factor, run),
    every: (periodMs, run) => realTimers.every(periodMs / factor, run),
    endOfTurn: realTimers.endOfTurn,
  }
}
