import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { BoardReader } from '../../shared/board/read.ts'
import { BoardWriter } from '../../shared/board/write.ts'
import { freePort } from '../../server/launch/freePort.mjs'
import { painPoint } from '../support/boardShapes.ts'
import { SocketPeer } from '../support/socketPeer.ts'
import { BotCrew } from './BotCrew.ts'
import { castOf } from './bots/cast.ts'
import { faults } from './faults/faults.ts'
import type { Fault, Victims } from './faults/fault.ts'
import { Findings } from './Findings.ts'
import { growthFindings, NOBODY_THERE, type HealthSample } from './health.ts'
import type { BotCard, BotCounts, FromBots } from './messages.ts'
import type { Plan, Stretch } from './plan.ts'
import { Random } from './Random.ts'
import { NOTHING_LOOKED_AT, Referee } from './Referee.ts'
import { isExplained } from './serverLog.ts'
import { SoakDisk } from './SoakDisk.ts'
import { SoakServer, type SoakServerOptions } from './SoakServer.ts'

/** What was broken on purpose, in all. */
export interface FaultTally {
  count: number
  longestS: number
}

/** All that a report needs to know of a run. */
export interface SoakOutcome {
  seed: number
  plannedS: number
  tookS: number
  isCutShort: boolean
  cards: readonly BotCard[]
  counts: Readonly<Record<string, BotCounts>>
  faults: ReadonlyMap<string, FaultTally>
  diskKind: string
  /** How often the server ended itself, as it says it does, because a write was refused half-way. */
  gaveUp: number
  findings: Findings
  looked: Referee['looked']
  savedAfterMs: readonly number[]
  /** As savedAfterMs, of those whose line is always slow. */
  savedAfterOnSlowLineMs: readonly number[]
  backAfterMs: readonly number[]
  samples: readonly HealthSample[]
  /** Where the data and the list of events are kept; null where nothing was wrong and they were deleted. */
  keptIn: string | null
}

export interface SoakOptions {
  seed: number
  plan: Plan
  entry: SoakServerOptions['entry']
  /** Told, as it happens, what a person who waits may want to read. */
  say: (line: string) => void
}

/** How long the disk's failures may be spoken of in the log after it works again, and a start after it. */
const DISK_ECHO_MS = 15_000
const START_ECHO_MS = 15_000
const SAMPLE_MS = 5_000
/** What the server says when it ends itself because the disk took only a part of a write. */
const GIVES_UP = 'The database cannot go on'
/** Rooms are put away 20 s after the last one left. */
const ALL_OUT_MS = 24_000
const BACK_LIMIT_MS = 60_000

/** One soak, from an empty data folder to the last look at it. */
export class Soak {
  readonly #options: SoakOptions
  readonly #random: Random
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'betwixt-soak-'))
  readonly #startedAt = performance.now()
  readonly #findings = new Findings(
    () => this.#elapsedS(),
    ({ kind, what }) => this.#event(`FOUND ${kind}: ${what}`),
  )
  readonly #faultTallies = new Map<string, FaultTally>()
  readonly #savedAfterMs: number[] = []
  readonly #savedAfterOnSlowLineMs: number[] = []
  readonly #backAfterMs: number[] = []
  readonly #samples: HealthSample[] = []
  readonly #links = new Map<string, { isOnline: boolean; wantsOnline: boolean }>()
  readonly #waits = new Set<() => void>()
  readonly #disk: SoakDisk
  #server: SoakServer | null = null
  #crew: BotCrew | null = null
  #referee: Referee | null = null
  #counts: Record<string, BotCounts> = {}
  #diskExcusedUntil = 0
  #startExcusedUntil = 0
  #isServerBroken = false
  #isCutShort = false
  #kills = 0
  #gaveUp = 0

  constructor(options: SoakOptions) {
    this.#options = options
    this.#random = Random.for(options.seed, 'conductor')
    this.#disk = SoakDisk.make(this.#folder)
  }

  /** Ends the run as soon as all is mended; the report then tells of what ran. */
  cutShort(): void {
    this.#isCutShort = true
    for (const wake of [...this.#waits]) wake()
  }

  async run(): Promise<SoakOutcome> {
    const { plan, seed } = this.#options
    let crew: BotCrew | null = null
    try {
      const server = await this.#startServer()
      const boards = await makeBoards(server, plan.templates)
      const cards = castOf(plan.people, boards, plan.tempers)
      this.#referee = new Referee(this.#findings, new Map(cards.map(({ name, boardId }) => [name, boardId])))
      crew = new BotCrew(cards, plan.processes, (message) => this.#take(message))
      this.#crew = crew
      await crew.play(seed, server.port, plan.pace)
      await this.#play(plan.stretches, { ...this.#parts(), boards: boards.map(({ boardId }) => boardId) })
      await crew.end()
      const code = await server.stop()
      if (code !== 0) this.#findings.add('crash', `the server, asked to stop at the end, ended with ${code}`)
      await this.#parts().referee.judgeDisk(
        this.#disk.folder,
        boards.map(({ boardId }) => boardId),
      )
      for (const { kind, what } of growthFindings(this.#samples)) this.#findings.add(kind, what)
      return this.#outcome(cards)
    } catch (error) {
      this.#findings.add('crash', `the soak itself failed: ${error instanceof Error ? error.stack : String(error)}`)
      return this.#outcome(crew?.cards ?? [])
    } finally {
      crew?.kill()
      await this.#server?.kill9()
      this.#cleanUp()
    }
  }

  #outcome(cards: readonly BotCard[]): SoakOutcome {
    return {
      seed: this.#options.seed,
      plannedS: this.#options.plan.seconds,
      tookS: this.#elapsedS(),
      isCutShort: this.#isCutShort,
      cards,
      counts: this.#counts,
      faults: this.#faultTallies,
      diskKind: this.#disk.kind,
      gaveUp: this.#gaveUp,
      findings: this.#findings,
      looked: this.#referee?.looked ?? { ...NOTHING_LOOKED_AT },
      savedAfterMs: this.#savedAfterMs,
      savedAfterOnSlowLineMs: this.#savedAfterOnSlowLineMs,
      backAfterMs: this.#backAfterMs,
      samples: this.#samples,
      keptIn: this.#findings.total > 0 ? this.#folder : null,
    }
  }

  async #startServer(): Promise<SoakServer> {
    const server = new SoakServer({
      port: await freePort(),
      dataDir: this.#disk.folder,
      entry: this.#options.entry,
      onLogLine: (line) => this.#onLogLine(line),
      onDeath: (how) => this.#onDeath(how),
    })
    this.#server = server
    const refused = await server.start()
    if (refused !== null) throw new Error(`the server does not start: ${refused}`)
    return server
  }

  #parts(): { server: SoakServer; crew: BotCrew; referee: Referee } {
    if (this.#server === null || this.#crew === null || this.#referee === null) throw new Error('not begun')
    return { server: this.#server, crew: this.#crew, referee: this.#referee }
  }

  async #play(
    stretches: readonly Stretch[],
    parts: { server: SoakServer; crew: BotCrew; referee: Referee; boards: readonly string[] },
  ): Promise<void> {
    const victims: Victims = {
      ...parts,
      disk: this.#disk,
      findings: this.#findings,
      random: this.#random,
      wait: (ms) => this.#wait(ms * this.#options.plan.pace),
      startAgain: () => this.#startAgain(victims),
      excuseDisk: (isFailing) => {
        this.#diskExcusedUntil = isFailing ? Number.POSITIVE_INFINITY : performance.now() + DISK_ECHO_MS
      },
    }
    const sampling = setInterval(() => this.#sample('running'), SAMPLE_MS)
    const guarding = setInterval(() => void this.#revive(victims), 1000)
    try {
      for (const stretch of stretches) {
        // However short it is cut, the end is looked at.
        if (this.#isCutShort && stretch.kind !== 'rest') continue
        this.#event(`${stretch.kind} ${'seconds' in stretch ? `${Math.round(stretch.seconds)} s` : ''}`)
        if (stretch.kind === 'calm') await this.#calm(stretch.seconds)
        else if (stretch.kind === 'storm') await this.#storm(stretch, victims)
        else if (stretch.kind === 'script') for (const name of stretch.faults) await this.#break(faultOf(name), victims)
        else if (!this.#isCutShort || stretch === stretches.at(-1)) await this.#rest(victims, stretch)
      }
    } finally {
      clearInterval(sampling)
      clearInterval(guarding)
    }
  }

  /** Nothing is broken: times count. */
  async #calm(seconds: number): Promise<void> {
    const { crew } = this.#parts()
    crew.tellCalm(true)
    await this.#wait(seconds * 1000)
    crew.tellCalm(false)
  }

  /** One thing of the server and one of the network are broken at a time, at random moments. */
  async #storm({ seconds, mayEndProcess }: Stretch & { kind: 'storm' }, victims: Victims): Promise<void> {
    const endMs = performance.now() + seconds * 1000
    const chain = async (of: Fault['of']): Promise<void> => {
      const random = new Random(this.#random.whole(0, 2 ** 31))
      const possible = faults.filter((fault) => fault.of === of && (mayEndProcess || !fault.endsProcess))
      const hat = possible.flatMap((fault) => new Array<Fault>(fault.weight).fill(fault))
      for (;;) {
        await this.#wait(random.whole(500, 8000))
        const fault = random.pick(hat)
        if (fault === undefined || this.#isCutShort || performance.now() > endMs) return
        await this.#break(fault, { ...victims, random })
      }
    }
    await Promise.all([chain('server'), chain('network')])
  }

  async #break(fault: Fault, victims: Victims): Promise<void> {
    const begunAt = performance.now()
    this.#event(`breaks: ${fault.name}`)
    if (fault.of === 'server') this.#isServerBroken = true
    try {
      await fault.run(victims)
    } finally {
      if (fault.of === 'server') this.#isServerBroken = false
    }
    const tookS = (performance.now() - begunAt) / 1000
    const tally = this.#faultTallies.get(fault.name) ?? { count: 0, longestS: 0 }
    this.#faultTallies.set(fault.name, { count: tally.count + 1, longestS: Math.max(tally.longestS, tookS) })
    this.#event(`mended: ${fault.name} after ${tookS.toFixed(1)} s`)
  }

  /** Everybody rests, and the referee looks at everything. */
  async #rest(victims: Victims, { mark, allOut, allFiles }: Stretch & { kind: 'rest' }): Promise<void> {
    const { server, crew, referee, boards } = victims
    for (const name of await crew.rest()) this.#findings.add('stuck', `${name} did not come to rest`)
    await referee.judgeRest(server, crew, boards)
    await referee.askForFiles(server, { all: allFiles })
    await this.#measure(mark === null ? 'rest' : mark)
    if (allOut) {
      await crew.leave()
      await this.#wait(ALL_OUT_MS)
      await this.#measure(mark === null ? NOBODY_THERE : `${NOBODY_THERE}, ${mark}`)
      // Each board is opened from the disk for this.
      for (const board of boards) await referee.askNewcomer(server, board)
    }
    const { kept } = this.#findings
    this.#options.say(
      `${clock(this.#elapsedS())}  all have the same; ${referee.ledger.size} facts watched, ` +
        `${referee.looked.newcomers} newcomers asked, ${this.#kills} starts after a fault, ` +
        `${this.#findings.total} things wrong${kept.length > 0 ? `, the last: ${kept.at(-1)?.what}` : ''}`,
    )
    crew.goOn()
  }

  async #startAgain(victims: Victims): Promise<void> {
    const { server, referee, boards } = victims
    this.#kills++
    this.#startExcusedUntil = Number.POSITIVE_INFINITY
    if (!server.isRunning) await referee.judgeKilled(this.#disk.folder, boards)
    for (let attempt = 1; !server.isRunning; attempt++) {
      const refused = await server.start()
      if (refused === null) break
      this.#findings.add('crash', `the server did not start: ${refused}`)
      if (attempt === 5) throw new Error('the server starts no more')
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
    this.#startExcusedUntil = performance.now() + START_ECHO_MS
    void this.#untilAllAreBack(this.#kills)
    for (const board of boards) await referee.askNewcomer(server, board)
  }

  /** Notes how long it takes until all who want to be online are, unless it is killed again before. */
  async #untilAllAreBack(kill: number): Promise<void> {
    const { crew } = this.#parts()
    const servedAt = performance.now()
    while (this.#kills === kill && performance.now() - servedAt < BACK_LIMIT_MS) {
      const missing = [...this.#links].filter(
        ([name, link]) => link.wantsOnline && !link.isOnline && !crew.impaired.has(name),
      )
      // A socket that has not noticed the end yet still counts as online: that takes a moment.
      if (missing.length === 0 && performance.now() - servedAt > 250) {
        this.#backAfterMs.push(performance.now() - servedAt)
        return
      }
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }

  /** A server that ended by itself is started again, so that the rest of the run is worth something. */
  async #revive(victims: Victims): Promise<void> {
    if (this.#isServerBroken || victims.server.isRunning) return
    this.#isServerBroken = true
    try {
      await this.#startAgain(victims)
    } finally {
      this.#isServerBroken = false
    }
  }

  #take(message: FromBots): void {
    this.#referee?.take(message)
    if (message.tell === 'link') this.#links.set(message.bot, message)
    else if (message.tell === 'savedAfter')
      (message.isSlowLine ? this.#savedAfterOnSlowLineMs : this.#savedAfterMs).push(message.ms)
    else if (message.tell === 'counts') this.#counts = { ...this.#counts, ...message.counts }
    else if (message.tell === 'wrong') {
      const isFalse = message.what.includes('while the disk was full')
      this.#findings.add(isFalse ? 'false saved' : 'crash', `${message.bot} ${message.what}`)
    }
  }

  #onDeath(how: string): void {
    // What it does where LMDB got a write half to the disk and can go on no more.
    if (performance.now() < this.#diskExcusedUntil && how.includes(GIVES_UP)) this.#gaveUp++
    else this.#findings.add('crash', `the server ended by itself: ${how}`)
  }

  #onLogLine(line: string): void {
    const now = performance.now()
    const excuses = { disk: () => now < this.#diskExcusedUntil, start: () => now < this.#startExcusedUntil }
    if (!isExplained(line, excuses)) this.#findings.add('log', line.slice(0, 1000))
  }

  #sample(phase: string): void {
    const use = this.#server?.use()
    if (use != null)
      this.#samples.push({
        ...use,
        phase,
        atS: this.#elapsedS(),
        heapBytes: null,
        edits: null,
        delayP99Ms: null,
        delayMaxMs: null,
      })
  }

  async #measure(phase: string): Promise<void> {
    const measure = await this.#server?.measure()
    if (measure != null) {
      const edits = Object.values(this.#counts).reduce((sum, count) => sum + count.edits + count.deletions, 0)
      this.#samples.push({ ...measure, phase, atS: this.#elapsedS(), edits })
    }
    this.#event(`measured, ${phase}: ${JSON.stringify(measure)}`)
  }

  #wait(ms: number): Promise<void> {
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

  #elapsedS(): number {
    return (performance.now() - this.#startedAt) / 1000
  }

  #event(what: string): void {
    appendFileSync(path.join(this.#folder, 'events.log'), `${clock(this.#elapsedS())} ${what}\n`)
  }

  #cleanUp(): void {
    if (this.#findings.total === 0) {
      this.#disk.dispose()
      rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 })
    } else this.#disk.keep(path.join(this.#folder, 'data'))
  }
}

/** Minutes and seconds. */
export function clock(seconds: number): string {
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
}

function faultOf(name: string): Fault {
  const fault = faults.find((candidate) => candidate.name === name)
  if (fault === undefined) throw new Error(`nothing is broken by "${name}"`)
  return fault
}

/** Boards of these templates, each with a card that everybody writes in. */
async function makeBoards(
  server: SoakServer,
  templates: readonly string[],
): Promise<{ boardId: string; template: string }[]> {
  const boards: { boardId: string; template: string }[] = []
  for (const [at, template] of templates.entries()) {
    const response = await fetch(`${server.url}/api/v1/boards`, {
      method: 'POST',
      body: JSON.stringify({ title: `Board ${at + 1}`, template }),
      headers: { 'content-type': 'application/json' },
    })
    const { id: boardId } = (await response.json()) as { id: string }
    await putMinutes(server.port, boardId)
    boards.push({ boardId, template })
  }
  return boards
}

async function putMinutes(port: number, boardId: string): Promise<void> {
  const peer = new SocketPeer(`ws://127.0.0.1:${port}/sync/${boardId}`)
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await until(() => peer.synced)
  const reader = new BoardReader(peer.doc)
  reader.update()
  const writer = new BoardWriter(peer.doc, reader, (id) => reader.records.get(id))
  peer.doc.transact(() => writer.create(painPoint('minutes', { x: 0, y: -400 })))
  peer.barrier(1)
  await until(() => peer.saved.has(1))
  peer.socket.terminate()
}
