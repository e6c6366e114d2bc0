import type { Cancel, Timers } from './timers.ts'

/**
 * When boards begin to write to disk. A commit costs about a millisecond of processor time however little is in it,
 * so boards that have something to write wait for one another: commits begin at most once a window, with all that was
 * gathered, and storage makes it one. The first after a quiet time begins at once.
 */
export class CommitClock {
  readonly #timers: Timers
  readonly #windowMs: number
  #waiting = new Set<() => void>()
  #rangAt = Number.NEGATIVE_INFINITY
  #cancel: Cancel | null = null

  constructor(timers: Timers, windowMs: number) {
    this.#timers = timers
    this.#windowMs = windowMs
  }

  /** Calls `start` when the window ends, or at the end of this turn if none is under way. */
  soon(start: () => void): Cancel {
    const pauseMs = this.#rangAt + this.#windowMs - this.#timers.now()
    if (pauseMs <= 0) return this.now(start)
    this.#waiting.add(start)
    this.#cancel ??= this.#timers.after(pauseMs, () => this.#ring())
    return () => this.#waiting.delete(start)
  }

  /** Calls `start` at the end of this turn, and everybody who waits with it. */
  now(start: () => void): Cancel {
    this.#waiting.add(start)
    this.#cancel?.()
    this.#cancel = this.#timers.endOfTurn(() => this.#ring())
    return () => this.#waiting.delete(start)
  }

  #ring(): void {
    const waiting = this.#waiting
    this.#waiting = new Set()
    this.#cancel = null
    this.#rangAt = this.#timers.now()
    for (const start of waiting) start()
  }
}
