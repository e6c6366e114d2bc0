import { Store } from '@tldraw/store'
import type { TLRecord, TLStoreProps } from '@tldraw/tlschema'
import * as Y from 'yjs'
import { BoardBinding } from '../../client/board/BoardBinding.ts'
import { BoardReader } from '../../shared/board/read.ts'
import { boardSchema, DOCUMENT_TYPES } from '../../shared/board/schema.ts'
import { ManualScheduler } from './ManualScheduler.ts'

/** A tldraw store without an editor, which is all of it that runs without a browser. */
export function newStore(): Store<TLRecord> {
  const props: TLStoreProps = {
    defaultName: '',
    assets: { upload: () => Promise.reject(new Error('no uploads here')), resolve: () => null, remove: async () => {} },
    onMount: () => undefined,
  }
  const store = new Store({ schema: boardSchema, props })
  // As an editor does when it is made; tldraw keeps it out of its types.
  ;(store as unknown as { ensureStoreIsUsable(): void }).ensureStoreIsUsable()
  return store as unknown as Store<TLRecord>
}

/** The records of a store that belong to the board, by id, as plain JSON. */
export function boardRecords(store: Store<TLRecord>): Record<string, unknown> {
  const records = store.allRecords().filter(({ typeName }) => DOCUMENT_TYPES.has(typeName))
  return asJson(new Map(records.map((record) => [record.id as string, record])))
}

/** Records as plain JSON, sorted by id. */
export function asJson(records: ReadonlyMap<string, TLRecord>): Record<string, unknown> {
  const sorted = [...records].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.parse(JSON.stringify(Object.fromEntries(sorted))) as Record<string, unknown>
}

/** The server's part in memory: a document, the bytes it was told, and wires that carry a message when told to. */
export class MemoryServer {
  #doc: Y.Doc
  readonly #log: Uint8Array[]
  readonly #wires = new Set<Wire>()

  constructor(initial: Uint8Array) {
    this.#log = [initial]
    this.#doc = docOf(this.#log)
  }

  get doc(): Y.Doc {
    return this.#doc
  }

  /** Every byte that was kept, as a restarted server would load it. */
  get stored(): readonly Uint8Array[] {
    return this.#log
  }

  attach(wire: Wire): void {
    this.#wires.add(wire)
  }

  detach(wire: Wire): void {
    this.#wires.delete(wire)
  }

  receive(update: Uint8Array, from: Wire): void {
    this.#log.push(update)
    Y.applyUpdate(this.#doc, update)
    for (const wire of this.#wires) if (wire !== from) wire.toClient.push(update)
  }

  /** Loses every connection and starts again from what was kept. */
  restart(): void {
    for (const wire of [...this.#wires]) wire.cut()
    this.#doc.destroy()
    this.#doc = docOf(this.#log)
  }

  /** Merges what was kept into one state. */
  compact(): void {
    const state = Y.encodeStateAsUpdate(docOf(this.#log))
    this.#log.length = 0
    this.#log.push(state)
  }
}

/** A document of stored bytes. */
export function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)))
  return doc
}

/** A connection between one peer and the server, whose messages move only when a test moves them. */
export class Wire {
  readonly toClient: Uint8Array[] = []
  readonly toServer: Uint8Array[] = []
  isOpen = false

  readonly #server: MemoryServer
  readonly #doc: Y.Doc

  constructor(server: MemoryServer, doc: Y.Doc) {
    this.#server = server
    this.#doc = doc
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.isOpen) this.toServer.push(update)
    })
  }

  /** Opens it, both sides sending what the other lacks. */
  open(): void {
    if (this.isOpen) return
    this.isOpen = true
    this.#server.attach(this)
    this.toClient.push(Y.encodeStateAsUpdate(this.#server.doc, Y.encodeStateVector(this.#doc)))
    this.toServer.push(Y.encodeStateAsUpdate(this.#doc, Y.encodeStateVector(this.#server.doc)))
  }

  /** Cuts it; what was on its way is lost. */
  cut(): void {
    this.isOpen = false
    this.#server.detach(this)
    this.toClient.length = 0
    this.toServer.length = 0
  }

  deliverToClient(count = Number.POSITIVE_INFINITY): void {
    for (const update of this.toClient.splice(0, count)) Y.applyUpdate(this.#doc, update, this)
  }

  deliverToServer(count = Number.POSITIVE_INFINITY): void {
    for (const update of this.toServer.splice(0, count)) this.#server.receive(update, this)
  }
}

/** Does with a bound store what a canvas does. */
export class StoreActor {
  readonly store: Store<TLRecord>
  readonly binding: BoardBinding
  /** Whether what others move is drawn on its way. */
  glides = false
  #held: ReadonlyMap<string, readonly string[]> = new Map()

  constructor(binding: BoardBinding) {
    this.store = binding.store
    this.binding = binding
    binding.attach({ held: () => this.#held, glides: () => this.glides, beforePagesGo: () => undefined })
  }

  get(id: string): TLRecord | undefined {
    return this.store.get(id as TLRecord['id'])
  }

  /** Changes a shape as the canvas does. */
  change(id: string, patch: { props?: Record<string, unknown>; [key: string]: unknown }): void {
    this.store.update(id as TLRecord['id'], (record) => {
      const props = 'props' in record ? { ...record.props, ...patch.props } : undefined
      return { ...record, ...patch, ...(props === undefined ? {} : { props }) } as TLRecord
    })
  }

  put(...records: TLRecord[]): void {
    this.store.put(records)
  }

  remove(...ids: string[]): void {
    this.store.remove(ids as TLRecord['id'][])
  }

  /** Takes a shape in hand. */
  hold(id: string): void {
    this.#held = new Map([[id, ['place']]])
  }

  letGo(): void {
    this.#held = new Map()
    this.binding.endGesture()
  }
}

/** Someone on a board: a real document, store and binding, on a wire. */
export class Peer extends StoreActor {
  readonly doc: Y.Doc
  readonly reader: BoardReader
  readonly scheduler: ManualScheduler
  readonly wire: Wire
  /** The updates this peer made, as bytes. */
  readonly sent: Uint8Array[] = []

  constructor(server: MemoryServer) {
    const doc = new Y.Doc()
    const reader = new BoardReader(doc)
    const scheduler = new ManualScheduler()
    reader.observe()
    const wire = new Wire(server, doc)
    wire.open()
    wire.deliverToServer()
    wire.deliverToClient()
    super(new BoardBinding(doc, reader, newStore(), scheduler))
    this.doc = doc
    this.reader = reader
    this.scheduler = scheduler
    this.wire = wire
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== wire) this.sent.push(update)
    })
  }

  /** Lets time pass until everything this peer did is in its document and its store. */
  settle(): void {
    this.scheduler.advance(60)
    this.scheduler.drawFrame()
    this.scheduler.advance(100)
    this.scheduler.drawFrame()
  }
}

/** Moves messages and lets frames be drawn until nobody has anything left to say. */
export function synchronise(peers: readonly Peer[]): void {
  for (const peer of peers) peer.wire.open()
  for (let round = 0; round < 50; round++) {
    for (const peer of peers) {
      peer.settle()
      peer.wire.deliverToServer()
    }
    for (const peer of peers) peer.wire.deliverToClient()
    const isQuiet = peers.every(
      ({ wire, scheduler }) => wire.toClient.length + wire.toServer.length === 0 && !scheduler.wantsFrame,
    )
    if (isQuiet) return
  }
  throw new Error('the peers never fell silent')
}
