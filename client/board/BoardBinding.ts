import type { Store } from '@tldraw/store'
import type { TLRecord } from '@tldraw/tlschema'
import type * as Y from 'yjs'
import { jsonEqual } from '../../shared/board/equal.ts'
import type { BoardReader } from '../../shared/board/read.ts'
import { DOCUMENT_TYPES } from '../../shared/board/schema.ts'
import { BoardWriter } from '../../shared/board/write.ts'
import { NO_HOST, NONE_HELD, type BindingHost, type HeldShapes } from './BindingHost.ts'
import { BoardHistory } from './BoardHistory.ts'
import { CommitPace } from './CommitPace.ts'
import { Glides } from './Glides.ts'
import { isRooted } from './isRooted.ts'
import { mergeIntoStore } from './mergeIntoStore.ts'
import { withGroupsOf, withOwnChanges } from './overlay.ts'
import { OWN_ORIGINS } from './ownOrigins.ts'
import type { Scheduler } from './Scheduler.ts'
import { ValueSignal, type Signal } from './Signal.ts'

/**
 * Keeps a tldraw store and a board's document the same. What the user does to the store is written to the document in
 * commits, each change as small as it can be; what the document then reads as, own or others', comes back into the
 * store once a frame.
 *
 * The document alone says what is true. `shown` holds each record as it last agreed with the store; what differs from it
 * is the user's own change that waits to be written. What tldraw's side effects do during a merge is nobody's change:
 * it is never written, and put right at the next merge if it does not agree with the document.
 */
export class BoardBinding {
  readonly doc: Y.Doc
  readonly store: Store<TLRecord>
  readonly history: BoardHistory
  /** Whether there are changes in the store that are not in the document yet. */
  readonly hasUncommitted: Signal<boolean>

  readonly #reader: BoardReader
  readonly #writer: BoardWriter
  readonly #scheduler: Scheduler
  readonly #onRead: () => void
  readonly #pace: CommitPace
  readonly #uncommitted = new ValueSignal(false)
  readonly #motion = new Glides()
  readonly #shown = new Map<string, TLRecord>()
  readonly #dirty = new Set<string>()
  /** Ids whose reading may differ from the store. */
  readonly #incoming = new Set<string>()
  /** Ids that were put right once since the document last changed them: a second time would not help. */
  readonly #righted = new Set<string>()
  readonly #stops: (() => void)[] = []
  #host = NO_HOST
  #isWritable = true
  #isMerging = false
  #touchedByMerge = new Set<string>()
  #frame: (() => void) | null = null
  #isClosed = false

  /**
   * Fills the store with the board. `reader` must observe `doc` and is from now on brought up to date here alone;
   * `onRead` is called after each time.
   */
  constructor(
    doc: Y.Doc,
    reader: BoardReader,
    store: Store<TLRecord>,
    scheduler: Scheduler,
    onRead: () => void = () => undefined,
  ) {
    this.doc = doc
    this.store = store
    this.hasUncommitted = this.#uncommitted
    this.#reader = reader
    this.#scheduler = scheduler
    this.#onRead = onRead
    this.#pace = new CommitPace(scheduler, () => this.flush())
    this.#writer = new BoardWriter(doc, reader, (id) => this.#inStore(id))
    this.history = new BoardHistory(doc, [OWN_ORIGINS.canvas, OWN_ORIGINS.typing], {
      flush: () => this.flush(),
      refresh: () => this.mergeNow({ evenHeld: true }),
    })
    this.#fill()
    this.#listen()
  }

  /** Tells which editor shows the store. Returns the function that takes it back. */
  attach(host: BindingHost): () => void {
    this.#host = host
    return () => {
      if (this.#host === host) this.#host = NO_HOST
    }
  }

  /** The fields of a card that are collaborative text. */
  textFields(cardId: string): ReadonlySet<string> {
    return this.#reader.textFields(cardId)
  }

  /**
   * Writes what the user changed to the document, now. `recorded: false` keeps it out of the undo steps. Safe at any
   * time, inside an operation of the store as well.
   */
  flush({ recorded = true }: { recorded?: boolean } = {}): void {
    this.#pace.callOff()
    if (this.#dirty.size === 0 || !this.#isWritable || this.#isClosed) return
    // The writer has to know what others changed since the last frame.
    this.#read()
    const ids = [...this.#dirty]
    this.#dirty.clear()
    this.#pace.made(this.#commit(ids, recorded ? OWN_ORIGINS.canvas : OWN_ORIGINS.unrecorded))
    for (const id of ids) {
      const record = this.#inStore(id)
      if (record === undefined) this.#shown.delete(id)
      else this.#shown.set(id, record)
      // What was written may read differently: a zone puts its cards where they belong.
      this.#incoming.add(id)
    }
    this.#uncommitted.set(false)
    this.#scheduleMerge()
  }

  /** A gesture has ended: writes its last state and lets what was held fall into its place. */
  endGesture(): void {
    this.flush()
    this.#scheduleMerge()
  }

  /** Stops writing for good, because what is written could not be understood or would be refused. */
  stopWriting(): void {
    this.#isWritable = false
  }

  /**
   * Brings what the document reads as into the store, in one merge. Returns false where the store is in the middle of
   * an operation; it is then tried again at the next frame.
   */
  mergeNow({ evenHeld = false }: { evenHeld?: boolean } = {}): boolean {
    this.#frame?.()
    this.#frame = null
    this.#read()
    const held = evenHeld ? NONE_HELD : this.#host.held()
    const put = new Map<string, TLRecord>()
    const removed: string[] = []
    const gliding = new Set<string>()
    for (const id of this.#incoming) {
      const current = this.#inStore(id)
      let next = this.#next(id, held.get(id), !evenHeld)
      if (current !== undefined && next !== undefined && !evenHeld && this.#glides(id, held)) {
        const onTheWay = this.#motion.step(current, next, this.#scheduler.now())
        if (onTheWay !== next) gliding.add(id)
        next = onTheWay
      } else this.#motion.end(id)
      if (next === undefined) {
        if (current !== undefined) removed.push(id)
      } else if (current === undefined || !jsonEqual(current, next)) put.set(id, next)
    }
    if (!evenHeld && !this.#hasRoots(put, removed, held)) {
      // What the user has in hand would hang on what others took away, or on itself. The document settles that.
      this.flush()
      return this.mergeNow({ evenHeld: true })
    }
    if (put.size + removed.length > 0) {
      const pages = removed.filter((id) => this.#inStore(id)?.typeName === 'page')
      if (pages.length > 0) this.#host.beforePagesGo(pages)
      if (!this.#mergeIntoStore([...put.values()], removed)) {
        this.#scheduleMerge()
        return false
      }
    }
    this.#settle(put, held)
    for (const id of gliding) this.#incoming.add(id)
    if (gliding.size > 0) this.#scheduleMerge()
    return true
  }

  /** Runs `run` when the binding is closed. */
  onClose(run: () => void): void {
    this.#stops.push(run)
  }

  /** Writes what waits and lets go of the store and the document. */
  close(): void {
    if (this.#isClosed) return
    this.flush()
    this.#isClosed = true
    this.#frame?.()
    this.#pace.callOff()
    for (const stop of this.#stops) stop()
    this.history.close()
  }

  #inStore(id: string): TLRecord | undefined {
    return this.store.unsafeGetWithoutCapture(id as TLRecord['id'])
  }

  #fill(): void {
    for (const id of this.#reader.records.keys()) this.#incoming.add(id)
    // A new store has a document and a page of its own making.
    for (const record of this.store.allRecords()) {
      if (DOCUMENT_TYPES.has(record.typeName)) this.#incoming.add(record.id)
    }
    this.mergeNow()
  }

  #listen(): void {
    for (const type of DOCUMENT_TYPES) {
      const typeName = type as TLRecord['typeName']
      const { sideEffects } = this.store
      this.#stops.push(
        sideEffects.registerAfterCreateHandler(typeName, (record) => this.#noteChange(record.id)),
        sideEffects.registerAfterChangeHandler(typeName, (_before, record) => this.#noteChange(record.id)),
        sideEffects.registerAfterDeleteHandler(typeName, (record) => this.#noteChange(record.id)),
      )
    }
    const onTransaction = (): void => {
      if (this.#reader.isStale) this.#scheduleMerge()
    }
    this.doc.on('afterTransaction', onTransaction)
    this.#stops.push(() => this.doc.off('afterTransaction', onTransaction))
  }

  #noteChange(id: string): void {
    // The source that tldraw names is no help: side effects of a merge are "user" to it.
    if (this.#isMerging) {
      this.#touchedByMerge.add(id)
      return
    }
    this.#dirty.add(id)
    this.#uncommitted.set(true)
    this.#pace.request()
  }

  /** Writes these records in one transaction. Returns the size of the update it made. */
  #commit(ids: readonly string[], origin: object): number {
    let bytes = 0
    const measure = (update: Uint8Array, of: unknown): void => {
      if (of === origin) bytes = update.length
    }
    this.doc.on('update', measure)
    this.doc.transact(() => ids.forEach((id) => this.#write(id)), origin)
    this.doc.off('update', measure)
    return bytes
  }

  #write(id: string): void {
    const before = this.#shown.get(id)
    const after = this.#inStore(id)
    if (after === undefined) {
      if (before !== undefined) this.#writer.remove(id)
    } else if (before === undefined) this.#writer.create(after)
    // Removed by others meanwhile: what is gone is not written to.
    else if (this.#reader.stored(id) !== undefined) this.#writer.update(before, after)
  }

  #scheduleMerge(): void {
    if (this.#isClosed) return
    this.#frame ??= this.#scheduler.frame(() => {
      this.#frame = null
      this.mergeNow()
    })
  }

  #read(): void {
    if (!this.#reader.isStale) return
    const { put, removed } = this.#reader.update()
    for (const id of [...put.map((record) => record.id), ...removed]) {
      this.#incoming.add(id)
      this.#righted.delete(id)
    }
    this.#onRead()
  }

  /** What the store should hold of a record, the user's own uncommitted changes included. */
  #next(id: string, heldGroups: readonly string[] | undefined, withOwn: boolean): TLRecord | undefined {
    const read = this.#reader.records.get(id)
    const current = this.#inStore(id)
    const isDirty = this.#dirty.has(id)
    if (read === undefined) {
      const isNew = isDirty && !this.#shown.has(id)
      return isNew || heldGroups !== undefined ? current : undefined
    }
    // Removed by the user, and about to be written.
    if (isDirty && current === undefined) return undefined
    const base = this.#shown.get(id)
    const texts = this.#reader.textFields(id)
    const next =
      withOwn && isDirty && current !== undefined && base !== undefined
        ? withOwnChanges(read, base, current, (field) => texts.has(field))
        : read
    return heldGroups !== undefined && current !== undefined ? withGroupsOf(current, heldGroups, next) : next
  }

  /** Whether each shape with a place of the user's own still has a page above it once this is merged. */
  #hasRoots(put: ReadonlyMap<string, TLRecord>, removed: readonly string[], held: HeldShapes): boolean {
    const gone = new Set(removed)
    const get = (id: string): TLRecord | undefined => put.get(id) ?? (gone.has(id) ? undefined : this.#inStore(id))
    return [...this.#dirty, ...held.keys()].every((id) => isRooted(id, get))
  }

  #glides(id: string, held: HeldShapes): boolean {
    return !this.#dirty.has(id) && !held.has(id) && this.#host.glides(id)
  }

  #mergeIntoStore(put: TLRecord[], removed: readonly string[]): boolean {
    this.#touchedByMerge = new Set()
    this.#isMerging = true
    try {
      return mergeIntoStore(this.store, put, removed)
    } finally {
      this.#isMerging = false
    }
  }

  /** After a merge: what the store now holds is what was shown, except what the user changed meanwhile. */
  #settle(put: ReadonlyMap<string, TLRecord>, held: HeldShapes): void {
    const touched = this.#touchedByMerge
    this.#touchedByMerge = new Set()
    const waiting = new Set<string>()
    for (const id of new Set([...this.#incoming, ...touched])) {
      const read = this.#reader.records.get(id)
      const current = this.#inStore(id)
      if (this.#dirty.has(id) || held.has(id)) {
        // What the store has besides is the user's own, to be written when they change it again.
        if (read !== undefined && this.#shown.has(id)) this.#shown.set(id, read)
      } else if (current === undefined) this.#shown.delete(id)
      else this.#shown.set(id, current)
      if (held.has(id)) waiting.add(id)
      else if (touched.has(id) && !this.#dirty.has(id) && !this.#agrees(current, put.get(id) ?? read)) {
        if (this.#righted.has(id)) continue
        this.#righted.add(id)
        waiting.add(id)
        this.#scheduleMerge()
      }
    }
    this.#incoming.clear()
    for (const id of waiting) this.#incoming.add(id)
  }

  #agrees(current: TLRecord | undefined, expected: TLRecord | undefined): boolean {
    return current === undefined || expected === undefined ? current === expected : jsonEqual(current, expected)
  }
}
