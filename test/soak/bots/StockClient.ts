import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { boardRoots, partKey } from '../../../shared/board/keys.ts'
import { BoardReader } from '../../../shared/board/read.ts'
import { box } from '../../support/boardShapes.ts'
import { factIn, factsOfShape, viewOf, type FactKey } from '../facts.ts'
import { NO_COUNTS, type BotCounts, type ScreenReport } from '../messages.ts'
import { REST_LIMIT_MS, sleep, type Bot, type BotSurroundings } from './Bot.ts'
import { digest } from './Screen.ts'

const MOST_OWN = 8

/** A program of somebody else's on the stock y-websocket client, which writes the document format by itself. */
export class StockClient implements Bot {
  readonly name: string
  readonly counts: BotCounts = { ...NO_COUNTS, comings: 1 }
  readonly #around: BotSurroundings
  readonly #doc = new Y.Doc()
  readonly #reader = new BoardReader(this.#doc)
  readonly #provider: WebsocketProvider
  readonly #own: string[] = []
  readonly #facts = new Set<FactKey>()
  #made = 0
  #isResting = false
  #isStopped = false
  #life: Promise<void> = Promise.resolve()

  constructor(around: BotSurroundings) {
    this.name = around.card.name
    this.#around = around
    this.#reader.observe()
    this.#provider = new WebsocketProvider(`ws://127.0.0.1:${around.line.port}/sync`, around.card.boardId, this.#doc, {
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    })
    this.#provider.on('status', ({ status }) => {
      around.tell({ tell: 'link', bot: this.name, isOnline: status === 'connected', wantsOnline: true })
    })
  }

  async start(): Promise<void> {
    while (!this.#provider.synced && !this.#isStopped) await sleep(50)
    this.#life = this.#live()
  }

  async rest(): Promise<boolean> {
    this.#isResting = true
    this.#provider.connect()
    const endMs = performance.now() + REST_LIMIT_MS
    while (performance.now() < endMs) {
      if (this.#provider.synced) return true
      await sleep(50)
    }
    this.#around.tell({ tell: 'wrong', bot: this.name, what: 'did not come back in a minute of peace' })
    return false
  }

  leave(): Promise<void> {
    this.#isResting = true
    this.#provider.disconnect()
    return Promise.resolve()
  }

  goOn(): void {
    this.#provider.connect()
    this.#isResting = false
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#life
    this.#provider.destroy()
    this.#around.line.close()
  }

  report(): ScreenReport {
    const { records, invalid } = this.#read()
    const view = viewOf(records, this.#doc)
    return {
      bot: this.name,
      boardId: this.#around.card.boardId,
      store: null,
      document: digest(records),
      invalid: invalid.size,
      status: null,
      facts: [...this.#facts].map((key) => [key, factIn(view, key)] as const),
    }
  }

  async #live(): Promise<void> {
    const { random, pace } = this.#around
    while (!this.#isStopped) {
      if (!this.#isResting) this.#act()
      await sleep(this.#isResting ? 50 : random.whole(300, 2500) * pace)
    }
  }

  #act(): void {
    const { random } = this.#around
    const { records, edits } = boardRoots(this.#doc)
    const one = random.pick(this.#own)
    let id = one ?? ''
    if (one === undefined || (this.#own.length < MOST_OWN && random.chance(0.3))) {
      const shape = box(`${this.name}-${++this.#made}`, { x: random.whole(4000, 6000), y: random.whole(0, 2000) })
      id = shape.id
      this.#own.push(id)
      records.set(id, { ...shape, meta: { tally: 0 } })
    } else if (random.chance(0.15)) {
      this.#own.splice(this.#own.indexOf(one), 1)
      this.#doc.transact(() => {
        records.delete(id)
        for (const group of ['place', 'meta.tally']) edits.delete(partKey(id, group))
      })
      this.counts.deletions++
    } else {
      this.#doc.transact(() => {
        edits.set(partKey(id, 'meta.tally'), Number(edits.get(partKey(id, 'meta.tally')) ?? 0) + 1)
        edits.set(partKey(id, 'place'), [random.whole(4000, 6000), random.whole(0, 2000)])
      })
    }
    this.counts.edits++
    const view = viewOf(this.#read().records, this.#doc)
    const keys = factsOfShape(id)
    for (const key of keys) this.#facts.add(key)
    this.#around.tell({ tell: 'noted', bot: this.name, changes: keys.map((key) => [key, factIn(view, key)] as const) })
  }

  #read(): BoardReader {
    if (this.#reader.isStale) this.#reader.update()
    return this.#reader
  }
}
