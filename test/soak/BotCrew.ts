import { fork, type ChildProcess } from 'node:child_process'
import { ownProcess } from '../support/ownProcess.ts'
import type { LineMood } from './BotLine.ts'
import type { BotCard, BotCounts, FromBots, ScreenReport, ToBots } from './messages.ts'

/** All the bots, in a few processes, so that a busy one does not make the others late. */
export class BotCrew {
  readonly cards: readonly BotCard[]
  /** Whose lines are not as they should be. */
  readonly impaired = new Set<string>()
  readonly #processes: { child: ChildProcess; names: ReadonlySet<string> }[]
  #isEnding = false

  constructor(cards: readonly BotCard[], processes: number, onTold: (message: FromBots) => void) {
    this.cards = cards
    this.#processes = Array.from({ length: processes }, (_, at) => {
      const { execArgv, file } = ownProcess('botProcess')
      const child = fork(file, [], {
        execArgv,
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      })
      child.on('message', (message) => onTold(message as FromBots))
      child.once('exit', (code, signal) => {
        if (this.#isEnding) return
        onTold({ tell: 'wrong', bot: 'a process of bots', what: `ended by itself (${code ?? signal})` })
      })
      const names = new Set(cards.filter((_card, index) => index % processes === at).map(({ name }) => name))
      return { child, names }
    })
  }

  get names(): string[] {
    return this.cards.map(({ name }) => name)
  }

  async play(seed: number, port: number, pace: number): Promise<void> {
    await this.#askEach(
      ({ names }) => ({ do: 'play', bots: this.cards.filter(({ name }) => names.has(name)), seed, port, pace }),
      'playing',
    )
  }

  /** Has everybody rest; tells who could not. */
  async rest(): Promise<string[]> {
    const answers = await this.#askEach(() => ({ do: 'rest' }), 'rested')
    return answers.flatMap(({ restless }) => restless)
  }

  async leave(): Promise<void> {
    await this.#askEach(() => ({ do: 'leave' }), 'rested')
  }

  goOn(): void {
    this.#send({ do: 'go on' })
  }

  setLines(bots: readonly string[], mood: LineMood | { kind: 'cut' }): void {
    for (const name of bots) {
      if (mood.kind === 'open') this.impaired.delete(name)
      else if (mood.kind !== 'cut') this.impaired.add(name)
    }
    this.#send({ do: 'line', bots, mood })
  }

  /** Sets the clocks of one process's devices wrong. */
  shiftClocks(shiftMs: number, process: number | 'all'): void {
    const chosen = process === 'all' ? this.#processes : this.#processes.slice(process, process + 1)
    for (const { child } of chosen) child.send({ do: 'clock', shiftMs } satisfies ToBots, () => undefined)
  }

  get processCount(): number {
    return this.#processes.length
  }

  /** Resolves when all have heard it. */
  async tellDisk(isFull: boolean): Promise<void> {
    await this.#askEach(() => ({ do: 'disk', isFull }), 'heard')
  }

  tellCalm(isCalm: boolean): void {
    this.#send({ do: 'calm', isCalm })
  }

  /** How the boards look to everybody who has one open. */
  async screens(): Promise<ScreenReport[]> {
    const answers = await this.#askEach(() => ({ do: 'compare' }), 'screens')
    return answers.flatMap(({ screens }) => screens)
  }

  async end(): Promise<void> {
    this.#isEnding = true
    const gone = this.#processes.map(({ child }) => {
      if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
      return new Promise<void>((resolve) => child.once('exit', () => resolve()))
    })
    this.#send({ do: 'end' })
    const kill = setTimeout(() => this.kill(), 15_000)
    await Promise.all(gone)
    clearTimeout(kill)
  }

  kill(): void {
    this.#isEnding = true
    for (const { child } of this.#processes) child.kill('SIGKILL')
  }

  #send(message: ToBots): void {
    for (const { child } of this.#processes) if (child.connected) child.send(message, () => undefined)
  }

  /** Asks each process and waits for one answer of a kind from each. */
  #askEach<Kind extends FromBots['tell']>(
    question: (process: { names: ReadonlySet<string> }) => ToBots,
    kind: Kind,
  ): Promise<Extract<FromBots, { tell: Kind }>[]> {
    return Promise.all(
      this.#processes.map(
        (process) =>
          new Promise<Extract<FromBots, { tell: Kind }>>((resolve, reject) => {
            const { child } = process
            const onExit = (): void => finish(() => reject(new Error('a process of bots ended')))
            const onMessage = (message: unknown): void => {
              const told = message as FromBots
              if (told.tell === kind) finish(() => resolve(told as Extract<FromBots, { tell: Kind }>))
            }
            const finish = (settle: () => void): void => {
              child.off('exit', onExit)
              child.off('message', onMessage)
              settle()
            }
            child.on('exit', onExit)
            child.on('message', onMessage)
            if (child.connected) child.send(question(process), () => undefined)
            else onExit()
          }),
      ),
    )
  }
}

export type CountsByBot = Record<string, BotCounts>
