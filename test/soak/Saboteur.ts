import type { Fault, Victims } from './faults/fault.ts'
import { faults } from './faults/faults.ts'
import type { FaultTally } from './outcome.ts'
import { Random } from './Random.ts'
import type { RunTime } from './RunTime.ts'
import type { ServerWatch } from './ServerWatch.ts'
import type { SoakDisk } from './SoakDisk.ts'

const BACK_LIMIT_MS = 60_000
/** A socket that has not noticed the end of the server yet still counts as online: that takes a moment. */
const NOTICED_MS = 250
const MOST_ATTEMPTS = 5

/** What the saboteur works on and with. */
export interface Scene extends Omit<Victims, 'wait' | 'startAgain' | 'excuseDisk'> {
  readonly disk: SoakDisk
  readonly watch: ServerWatch
  readonly time: RunTime
  /** Multiplies the time that things stay broken. */
  readonly pace: number
  /** Who wants to be online and is not. */
  missing(): string[]
}

/** Breaks things on purpose, mends them, and counts how often. */
export class Saboteur {
  readonly tallies = new Map<string, FaultTally>()
  /** How long it took after each start until everybody was back, in milliseconds. */
  readonly backAfterMs: number[] = []
  starts = 0
  readonly #scene: Scene
  readonly #victims: Victims
  #isServerBroken = false

  constructor(scene: Scene) {
    const { time, pace, watch } = scene
    this.#scene = scene
    this.#victims = {
      ...scene,
      wait: (ms) => time.wait(ms * pace),
      startAgain: () => this.#startAgain(),
      excuseDisk: (isFailing) => watch.excuseDisk(isFailing),
    }
  }

  /** One thing of the server and one of the network are broken at a time, at random moments. */
  async storm(seconds: number, { mayEndProcess }: { mayEndProcess: boolean }): Promise<void> {
    const { time } = this.#scene
    const endMs = performance.now() + seconds * 1000
    const chain = async (of: Fault['of']): Promise<void> => {
      const random = new Random(this.#scene.random.whole(0, 2 ** 31))
      const possible = faults.filter((fault) => fault.of === of && (mayEndProcess || !fault.endsProcess))
      const hat = possible.flatMap((fault) => new Array<Fault>(fault.weight).fill(fault))
      for (;;) {
        await time.wait(random.whole(500, 8000))
        const fault = random.pick(hat)
        if (fault === undefined || time.isCutShort || performance.now() > endMs) return
        await this.#break(fault, random)
      }
    }
    await Promise.all([chain('server'), chain('network')])
  }

  /** Breaks these things, one after the other. */
  async follow(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const fault = faults.find((candidate) => candidate.name === name)
      if (fault === undefined) throw new Error(`nothing is broken by "${name}"`)
      await this.#break(fault, this.#scene.random)
    }
  }

  /** Starts a server again that ended by itself, so that the rest of the run is worth something. */
  async revive(): Promise<void> {
    if (this.#isServerBroken || this.#scene.server.isRunning) return
    this.#isServerBroken = true
    try {
      await this.#startAgain()
    } catch (error) {
      this.#scene.findings.add('crash', String(error))
    } finally {
      this.#isServerBroken = false
    }
  }

  async #break(fault: Fault, random: Random): Promise<void> {
    const { time } = this.#scene
    const begunAt = performance.now()
    time.event(`breaks: ${fault.name}`)
    if (fault.of === 'server') this.#isServerBroken = true
    try {
      await fault.run({ ...this.#victims, random })
    } finally {
      if (fault.of === 'server') this.#isServerBroken = false
    }
    const tookS = (performance.now() - begunAt) / 1000
    const tally = this.tallies.get(fault.name) ?? { count: 0, longestS: 0 }
    this.tallies.set(fault.name, { count: tally.count + 1, longestS: Math.max(tally.longestS, tookS) })
    time.event(`mended: ${fault.name} after ${tookS.toFixed(1)} s`)
  }

  async #startAgain(): Promise<void> {
    const { server, disk, referee, boards, watch, findings } = this.#scene
    this.starts++
    watch.excuseStart(true)
    if (!server.isRunning) await referee.judgeKilled(disk.folder, boards)
    for (let attempt = 1; !server.isRunning; attempt++) {
      const refused = await server.start()
      if (refused === null) break
      findings.add('crash', `the server did not start: ${refused}`)
      if (attempt === MOST_ATTEMPTS) throw new Error('the server starts no more')
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
    watch.excuseStart(false)
    void this.#untilAllAreBack()
    for (const board of boards) await referee.askNewcomer(server, board)
  }

  /** Notes how long it takes until all who want to be online are, unless the server is ended again before. */
  async #untilAllAreBack(): Promise<void> {
    const start = this.starts
    const servedAt = performance.now()
    while (this.starts === start && performance.now() - servedAt < BACK_LIMIT_MS) {
      if (this.#scene.missing().length === 0 && performance.now() - servedAt > NOTICED_MS) {
        this.backAfterMs.push(performance.now() - servedAt)
        return
      }
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
}
