/** Time as the binding sees it, so that tests decide when it passes. All times in milliseconds. */
export interface Scheduler {
  now(): number
  /** Runs `run` once what runs now is done, before anything is drawn. */
  soon(run: () => void): void
  /** Runs `run` after a while. Returns the function that calls it off. */
  after(delayMs: number, run: () => void): () => void
  /** Runs `run` before the next frame is drawn, or soon in a page that is hidden and draws none. Returns as `after`. */
  frame(run: () => void): () => void
}
