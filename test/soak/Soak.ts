import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../../server/launch/freePort.mjs'
import { BotCrew } from './BotCrew.ts'
import { castOf } from './bots/cast.ts'
import { Findings } from './Findings.ts'
import { growthFindings, NOBODY_THERE } from './health.ts'
import { makeBoards } from './makeBoards.ts'
import type { BotCard, BotCounts, FromBots } from './messages.ts'
import type { SoakOutcome } from './outcome.ts'
import type { Plan, Stretch } from './plan.ts'
import { Random } from './Random.ts'
import { NOTHING_LOOKED_AT, Referee } from './Referee.ts'
import { clock, RunTime } from './RunTime.ts'
import { Saboteur } from './Saboteur.ts'
import { ServerWatch } from './ServerWatch.ts'
import { SoakDisk } from './SoakDisk.ts'
import { SoakServer, type SoakServerOptions } from './SoakServer.ts'

export interface SoakOptions {
  seed: number
  plan: Plan
  entry: SoakServerOptions['entry']
  /** Told, as it happens, what a person who waits may want to read. */
  say: (line: string) => void
}

const SAMPLE_MS = 5_000
const REVIVE_MS = 1_000
/** Rooms are put away 20 s after the last one left. */
const ALL_OUT_MS = 24_000

/** Everything a run consists of, once it has begun. */
interface Parts {
  server: SoakServer
  crew: BotCrew
  referee: Referee
  saboteur: Saboteur
  boards: readonly string[]
}

/** One soak, from an empty data folder to the last look at it. */
export class Soak {
  readonly #options: SoakOptions
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'betwixt-soak-'))
  readonly #time = new RunTime(path.join(this.#folder, 'events.log'))
  readonly #findings = new Findings(
    () => this.#time.seconds,
    ({ kind, what }) => this.#time.event(`FOUND ${kind}: ${what}`),
  )
  readonly #watch = new ServerWatch(this.#findings, this.#time)
  readonly #disk = SoakDisk.make(this.#folder)
  readonly #savedAfterMs: number[] = []
  readonly #savedAfterOnSlowLineMs: number[] = []
  readonly #links = new Map<string, { isOnline: boolean; wantsOnline: boolean }>()
  #server: SoakServer | null = null
  #crew: BotCrew | null = null
  #referee: Referee | null = null
  #saboteur: Saboteur | null = null
  #counts: Record<string, BotCounts> = {}

  constructor(options: SoakOptions) {
    this.#options = options
  }

  /** Ends the run as soon as all is mended; the report then tells of what ran. */
  cutShort(): void {
    this.#time.cutShort()
  }

  /** Ends everything at once and takes away what it made. There is no report. */
  abandon(): void {
    this.#crew?.kill()
    void this.#server?.kill9()
    this.#disk.dispose()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async run(): Promise<SoakOutcome> {
    let cards: readonly BotCard[] = []
    try {
      const parts = await this.#begin()
      cards = parts.crew.cards
      await this.#play(this.#options.plan.stretches, parts)
      await parts.crew.end()
      const code = await parts.server.stop()
      if (code !== 0) this.#findings.add('crash', `the server, asked to stop at the end, ended with ${code}`)
      await parts.referee.judgeDisk(this.#disk.folder, parts.boards)
      for (const { kind, what } of growthFindings(this.#watch.samples)) this.#findings.add(kind, what)
    } catch (error) {
      this.#findings.add('crash', `the soak itself failed: ${error instanceof Error ? error.stack : String(error)}`)
    } finally {
      this.#crew?.kill()
      await this.#server?.kill9()
      this.#cleanUp()
    }
    return this.#outcome(cards)
  }

  async #begin(): Promise<Parts> {
    const { plan, seed, entry } = this.#options
    const server = new SoakServer({
      port: await freePort(),
      dataDir: this.#disk.folder,
      entry,
      onLogLine: (line) => this.#watch.logged(line),
      onDeath: (how) => this.#watch.died(how),
    })
    this.#server = server
    const refused = await server.start()
    if (refused !== null) throw new Error(`the server does not start: ${refused}`)
    const made = await makeBoards(server, plan.templates)
    const boards = made.map(({ boardId }) => boardId)
    const cards = castOf(plan.people, made, plan.tempers)
    const referee = new Referee(this.#findings, new Map(cards.map(({ name, boardId }) => [name, boardId])))
    this.#referee = referee
    const crew = new BotCrew(cards, plan.processes, (message) => this.#take(message))
    this.#crew = crew
    await crew.play(seed, server.port, plan.pace)
    const saboteur = new Saboteur({
      server,
      crew,
      referee,
      boards,
      disk: this.#disk,
      watch: this.#watch,
      time: this.#time,
      findings: this.#findings,
      random: Random.for(seed, 'saboteur'),
      pace: plan.pace,
      missing: () => this.#missing(crew),
    })
    this.#saboteur = saboteur
    return { server, crew, referee, saboteur, boards }
  }

  async #play(stretches: readonly Stretch[], parts: Parts): Promise<void> {
    const { server, saboteur } = parts
    const sampling = setInterval(() => this.#watch.sample(server), SAMPLE_MS)
    const reviving = setInterval(() => void saboteur.revive(), REVIVE_MS)
    try {
      for (const stretch of stretches) {
        // However short it is cut, the end is looked at.
        if (this.#time.isCutShort && stretch !== stretches.at(-1)) continue
        this.#time.event(`${stretch.kind} ${'seconds' in stretch ? `${Math.round(stretch.seconds)} s` : ''}`)
        if (stretch.kind === 'calm') await this.#calm(stretch.seconds, parts)
        else if (stretch.kind === 'storm') await saboteur.storm(stretch.seconds, stretch)
        else if (stretch.kind === 'script') await saboteur.follow(stretch.faults)
        else {
          await this.#rest(stretch, parts)
          // After the last rest nobody does anything any more: the disk is held to it.
          if (stretch !== stretches.at(-1)) parts.crew.goOn()
        }
      }
    } finally {
      clearInterval(sampling)
      clearInterval(reviving)
    }
  }

  /** Nothing is broken: times count. */
  async #calm(seconds: number, { crew }: Parts): Promise<void> {
    crew.tellCalm(true)
    await this.#time.wait(seconds * 1000)
    crew.tellCalm(false)
  }

  /** Everybody rests, and the referee looks at everything. */
  async #rest({ mark, allOut, allFiles }: Stretch & { kind: 'rest' }, parts: Parts): Promise<void> {
    const { server, crew, referee, saboteur, boards } = parts
    for (const name of await crew.rest()) this.#findings.add('stuck', `${name} did not come to rest`)
    await referee.judgeRest(server, crew, boards)
    await referee.askForFiles(server, { all: allFiles })
    await this.#watch.measure(server, mark ?? 'rest', this.#edits())
    if (allOut) {
      await crew.leave()
      await this.#time.wait(ALL_OUT_MS)
      await this.#watch.measure(server, mark === null ? NOBODY_THERE : `${NOBODY_THERE}, ${mark}`, this.#edits())
      // Each board is opened from the disk for this.
      for (const board of boards) await referee.askNewcomer(server, board)
    }
    const last = this.#findings.kept.at(-1)
    this.#options.say(
      `${clock(this.#time.seconds)}  ${referee.ledger.size} facts watched, ${referee.looked.newcomers} newcomers asked, ` +
        `${saboteur.starts} starts after a fault, ${this.#findings.total} things wrong` +
        (last === undefined ? '' : `, the last: ${last.what}`),
    )
  }

  #missing(crew: BotCrew): string[] {
    const missing = [...this.#links].filter(([, link]) => link.wantsOnline && !link.isOnline)
    return missing.map(([name]) => name).filter((name) => !crew.impaired.has(name))
  }

  #edits(): number {
    return Object.values(this.#counts).reduce((sum, { edits, deletions }) => sum + edits + deletions, 0)
  }

  #take(message: FromBots): void {
    this.#referee?.take(message)
    if (message.tell === 'link') this.#links.set(message.bot, message)
    else if (message.tell === 'counts') this.#counts = { ...this.#counts, ...message.counts }
    else if (message.tell === 'savedAfter') {
      const times = message.isSlowLine ? this.#savedAfterOnSlowLineMs : this.#savedAfterMs
      times.push(message.ms)
    } else if (message.tell === 'wrong') {
      const isFalse = message.what.includes('while the disk was full')
      this.#findings.add(isFalse ? 'false saved' : 'crash', `${message.bot} ${message.what}`)
    }
  }

  #outcome(cards: readonly BotCard[]): SoakOutcome {
    return {
      seed: this.#options.seed,
      plannedS: this.#options.plan.seconds,
      tookS: this.#time.seconds,
      isCutShort: this.#time.isCutShort,
      cards,
      counts: this.#counts,
      faults: this.#saboteur?.tallies ?? new Map(),
      diskKind: this.#disk.kind,
      gaveUp: this.#watch.gaveUp,
      findings: this.#findings,
      looked: this.#referee?.looked ?? { ...NOTHING_LOOKED_AT },
      savedAfterMs: this.#savedAfterMs,
      savedAfterOnSlowLineMs: this.#savedAfterOnSlowLineMs,
      backAfterMs: this.#saboteur?.backAfterMs ?? [],
      samples: this.#watch.samples,
      keptIn: this.#findings.total > 0 ? this.#folder : null,
    }
  }

  #cleanUp(): void {
    if (this.#findings.total === 0) {
      this.#disk.dispose()
      rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 })
    } else this.#disk.keep(path.join(this.#folder, 'data'))
  }
}
