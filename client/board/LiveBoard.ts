import * as Y from 'yjs'
import type { BoardRole } from '../../shared/access/boardRights.ts'
import { BoardReader } from '../../shared/board/read.ts'
import type { CloseReason } from '../../shared/sync/closeCodes.ts'
import type { Notice } from '../../shared/sync/messages.ts'
import type { BoardConnection, LinkState } from './BoardConnection.ts'
import { BoardPresence } from './BoardPresence.ts'
import { BoardSocket } from './BoardSocket.ts'
import { changedKeys } from './changedKeys.ts'
import { DeviceCopy } from './DeviceCopy.ts'
import { ReturnWatch, unsentWork, type MergeConflict, type UnsentWork } from './mergeReport.ts'
import type { ReloadNote } from './reloadNote.ts'
import type { SaveStatus } from './SaveStatus.ts'
import { SaveTracker } from './SaveTracker.ts'
import type { Scheduler } from './Scheduler.ts'
import { ValueSignal, type Signal } from './Signal.ts'
import { describeUnsent, type UnsentChanges } from './unsentChanges.ts'

export interface BoardSurroundings {
  /** `ws://…/sync` */
  readonly syncUrl: string
  readonly scheduler: Scheduler
  /** Why the server refuses the board, asked when its socket did not open; null where it may be worth trying again. */
  readonly whyRefused: () => Promise<CloseReason | null>
  readonly reloadNote: ReloadNote
  /** What this device last heard of its role here, for when the server is away; null for nothing. */
  readonly lastRole?: BoardRole | null
  readonly WebSocket?: typeof WebSocket
}

/** How long the socket waits for this device's storage: with its content, only what differs has to be sent. */
const DEVICE_WAIT_MS = 1500
/** A board that is open: document, socket, device storage and what is known of where one's changes are. */
export class LiveBoard implements BoardConnection {
  readonly boardId: string
  readonly doc = new Y.Doc()
  /** For the binding alone, which brings it up to date. Everybody else looks at `reading`. */
  readonly reader: BoardReader
  readonly reading: BoardReader
  readonly scheduler: Scheduler
  readonly presence: BoardPresence
  readonly link: Signal<LinkState>
  readonly status: Signal<SaveStatus>
  readonly role: Signal<BoardRole | null>
  readonly isReady: Signal<boolean>
  readonly whenReady: Promise<void>
  readonly invalidCount: Signal<number>
  readonly newerSchema: Signal<boolean>
  readonly mergeReport: Signal<readonly MergeConflict[]>

  readonly #role: ValueSignal<BoardRole | null>
  readonly #isReady = new ValueSignal(false)
  readonly #invalidCount = new ValueSignal(0)
  readonly #newerSchema = new ValueSignal(false)
  readonly #mergeReport = new ValueSignal<readonly MergeConflict[]>([])
  readonly #noticeListeners = new Set<(notice: Notice) => void>()
  readonly #tracker: SaveTracker
  readonly #socket: BoardSocket
  readonly #device: DeviceCopy
  readonly #beforeClose = new Set<() => void>()
  readonly #reloadNote: ReloadNote
  #return: { watch: ReturnWatch; mine: UnsentWork | null } | null = null
  #isClosed = false

  constructor(boardId: string, surroundings: BoardSurroundings) {
    const { scheduler, syncUrl: url, whyRefused, WebSocket } = surroundings
    this.#reloadNote = surroundings.reloadNote
    this.boardId = boardId
    this.scheduler = scheduler
    this.reader = new BoardReader(this.doc)
    this.reader.observe()
    this.reading = this.reader
    this.#tracker = new SaveTracker((n) => this.#socket.sendBarrier(n))
    this.#socket = new BoardSocket(
      this.doc,
      { url, boardId, scheduler, whyRefused, ...(WebSocket === undefined ? {} : { WebSocket }) },
      {
        onOpen: () => this.#onOpen(),
        onServerState: (vector) => this.#onServerState(vector),
        onAnswered: () => this.#tracker.connected(),
        onFilled: (update) => this.#device.filled(update),
        onSynced: () => this.#onSynced(),
        onDown: () => this.#onDown(),
        onSaved: (n) => this.#onSaved(n),
        onNotSaved: (n) => this.#tracker.notSaved(n),
        onNotice: (notice) => this.#onNotice(notice),
      },
    )
    this.presence = new BoardPresence(this.#socket.awareness, scheduler)
    this.link = this.#socket.link
    this.status = this.#tracker.status
    this.#role = new ValueSignal(surroundings.lastRole ?? null)
    this.role = this.#role
    this.isReady = this.#isReady
    this.invalidCount = this.#invalidCount
    this.newerSchema = this.#newerSchema
    this.mergeReport = this.#mergeReport
    this.whenReady = new Promise((resolve) => {
      const stop = this.#isReady.subscribe(() => {
        stop()
        resolve()
      })
    })
    this.link.subscribe(() => {
      if (this.link.get().state === 'closed') this.#tracker.refused('refused')
    })
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => this.#onTransaction(transaction))
    this.#device = new DeviceCopy(this.doc, this.#tracker, {
      name: `betwixt/board/${boardId}`,
      scheduler,
      isRemote: (origin) => this.#socket.isOrigin(origin),
      isOnline: () => this.link.get().state === 'online',
      onContent: () => this.#setReady(),
    })
    this.#connectSoon()
  }

  /** Whether this device keeps a copy of what it shows. */
  get isKeptHere(): boolean {
    return this.#device.isKeeping
  }

  dismissMergeReport(): void {
    this.#mergeReport.set([])
  }

  onNotice(listener: (notice: Notice) => void): () => void {
    this.#noticeListeners.add(listener)
    return () => this.#noticeListeners.delete(listener)
  }

  unsentChanges(): UnsentChanges {
    return describeUnsent(this.#tracker.unsavedKeys(), this.reading)
  }

  whenSaved(): Promise<void> {
    return this.#tracker.whenSaved()
  }

  reconnect(): void {
    if (!this.#newerSchema.get()) this.#tracker.retried()
    this.#socket.connect()
  }

  rejoin(): void {
    this.#socket.rejoin()
  }

  /** For the binding: whether there are changes on the screen that are not in the document yet. */
  uncommitted(isWaiting: boolean): void {
    this.#tracker.uncommitted(isWaiting)
  }

  /** For the binding: the reading was brought up to date. */
  wasRead(): void {
    this.#invalidCount.set(this.reader.invalid.size)
    if (!this.reader.hasNewer || this.#newerSchema.get()) return
    // A page just reloaded is the newest there is: what it still does not understand is left out as invalid, and nobody
    // can keep a whole room from writing with a number.
    if (this.#reloadNote.wasAsked()) return
    this.#reloadNote.ask()
    this.#newerSchema.set(true)
    this.#tracker.refused('newer-schema')
  }

  /** For the binding: runs `run` before the board is left. Returns the function that takes it back. */
  beforeClose(run: () => void): () => void {
    this.#beforeClose.add(run)
    return () => this.#beforeClose.delete(run)
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    for (const run of [...this.#beforeClose]) run()
    this.#isClosed = true
    this.#return?.watch.cancel()
    this.#return = null
    this.#tracker.close()
    this.presence.close()
    this.#socket.close()
    await this.#device.close()
    this.doc.destroy()
  }

  #connectSoon(): void {
    let isConnected = false
    const connect = (): void => {
      if (isConnected || this.#isClosed) return
      isConnected = true
      callOff()
      this.#socket.connect()
    }
    const callOff = this.scheduler.after(DEVICE_WAIT_MS, connect)
    void this.#device.opened.then(connect)
  }

  #setReady(): void {
    if (!this.#isClosed) this.#isReady.set(true)
  }

  #onTransaction(transaction: Y.Transaction): void {
    // Where two people have formatted a text at once, Yjs would tidy up after them: a change that nobody made.
    transaction._needFormattingCleanup = false
    const { origin } = transaction
    if (this.#socket.isOrigin(origin)) return
    const isFromDevice = this.#device.isOrigin(origin)
    if (isFromDevice && this.#device.isLoading) return
    const keys = changedKeys(transaction)
    if (keys.size === 0) return
    this.#device.changed(keys)
    const revision = this.#tracker.changed(keys)
    // Of another tab of this browser, which has kept it.
    if (isFromDevice) this.#tracker.kept(revision)
    // Behind the update itself, which Yjs hands to the socket once this is over.
    this.scheduler.soon(() => this.#tracker.askAgain())
  }

  #onOpen(): void {
    this.#return?.watch.cancel()
    this.#return = { watch: new ReturnWatch(this.doc, (origin) => this.#socket.isOrigin(origin)), mine: null }
  }

  #onServerState(vector: Uint8Array): void {
    // Before the server's content comes in, of which this device then has things that the server had not said it has.
    if (this.#return !== null) this.#return.mine = unsentWork(this.doc, vector, this.#device.deleted)
  }

  #onSynced(): void {
    const { watch, mine } = this.#return ?? {}
    this.#return = null
    if (watch !== undefined && mine != null) {
      const conflicts = watch.finish(mine)
      if (conflicts.length > 0) this.#mergeReport.set([...this.#mergeReport.get(), ...conflicts])
    } else watch?.cancel()
    this.#setReady()
    this.#device.takeFromOtherTabs()
  }

  #onDown(): void {
    this.#return?.watch.cancel()
    this.#return = null
    this.#tracker.disconnected()
  }

  #onSaved(n: number): void {
    if (this.#tracker.saved(n) && this.status.get().state === 'saved') this.#device.confirmed()
  }

  #onNotice(notice: Notice): void {
    if (notice.type === 'refused') this.#tracker.refused(notice.code)
    else if (notice.type === 'role') this.#role.set(notice.role)
    for (const listener of [...this.#noticeListeners]) listener(notice)
  }
}
