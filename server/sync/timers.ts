/** What is cancelled by calling it. */
export type Cancel = () => void

/** Time as the rooms see it, handed in so that tests decide when it passes. */
export interface Timers {
  /** Milliseconds that only ever grow. */
  now(): number
  after(delayMs: number, run: () => void): Cancel
  every(periodMs: number, run: () => void): Cancel
  /** Once this turn of the event loop has read what there was to read. */
  endOfTurn(run: () => void): Cancel
}

/** The real clock. Repeating timers do not keep the process alive. */
export const realTimers: Timers = {
  now: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  every(periodMs, run) {
    const timer = setInterval(run, periodMs).unref()
    return () => clearInterval(timer)
  },
  endOfTurn(run) {
    const immediate = setImmediate(run)
    return () => clearImmediate(immediate)
  },
}
