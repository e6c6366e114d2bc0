import type { RoomLimits } from './limits.ts'
import type { Cancel, Timers } from './timers.ts'
import type { Durations } from './traffic.ts'

/** A window is so many times as long as writing takes. */
const TAKEN_SHARE = 10
/** So many boards begin in one turn of the event loop: one takes some 50 µs, in which nobody's messages are read. */
const STARTS_A_TURN = 64

/**
 * When boards begin to write to disk. A commit costs a millisecond or more of processor time however little is in it,
 * so boards that have something to write wait for one another: commits begin at most once a window, with all that was
 * gathered, and storage makes it one. The first after a quiet time begins at once. The slower the disk, the longer the
 * window, so that writing takes a tenth of the time at most.
 */
export class CommitClock {
  readonly #timers: Timers
  readonly #shortestMs: number
  readonly #longestMs: number
  readonly #durations: Durations
  #windowMs: number
  readonly #waiting = new Set<() => void>()
  #rangAt = Number.NEGATIVE_INFINITY
  #cancel: Cancel | null = null

  constructor(timers: Timers, { commitWindowMs, longestCommitWindowMs }: RoomLimits, durations: Durations) {
    this.#timers = timers
    this.#shortestMs = commitWindowMs
    this.#longestMs = longestCommitWindowMs
    this.#windowMs = commitWindowMs
    this.#durations = durations
  }

  /** Tells how long storage took for what began last. */
  took(durationMs: number): void {
    this.#durations.observe(durationMs)
    this.#windowMs = Math.min(Math.max(this.#shortestMs, TAKEN_SHARE * durationMs), this.#longestMs)
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
    this.#cancel = null
    this.#rangAt = this.#timers.now()
    for (const start of [...this.#waiting].slice(0, STARTS_A_TURN)) {
      if (this.#waiting.delete(start)) start()
    }
    if (this.#waiting.size > 0) this.#cancel = this.#timers.endOfTurn(() => this.#ring())
  }
}
