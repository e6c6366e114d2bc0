import type { Scheduler } from './Scheduler.ts'

/** The least time between two commits of one gesture, that is 20 a second. Receivers draw what lies between. */
export const COMMIT_INTERVAL_MS = 50

/**
 * What a gesture may send, in bytes a millisecond. A long freehand stroke is written whole each time: it is written less
 * often the longer it grows.
 */
const COMMIT_BYTES_PER_MS = 40
const LONGEST_INTERVAL_MS = 1000

/** Says when to commit: the first change of a gesture at once, then at a pace, and never without one at the end. */
export class CommitPace {
  readonly #scheduler: Scheduler
  readonly #commit: () => void
  #next = Number.NEGATIVE_INFINITY
  #timer: (() => void) | null = null
  #isSoon = false

  constructor(scheduler: Scheduler, commit: () => void) {
    this.#scheduler = scheduler
    this.#commit = commit
  }

  /** There is something to commit. */
  request(): void {
    if (this.#timer !== null || this.#isSoon) return
    const wait = this.#next - this.#scheduler.now()
    if (wait > 0) {
      this.#timer = this.#scheduler.after(wait, this.#commit)
      return
    }
    // All that one event does to the store becomes one commit.
    this.#isSoon = true
    this.#scheduler.soon(() => {
      this.#isSoon = false
      this.#commit()
    })
  }

  /** Nothing is left to commit: it was done for another reason. */
  callOff(): void {
    this.#timer?.()
    this.#timer = null
  }

  /** A commit of so many bytes was made. */
  made(bytes: number): void {
    const pause = Math.min(LONGEST_INTERVAL_MS, bytes / COMMIT_BYTES_PER_MS)
    this.#next = this.#scheduler.now() + Math.max(COMMIT_INTERVAL_MS, pause)
  }
}
