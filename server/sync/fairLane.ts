import type { Timers } from './timers.ts'

/** Milliseconds of work that a socket may cause at once, and how many it earns in a second. */
const CREDIT_MS = 20
const EARNED_MS_PER_S = 20
/** A newcomer begins with less, so that coming again and again gains nothing. */
const FIRST_CREDIT_MS = 5
/** How long the lane works before it lets everybody else have a turn. */
const TURN_MS = 4

/** What one socket has cost lately. */
export class Account {
  readonly #timers: Timers
  #creditMs = FIRST_CREDIT_MS
  #at: number

  constructor(timers: Timers) {
    this.#timers = timers
    this.#at = timers.now()
  }

  /** Whether its messages are handled as they come. */
  get isInCredit(): boolean {
    if (this.#creditMs > 0) return true
    this.#earn(this.#timers.now())
    return this.#creditMs > 0
  }

  /** Runs something on this account. */
  spend<T>(work: () => T): T {
    const from = this.#timers.now()
    try {
      return work()
    } finally {
      const to = this.#timers.now()
      this.#earn(to)
      this.#creditMs -= to - from
    }
  }

  /** Puts something on this account that was done, or is still to be done, for it. */
  charge(costMs: number): void {
    this.#creditMs -= costMs
  }

  #earn(now: number): void {
    this.#creditMs = Math.min(CREDIT_MS, this.#creditMs + ((now - this.#at) * EARNED_MS_PER_S) / 1000)
    this.#at = now
  }
}

/**
 * Where the messages of sockets that cost much wait for one another. The lane works for a few milliseconds, then rests
 * for as long, so that all of them together leave half of the process to everybody else. Nobody is cut for what they
 * cost; they are read more slowly.
 */
export class FairLane {
  readonly #timers: Timers
  #waiting: (() => void)[] = []
  #isScheduled = false

  constructor(timers: Timers) {
    this.#timers = timers
  }

  /** Calls `run` when it is its turn, never at once. */
  take(run: () => void): void {
    this.#waiting.push(run)
    if (!this.#isScheduled) this.#schedule(0)
  }

  #schedule(restMs: number): void {
    this.#isScheduled = true
    const work = (): void => this.#work()
    // A rest of less than a timer can tell is the end of this turn: sockets are read in between.
    if (restMs < 1) this.#timers.endOfTurn(work)
    else this.#timers.after(restMs, work)
  }

  #work(): void {
    const from = this.#timers.now()
    let taken = 0
    let spentMs = 0
    try {
      while (taken < this.#waiting.length && spentMs < TURN_MS) {
        const run = this.#waiting[taken]
        taken += 1
        run?.()
        spentMs = this.#timers.now() - from
      }
    } finally {
      this.#waiting.splice(0, taken)
      this.#isScheduled = false
      if (this.#waiting.length > 0) this.#schedule(spentMs)
    }
  }
}
