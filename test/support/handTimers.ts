import type { Cancel, Timers } from '../../server/sync/timers.ts'

interface Pending {
  at: number
  run: () => void
  everyMs: number | null
}

/** Time that passes when a test says so. */
export class HandTimers implements Timers {
  #now = 0
  #pending = new Set<Pending>()
  #turn: (() => void)[] = []

  now(): number {
    return this.#now
  }

  after(delayMs: number, run: () => void): Cancel {
    return this.#add({ at: this.#now + delayMs, run, everyMs: null })
  }

  every(periodMs: number, run: () => void): Cancel {
    return this.#add({ at: this.#now + periodMs, run, everyMs: periodMs })
  }

  endOfTurn(run: () => void): Cancel {
    this.#turn.push(run)
    return () => {
      this.#turn = this.#turn.filter((other) => other !== run)
    }
  }

  /** Ends the turn of the event loop, and with it whatever that starts, until nothing is left to do at once. */
  async settle(): Promise<void> {
    for (;;) {
      for (let i = 0; i < 20; i++) await Promise.resolve()
      const turn = this.#turn
      if (turn.length === 0) return
      this.#turn = []
      for (const run of turn) run()
    }
  }

  /** Lets time pass, calling what falls due in order. */
  async pass(durationMs: number): Promise<void> {
    const end = this.#now + durationMs
    await this.settle()
    for (;;) {
      const next = [...this.#pending].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.#now = Math.max(this.#now, next.at)
      if (next.everyMs === null) this.#pending.delete(next)
      else next.at += next.everyMs
      next.run()
      await this.settle()
    }
    this.#now = end
  }

  #add(pending: Pending): Cancel {
    this.#pending.add(pending)
    return () => this.#pending.delete(pending)
  }
}
