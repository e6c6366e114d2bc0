import { appendFileSync } from 'node:fs'

/** The time of a run, and its list of events: what a person reads who wants to know how something came about. */
export class RunTime {
  readonly #startedAt = performance.now()
  readonly #eventsFile: string
  readonly #waits = new Set<() => void>()
  #isCutShort = false

  constructor(eventsFile: string) {
    this.#eventsFile = eventsFile
  }

  get seconds(): number {
    return (performance.now() - this.#startedAt) / 1000
  }

  get isCutShort(): boolean {
    return this.#isCutShort
  }

  /** From now on nothing is waited for. */
  cutShort(): void {
    this.#isCutShort = true
    for (const wake of [...this.#waits]) wake()
  }

  /** Resolves after a while, or when the run is cut short. */
  wait(ms: number): Promise<void> {
    if (this.#isCutShort) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer)
        this.#waits.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      this.#waits.add(wake)
    })
  }

  /** Notes what happens. */
  event(what: string): void {
    appendFileSync(this.#eventsFile, `${clock(this.seconds)} ${what}\n`)
  }
}

/** Minutes and seconds. */
export function clock(seconds: number): string {
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
}
