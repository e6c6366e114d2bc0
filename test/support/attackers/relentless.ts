import type { Attack, Attacker, Target } from './attack.ts'
import { HostileLine } from './hostileLine.ts'

/** What an attacker does with one of its lines. */
export interface Manner {
  name: string
  closes: readonly (number | null)[]
  mayBeBorne?: boolean
  /** How many lines it holds at once; one by default. */
  lines?: number
  /** How often each line acts. */
  everyMs: number
  /** How often it acts at all, over all its lines; without limit by default. */
  times?: number
  query?: string
  /** Called anew for each attack; returns what is done each time with an open line, given how often it acted before. */
  prepare(): (line: HostileLine, acted: number) => void
}

/** An attacker that acts in a steady beat and opens a new line whenever the server has closed one. */
export function relentless(manner: Manner): Attacker {
  return {
    name: manner.name,
    closes: manner.closes,
    mayBeBorne: manner.mayBeBorne ?? false,
    begin: (target) => Relentless.begin(manner, target),
  }
}

class Relentless implements Attack {
  readonly closedWith = new Set<number | null>()
  readonly #manner: Manner
  readonly #target: Target
  readonly #lines = new Set<HostileLine>()
  readonly #timers: NodeJS.Timeout[] = []
  readonly #working = new Set<Promise<void>>()
  #acted = 0
  #isStopped = false

  private constructor(manner: Manner, target: Target) {
    this.#manner = manner
    this.#target = target
  }

  static async begin(manner: Manner, target: Target): Promise<Attack> {
    const attack = new Relentless(manner, target)
    const act = manner.prepare()
    await Promise.all(Array.from({ length: manner.lines ?? 1 }, () => attack.#attend(act)))
    return attack
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    for (const timer of this.#timers) clearInterval(timer)
    await Promise.allSettled(this.#working)
    const lines = [...this.#lines]
    for (const line of lines) line.close()
    await Promise.all(lines.map((line) => line.closed))
  }

  async #attend(act: (line: HostileLine, acted: number) => void): Promise<void> {
    let line: HostileLine | null = await this.#open()
    let isOpening = false
    const reopen = async (): Promise<void> => {
      isOpening = true
      line = await this.#open().catch(() => null)
      isOpening = false
    }
    this.#timers.push(
      setInterval(() => {
        if (isOpening || this.#acted >= (this.#manner.times ?? Number.POSITIVE_INFINITY)) return
        if (line === null || !line.isOpen) {
          const opening = reopen()
          this.#working.add(opening)
          void opening.then(() => this.#working.delete(opening))
          return
        }
        act(line, this.#acted++)
      }, this.#manner.everyMs),
    )
  }

  async #open(): Promise<HostileLine> {
    const line = await HostileLine.open(this.#target, this.#manner.query)
    this.#lines.add(line)
    void line.closed.then((code) => {
      this.#lines.delete(line)
      if (!this.#isStopped) this.closedWith.add(code)
    })
    return line
  }
}
