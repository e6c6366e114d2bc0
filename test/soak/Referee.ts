import { createHash } from 'node:crypto'
import { canonicalJson } from '../../shared/board/canonical.ts'
import { readingsOf } from '../../shared/board/readings.ts'
import { boardSchema } from '../../shared/board/schema.ts'
import { readingJson } from '../../shared/templates/render/json.ts'
import { localDay } from '../../server/clock.ts'
import { boardsOnDisk } from './boardsOnDisk.ts'
import { digest } from './bots/Screen.ts'
import { factIn, viewOf, type FactKey, type FactValue } from './facts.ts'
import type { Findings } from './Findings.ts'
import { Ledger, type Breach } from './Ledger.ts'
import type { FromBots, ScreenReport } from './messages.ts'
import { newcomer, type Newcomer } from './newcomer.ts'

/** The server that is held to what people were shown. */
export interface Accused {
  readonly port: number
  readonly url: string
  readonly clockShiftMs: number
}

/** How long all may take to have the same board once everybody rests. */
const AGREE_LIMIT_MS = 30_000

/** How often the referee looked at what. */
export const NOTHING_LOOKED_AT = {
  newcomers: 0,
  facts: 0,
  screens: 0,
  rests: 0,
  images: 0,
  records: 0,
  disks: 0,
  halfWay: 0,
}

/** Keeps account of what everybody was shown as saved, and holds the server, the disk and all screens to it. */
export class Referee {
  readonly ledger = new Ledger()
  /** How often what was looked at. */
  readonly looked = { ...NOTHING_LOOKED_AT }
  readonly #findings: Findings
  readonly #boardOf: ReadonlyMap<string, string>
  readonly #keptAt = new Map<string, number>()
  readonly #images = new Map<string, { boardId: string; isChecked: boolean }>()
  readonly #records = new Map<string, { sha256: string; isChecked: boolean }>()
  /** SHA-256 of each board when everybody rested last. */
  readonly #rested = new Map<string, string>()

  readonly #agreeLimitMs: number

  constructor(findings: Findings, boardOf: ReadonlyMap<string, string>, agreeLimitMs = AGREE_LIMIT_MS) {
    this.#agreeLimitMs = agreeLimitMs
    this.#findings = findings
    this.#boardOf = boardOf
  }

  /** Takes what bots tell about their changes. */
  take(message: FromBots): void {
    if (message.tell === 'noted') this.ledger.noted(message.bot, this.#board(message.bot), message.changes)
    else if (message.tell === 'saved') this.ledger.saved(message.bot)
    else if (message.tell === 'kept') this.#keptAt.set(message.bot, this.ledger.now)
    else if (message.tell === 'back') this.#takeReturn(message)
    else if (message.tell === 'image') this.#images.set(message.sha256, { boardId: message.boardId, isChecked: false })
    else if (message.tell === 'record') {
      this.#records.set(message.recordId, { sha256: message.sha256, isChecked: false })
    }
  }

  /** Somebody new comes to a board: nothing that was shown as saved before may be missing. */
  async askNewcomer(server: Accused, boardId: string): Promise<void> {
    const check = this.ledger.begin()
    try {
      const found = await newcomer(server.port, boardId)
      if (found === null) {
        this.#findings.add('disagreement', `${boardId}: no newcomer could join`)
        return
      }
      // What bots did meanwhile may be on its way to this process.
      await new Promise((resolve) => setTimeout(resolve, 100))
      this.looked.newcomers++
      this.#report('a newcomer', check.judge(boardId, finder(found)))
      this.#validate(boardId, found)
    } finally {
      check.end()
    }
  }

  /** Everybody rests: all must have the same, and all that is in it must be as its author left it. */
  async judgeRest(
    server: Accused,
    crew: { screens(): Promise<ScreenReport[]> },
    boards: readonly string[],
  ): Promise<void> {
    const endMs = performance.now() + this.#agreeLimitMs
    let different: string[]
    let screens: ScreenReport[]
    const found = new Map<string, Newcomer>()
    do {
      screens = await crew.screens()
      different = []
      for (const boardId of boards) {
        const fresh = await newcomer(server.port, boardId)
        if (fresh === null) different.push(`${boardId}: no newcomer could join`)
        else {
          found.set(boardId, fresh)
          different.push(...differences(boardId, digest(fresh.reading.records), screens))
        }
      }
      if (different.length > 0) await new Promise((resolve) => setTimeout(resolve, 250))
    } while (different.length > 0 && performance.now() < endMs)
    for (const what of different) this.#findings.add('disagreement', what)
    this.looked.rests++
    this.looked.screens += screens.length
    for (const [boardId, fresh] of found) {
      this.looked.newcomers++
      this.#rested.set(boardId, digest(fresh.reading.records))
      this.#report('a newcomer at rest', this.ledger.exactly(boardId, finder(fresh)))
      this.#validate(boardId, fresh)
      await this.#compareApi(server, boardId, fresh)
    }
    for (const screen of screens) this.#compareScreen(screen)
    this.ledger.forgetGone()
  }

  /** The images and records that were answered with 201: all of them, or those that nobody looked at yet. */
  async askForFiles(server: Accused, { all }: { all: boolean }): Promise<void> {
    for (const [sha256, image] of this.#images) {
      if (image.isChecked && !all) continue
      const bytes = await bodyOf(`${server.url}/api/v1/boards/${image.boardId}/assets/${sha256}`)
      if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== sha256) {
        this.#findings.add('lost', `image ${sha256} that was uploaded to ${image.boardId} is missing or another`)
      }
      image.isChecked = true
      this.looked.images++
    }
    for (const [recordId, record] of this.#records) {
      if (record.isChecked && !all) continue
      const bytes = await bodyOf(`${server.url}/api/v1/records/${recordId}`)
      const { recordSha256 } = JSON.parse(bytes?.toString('utf8') ?? '{}') as { recordSha256?: string }
      if (recordSha256 !== record.sha256) {
        this.#findings.add('lost', `decision record ${recordId} is missing or another than was answered`)
      }
      record.isChecked = true
      this.looked.records++
    }
  }

  /** The server was ended, however that came: what was shown as saved until then lies on its disk, before anybody returns. */
  async judgeKilled(folder: string, boards: readonly string[]): Promise<void> {
    const check = this.ledger.begin()
    try {
      for (const [boardId, found] of await boardsOnDisk(folder, boards)) {
        if (found === null) this.#findings.add('lost', `the disk has no board ${boardId}`)
        else this.#report('a look at the disk of a killed server', check.judge(boardId, finder(found)))
        this.looked.disks++
      }
    } finally {
      check.end()
    }
  }

  /** The server has ended for good: what lies on the disk must read as it did when everybody rested last. */
  async judgeDisk(folder: string, boards: readonly string[]): Promise<void> {
    for (const [boardId, found] of await boardsOnDisk(folder, boards)) {
      this.looked.disks++
      if (found === null) {
        this.#findings.add('lost', `the disk has no board ${boardId}`)
        continue
      }
      this.#report('a reload from the disk', this.ledger.exactly(boardId, finder(found)))
      if (digest(found.reading.records) !== this.#rested.get(boardId)) {
        this.#findings.add('disagreement', `${boardId} reads differently from the disk than on the screens`)
      }
    }
  }

  #takeReturn({ bot, found, from }: Extract<FromBots, { tell: 'back' }>): void {
    const values = new Map(found)
    const promisedAt = from === 'device' ? (this.#keptAt.get(bot) ?? 0) : 0
    this.#keptAt.delete(bot)
    if (from === 'server' || promisedAt > 0) {
      const breaches = this.ledger.ofOne(bot, (key) => values.get(key) ?? null, promisedAt)
      this.#report(from === 'device' ? 'who came back to what the device kept' : 'who came back', breaches)
    }
    const latest = this.ledger.latest(bot)
    const changed = found.filter(([key, value]) => (latest.get(key) ?? null) !== value)
    if (changed.length > 0) this.ledger.noted(bot, this.#board(bot), changed)
  }

  #compareScreen({ bot, facts }: ScreenReport): void {
    const latest = this.ledger.latest(bot)
    for (const [key, value] of facts) {
      this.looked.facts++
      const expected = latest.get(key) ?? null
      if (value === expected) continue
      this.#findings.add('lost', `${bot} does not see their own ${key} as they left it: ${value}, not ${expected}`)
    }
  }

  #validate(boardId: string, { reading, hasGap }: Newcomer): void {
    if (hasGap) this.#findings.add('disagreement', `${boardId}: a newcomer got changes without those they build on`)
    if (reading.invalid.size > 0) {
      const reasons = [...reading.invalid].slice(0, 3).map(([id, reason]) => `${id} ${reason}`)
      this.#findings.add('invalid', `${boardId} holds ${reading.invalid.size} records left out: ${reasons.join(', ')}`)
    }
    for (const record of reading.records.values()) {
      try {
        boardSchema.types[record.typeName].validate(record)
      } catch (error) {
        this.#findings.add('invalid', `${boardId} reads as having an invalid ${record.id}: ${String(error)}`)
      }
    }
  }

  async #compareApi(server: Accused, boardId: string, { reading }: Newcomer): Promise<void> {
    const bytes = await bodyOf(`${server.url}/api/v1/boards/${boardId}/reading`)
    if (bytes === null) {
      this.#findings.add('disagreement', `the API does not give the reading of ${boardId}`)
      return
    }
    const today = localDay(Date.now() + server.clockShiftMs)
    const readings = readingsOf(reading.records, { today })
    const expected = JSON.stringify(readingJson({ boardId, title: '', readings }))
    if (canonicalJson(JSON.parse(bytes.toString('utf8'))) !== canonicalJson(JSON.parse(expected))) {
      this.#findings.add('disagreement', `the API reads ${boardId} otherwise than a newcomer`)
    }
  }

  #report(who: string, breaches: readonly Breach[]): void {
    for (const { bot, key, found, allowed, isHalfWay } of breaches) {
      if (isHalfWay) {
        this.looked.halfWay++
        continue
      }
      this.#findings.add(
        'lost',
        `${who} found ${key} of ${bot} to be ${found}, where it may be ${allowed.join(' or ')}`,
      )
    }
  }

  #board(bot: string): string {
    return this.#boardOf.get(bot) ?? ''
  }
}

function finder({ doc, reading }: Pick<Newcomer, 'doc' | 'reading'>): (key: FactKey) => FactValue {
  const view = viewOf(reading.records, doc)
  return (key) => factIn(view, key)
}

/** Whose picture of a board is not the newcomer's. */
function differences(boardId: string, fresh: string, screens: readonly ScreenReport[]): string[] {
  return screens
    .filter((screen) => screen.boardId === boardId)
    .flatMap(({ bot, store, document, status }) => {
      const said = status === null ? '' : ` (its status: ${status})`
      if (document !== fresh) return [`the document of ${bot} on ${boardId} is not what a newcomer gets${said}`]
      if (store !== null && store !== fresh) return [`the screen of ${bot} on ${boardId} is not its document${said}`]
      return []
    })
}

async function bodyOf(url: string): Promise<Buffer | null> {
  try {
    const response = await fetch(url)
    const bytes = Buffer.from(await response.arrayBuffer())
    return response.ok ? bytes : null
  } catch {
    return null
  }
}
