import type { Scheduler } from '../../client/board/Scheduler.ts'

interface Task {
  at: number
  run: () => void
}

/** A scheduler whose time passes only when a test says so. */
export class ManualScheduler implements Scheduler {
  #now = 1000
  #soon: (() => void)[] = []
  readonly #timers = new Set<Task>()
  readonly #frames = new Set<() => void>()

  now(): number {
    return this.#now
  }

  soon(run: () => void): void {
    this.#soon.push(run)
  }

  after(delayMs: number, run: () => void): () => void {
    const task = { at: this.#now + delayMs, run }
    this.#timers.add(task)
    return () => this.#timers.delete(task)
  }

  frame(run: () => void): () => void {
    const once = (): void => run()
    this.#frames.add(once)
    return () => this.#frames.delete(once)
  }

  /** Runs what waits for the end of the current event. */
  settle(): void {
    for (let tasks = this.#soon; tasks.length > 0; tasks = this.#soon) {
      this.#soon = []
      for (const run of tasks) run()
    }
  }

  /** Lets one frame be drawn: everything that waits for it runs once. */
  drawFrame(): void {
    this.settle()
    const frames = [...this.#frames]
    this.#frames.clear()
    for (const run of frames) run()
    this.settle()
  }

  /** Lets time pass, timers running in their order. */
  advance(ms: number): void {
    this.settle()
    const end = this.#now + ms
    for (;;) {
      const due = [...this.#timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0]
      if (due === undefined) break
      this.#timers.delete(due)
      this.#now = Math.max(this.#now, due.at)
      due.run()
      this.settle()
    }
    this.#now = end
  }

  /** Whether anything waits for a frame. */
  get wantsFrame(): boolean {
    return this.#frames.size > 0
  }
}
