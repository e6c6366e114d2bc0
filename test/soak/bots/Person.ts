import { OWN_ORIGINS } from '../../../client/board/ownOrigins.ts'
import type { LineMood } from '../BotLine.ts'
import { factIn, factsOfShape, type FactKey, type FactValue } from '../facts.ts'
import { NO_COUNTS, type BotCounts, type FromBots, type ScreenReport } from '../messages.ts'
import type { Random } from '../Random.ts'
import { OPEN, REST_LIMIT_MS, sleep, type Bot, type BotSurroundings } from './Bot.ts'
import { emptyStorage } from './deviceStorages.ts'
import { Screen } from './Screen.ts'
import type { Temper } from './temper.ts'

/** Somebody at a device with the board open, who does what their temper has them do. */
export class Person implements Bot {
  readonly name: string
  readonly boardId: string
  readonly template: string
  readonly random: Random
  readonly counts: BotCounts = { ...NO_COUNTS }
  readonly port: number
  /** Shapes and other records of their own that are on the board, oldest first. */
  readonly own: string[] = []
  /** Tokens of their own that stand in the text that many write in. */
  readonly tokens: string[] = []

  readonly #temper: Temper
  readonly #around: BotSurroundings
  readonly #told = new Map<FactKey, FactValue>()
  #storage = emptyStorage()
  #screen: Screen | null = null
  #made = 0
  #mood: 'free' | 'rests' | 'is out' = 'free'
  #isActing = false
  #isStopped = false
  #awayUntil: number | null = null
  #offlineUntil: number | null = null
  #changedAt: number | null = null
  /** Whether Saved on this screen speaks of anything they did: whoever comes with nothing has done nothing here yet. */
  #hasDone = false
  #wantsOnline = true
  /** Whether they left with everything kept on their device. */
  #isPromised = false
  #life: Promise<void> = Promise.resolve()

  constructor(temper: Temper, around: BotSurroundings) {
    this.name = around.card.name
    this.boardId = around.card.boardId
    this.template = around.card.template
    this.random = around.random
    this.port = around.port
    this.#temper = temper
    this.#around = around
    around.line.mood = this.lineAtBest
  }

  /** How their network is when nothing is broken. */
  get lineAtBest(): LineMood {
    return this.#temper.line ?? OPEN
  }

  /** Whether they are asked to come to an end. */
  get isHurried(): boolean {
    return this.#mood !== 'free' || this.#isStopped
  }

  /** The board on their screen. Only while they act. */
  get screen(): Screen {
    if (this.#screen === null) throw new Error(`${this.name} has no board open`)
    return this.#screen
  }

  async start(): Promise<void> {
    await this.#come()
    this.#life = this.#live()
  }

  async rest(): Promise<boolean> {
    this.#mood = 'rests'
    const endMs = performance.now() + REST_LIMIT_MS
    while (performance.now() < endMs) {
      if (!this.#isActing && this.#screen?.isSaved === true) return true
      await sleep(50)
    }
    const status = this.#screen?.board.status.get()
    const link = this.#screen?.board.link.get()
    this.tell({
      tell: 'wrong',
      bot: this.name,
      what: `was not saved within ${REST_LIMIT_MS / 1000} s of peace: ${JSON.stringify({ status, link })}`,
    })
    return false
  }

  async leave(): Promise<void> {
    this.#mood = 'is out'
    while (this.#isActing) await sleep(20)
    await this.#go()
  }

  goOn(): void {
    this.#mood = 'free'
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#life
    await this.#go()
    this.#around.line.close()
  }

  /** Waits, a person's while; shorter when asked to end. */
  async wait(ms: number): Promise<void> {
    const endMs = performance.now() + ms * this.#around.pace
    while (!this.isHurried) {
      const left = endMs - performance.now()
      if (left <= 0) return
      await sleep(Math.min(left, 100))
    }
  }

  /** A name for the next thing of their own. */
  nextName(): string {
    return `${this.name}-${++this.#made}`
  }

  tell(message: FromBots): void {
    this.#around.tell(message)
  }

  /** Tells what is now true of these facts of theirs, of all of them by default. */
  note(keys: readonly FactKey[] = this.#allFacts()): void {
    const screen = this.#screen
    if (screen === null) return
    const changes: [FactKey, FactValue][] = []
    for (const key of keys) {
      const value = factIn(screen, key)
      if ((this.#told.get(key) ?? null) === value) continue
      this.#told.set(key, value)
      changes.push([key, value])
    }
    if (changes.length === 0) return
    this.#changedAt = performance.now()
    this.#hasDone = true
    this.tell({ tell: 'noted', bot: this.name, changes })
  }

  /** Closes the board; as when the lid of a laptop is shut, where it is abrupt. */
  async goAway(ms: number, { isAbrupt }: { isAbrupt: boolean }): Promise<void> {
    this.#awayUntil = performance.now() + ms * this.#around.pace
    this.#wantsOnline = false
    if (isAbrupt) this.#around.line.cut()
    this.counts.secondsAway += Math.round((ms * this.#around.pace) / 1000)
    await this.#go()
  }

  /** Loses the network, and does not stop working. */
  goOffline(ms: number, mood: LineMood): void {
    if (this.#offlineUntil !== null) return
    this.#offlineUntil = performance.now() + ms * this.#around.pace
    this.#wantsOnline = false
    this.counts.secondsAway += Math.round((ms * this.#around.pace) / 1000)
    this.#around.line.mood = mood
    this.#tellLink()
  }

  report(): ScreenReport | null {
    const screen = this.#screen
    if (screen === null) return null
    const { store, document, invalid } = screen.digests()
    return {
      bot: this.name,
      boardId: this.boardId,
      store,
      document,
      invalid,
      status: screen.board.status.get().state,
      facts: this.#allFacts().map((key) => [key, factIn(screen, key)] as const),
    }
  }

  #allFacts(): FactKey[] {
    return [...this.#told.keys()]
  }

  async #live(): Promise<void> {
    while (!this.#isStopped) {
      this.#seeToTimes()
      if (this.#screen === null && this.#isWanted()) await this.#come()
      if (this.#screen === null || this.isHurried) {
        await sleep(50)
        continue
      }
      this.#isActing = true
      try {
        await this.#temper.act(this)
      } catch (error) {
        this.tell({ tell: 'wrong', bot: this.name, what: `could not act: ${String(error)}` })
        await sleep(1000)
      } finally {
        this.#isActing = false
      }
      const [least, most] = this.#temper.pauseMs
      await this.wait(this.random.whole(least, most))
    }
  }

  /** Who rests, or was away for long enough, comes back to the board and to the network. */
  #seeToTimes(): void {
    const now = performance.now()
    const isDue = (until: number | null): boolean => until !== null && (now >= until || this.#mood === 'rests')
    if (isDue(this.#awayUntil)) this.#awayUntil = null
    if (isDue(this.#offlineUntil)) {
      this.#offlineUntil = null
      this.#around.line.mood = this.lineAtBest
    }
    const wantsOnline = this.#awayUntil === null && this.#offlineUntil === null && this.#mood !== 'is out'
    if (wantsOnline === this.#wantsOnline) return
    this.#wantsOnline = wantsOnline
    this.#tellLink()
  }

  #isWanted(): boolean {
    return this.#awayUntil === null && this.#mood !== 'is out' && !this.#isStopped
  }

  async #come(): Promise<void> {
    const { line, port } = this.#around
    if (!this.#temper.keepsDevice) this.#storage = emptyStorage()
    const hadDevice = this.#temper.keepsDevice && this.counts.comings > 0
    const screen = await Screen.open(
      {
        boardId: this.boardId,
        linePort: line.port,
        serverPort: port,
        storage: this.#storage,
        counts: this.counts,
      },
      () => {
        this.#seeToTimes()
        return this.#isWanted()
      },
    )
    if (screen === null) return
    // A device that was not promised to have everything shows what it has until the server gives the rest.
    if (hadDevice && !this.#isPromised && !(await this.#seesAll(screen))) return
    this.#screen = screen
    this.counts.comings++
    if (!hadDevice) {
      this.#hasDone = false
      this.#changedAt = null
    }
    // What was never shown as saved may be gone where the device keeps nothing: from here on it is as it is now.
    const found = this.#allFacts().map((key) => [key, factIn(screen, key)] as const)
    this.tell({ tell: 'back', bot: this.name, found, from: hadDevice && this.#isPromised ? 'device' : 'server' })
    for (const [key, value] of found) this.#told.set(key, value)
    this.#refreshOwn()
    if (this.#temper.onlyFollows === true) {
      screen.board.doc.on('update', (_update: Uint8Array, origin: unknown) => {
        if (Object.values(OWN_ORIGINS).some((own) => own === origin)) {
          this.tell({ tell: 'wrong', bot: this.name, what: 'only follows, and wrote something' })
        }
      })
    }
    screen.board.status.subscribe(() => this.#onStatus())
    screen.board.link.subscribe(() => this.#tellLink())
    this.#onStatus()
    this.#tellLink()
  }

  /** Waits until the server has given all there is; false, with the board closed, where they leave before. */
  async #seesAll(screen: Screen): Promise<boolean> {
    while (!screen.isSaved) {
      this.#seeToTimes()
      if (!this.#isWanted()) {
        await screen.close()
        return false
      }
      await sleep(50)
    }
    // The store has it with the next frame.
    screen.binding.mergeNow()
    return true
  }

  /** Own things that are gone, with what was lost or undone, are not theirs to change any more. */
  #refreshOwn(): void {
    const { screen } = this
    const isThere = (id: string): boolean => screen.record(id) !== undefined
    this.own.splice(0, this.own.length, ...[...this.#ownIds()].filter(isThere))
    const tokens = [...this.#told].filter(([key, value]) => key.startsWith('token ') && value !== null)
    this.tokens.splice(0, this.tokens.length, ...tokens.map(([key]) => key.split(' ')[3] ?? ''))
  }

  /** After something was undone or redone: what of their own is there now. */
  lookAgain(): void {
    this.note()
    this.#refreshOwn()
  }

  #ownIds(): Set<string> {
    const keys = [...this.#told.keys()].filter((key) => key.startsWith('tally shape:'))
    return new Set(keys.map((key) => key.slice('tally '.length)))
  }

  async #go(): Promise<void> {
    const screen = this.#screen
    if (screen === null) return
    // Leaving writes what waits; what the device has then is promised to be there again.
    this.#screen = null
    const status = screen.board.status.get()
    const isSaved = status.state === 'saved' && screen.board.isKeptHere
    const isKept = isSaved || (status.state === 'offline' && status.keptOnDevice)
    await screen.close()
    this.#isPromised = isKept && this.#temper.keepsDevice
    if (this.#isPromised) this.tell({ tell: 'kept', bot: this.name })
    this.#tellLink()
  }

  #onStatus(): void {
    if (this.#screen?.isSaved !== true || !this.#hasDone) return
    const { weather } = this.#around
    const changedAt = this.#changedAt
    this.#changedAt = null
    if (changedAt !== null && weather.diskFullSince !== null && changedAt > weather.diskFullSince) {
      this.tell({ tell: 'wrong', bot: this.name, what: 'was shown Saved for a new change while the disk was full' })
    }
    this.tell({ tell: 'saved', bot: this.name })
    if (changedAt !== null && weather.isCalm && changedAt > weather.calmSince && this.#offlineUntil === null) {
      this.tell({
        tell: 'savedAfter',
        ms: performance.now() - changedAt,
        isSlowLine: this.#temper.line !== undefined,
      })
    }
  }

  #tellLink(): void {
    const isOnline = this.#screen?.board.link.get().state === 'online'
    this.tell({ tell: 'link', bot: this.name, isOnline, wantsOnline: this.#wantsOnline })
  }
}

/** The facts of a new shape, card or binding. */
export function factsOf(...ids: string[]): FactKey[] {
  return ids.flatMap(factsOfShape)
}
