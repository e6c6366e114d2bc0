import type * as Y from 'yjs'
import { BetwixtError } from '../../shared/errors.ts'
import type { CloseReason } from '../../shared/sync/closeCodes.ts'
import { noticeMessage } from '../../shared/sync/messages.ts'
import type { Notice } from '../../shared/sync/messages.ts'
import type { StoredBoard, UpdateLog } from '../storage/updateLog.ts'
import { BoardDocument } from './boardDocument.ts'
import type { Applied, SpreadAs } from './boardDocument.ts'
import { BoardSnapshot } from './boardSnapshot.ts'
import { Draft } from './draft.ts'
import { Fanout } from './fanout.ts'
import type { Member } from './fanout.ts'
import type { SyncIdentity } from './identity.ts'
import { Persister } from './persister.ts'
import { Presence } from './presence.ts'
import type { PresenceOwner } from './presence.ts'
import { UnusableUpdate } from './refusal.ts'
import type { RoomEnvironment } from './roomEnvironment.ts'
import { binaryFrame } from './webSocketFrame.ts'

/** A socket as its room knows it. */
export interface RoomMember extends Member, PresenceOwner {
  identity: SyncIdentity
  /** Whether it asked for the message types that the plain protocol lacks. */
  readonly extended: boolean
  /** Tries again what waited for predecessors. */
  retryWaiting(): void
  /** Writes what was queued for it at the end of this turn. */
  flushSoon(): void
  close(reason: CloseReason): void
  tick(): void
}

/** An open board: its sockets, its document (built when first needed), and its way to disk. */
export class Room {
  readonly boardId: string
  readonly presence: Presence
  readonly fanout: Fanout
  readonly persister: Persister
  readonly members = new Set<RoomMember>()
  readonly #log: UpdateLog
  readonly #environment: RoomEnvironment
  readonly #draft: Draft
  #document: BoardDocument | null = null
  #building: Promise<BoardDocument> | null = null
  /** What was loaded last, as long as nothing was added since. */
  #fresh: BoardSnapshot | null
  #loading: Promise<void> | null = null
  #waitingForSnapshot: ((snapshot: BoardSnapshot) => void)[] = []
  #sinceLoading: Uint8Array[] = []
  #tailUpdates: number
  #tailBytes: number
  #compacting: Promise<void> | null = null
  #waitingMembers = 0
  #retrying = false
  #advanced = false

  constructor(boardId: string, stored: StoredBoard, environment: RoomEnvironment) {
    const { log, timers, limits } = environment
    this.boardId = boardId
    this.#log = log
    this.#environment = environment
    this.presence = new Presence(limits.rememberedPresence)
    this.fanout = new Fanout(this.presence, environment.turnEnd, timers, limits)
    this.persister = new Persister(boardId, log, timers, environment.commitClock, limits, (error) => {
      environment.logger.warn({ boardId, err: error }, 'a board could not be written; it is kept in memory')
    })
    this.#draft = new Draft(environment)
    this.#fresh = new BoardSnapshot(stored.state, stored.tail)
    this.#tailUpdates = stored.tail.length
    this.#tailBytes = stored.tail.reduce((sum, update) => sum + update.length, 0)
  }

  /** The document if it is built. Undefined until `document()` resolved once. */
  get built(): BoardDocument | null {
    return this.#document
  }

  /**
   * The live document, built from disk when first needed.
   * @throws BetwixtError `storage-damaged`, `board-not-found`
   */
  document(): Promise<BoardDocument> {
    if (this.#document !== null) return Promise.resolve(this.#document)
    this.#building ??= this.#build().finally(() => {
      this.#building = null
    })
    return this.#building
  }

  /**
   * Hands over the whole board as it is stored. `use` runs at an instant at which the snapshot holds every update
   * accepted so far: what comes later reaches those who joined the fan-out in it.
   */
  async withSnapshot(use: (snapshot: BoardSnapshot) => void): Promise<void> {
    if (this.#fresh !== null) {
      use(this.#fresh)
      return
    }
    let failure: unknown = null
    this.#loading ??= this.#load()
    this.#waitingForSnapshot.push((snapshot) => {
      try {
        use(snapshot)
      } catch (error) {
        failure = error
      }
    })
    await this.#loading
    if (failure !== null) throw failure
  }

  /**
   * Takes an inspected update from a socket: into the document, to disk and to everybody else.
   * @throws UnusableUpdate when Yjs could not take it; the document is then built anew from disk
   */
  accept(document: BoardDocument, update: Uint8Array, from: RoomMember, spreadAs: SpreadAs): Applied {
    let applied: Applied
    try {
      applied = document.apply(update, spreadAs)
    } catch (error) {
      if (this.#document === document) this.#document = null
      document.destroy()
      throw error
    }
    if (applied.kind === 'known' || applied.spread === null) return applied
    this.#keep(applied.spread)
    this.persister.push(applied.spread)
    this.fanout.spread(applied.spread, from)
    this.#advanced = true
    if (!this.#retrying) this.#retryWaiting()
    return applied
  }

  /** Runs `fn` over the live document, which it must not change. */
  async read<T>(fn: (doc: Y.Doc) => T): Promise<T> {
    const document = await this.document()
    return fn(document.doc)
  }

  /** See `BoardAccess.write`. */
  write<T>(fn: (doc: Y.Doc) => T): Promise<T> {
    return this.#draft.exclusively(async () => {
      const document = await this.document()
      const { result, update } = this.#draft.change(document, fn)
      if (update === null) return result
      try {
        await this.persister.commit(update)
      } catch (error) {
        this.#draft.discard()
        throw error instanceof BetwixtError
          ? error
          : new BetwixtError('storage-unwritable', 'The change could not be written.', { cause: error })
      }
      this.#keep(update, false)
      this.#document?.apply(update, 'received')
      this.fanout.spread(update, null)
      return result
    })
  }

  join(member: RoomMember): void {
    this.members.add(member)
  }

  leave(member: RoomMember): void {
    this.members.delete(member)
    this.fanout.delete(member)
    this.presence.leave(member)
    this.fanout.presenceChanged()
  }

  /** A member began, or ceased, to hold updates that wait for predecessors. */
  countWaiting(change: 1 | -1): void {
    this.#waitingMembers += change
  }

  /** Tells everybody on the board something besides its content. */
  notify(notice: Notice): void {
    const frame = binaryFrame(noticeMessage(notice))
    for (const member of this.members) {
      if (!member.extended) continue
      member.outbox.queue(frame)
      member.flushSoon()
    }
  }

  closeAll(reason: CloseReason): void {
    for (const member of [...this.members]) member.close(reason)
  }

  /** Compacts the log if it grew long; at most one compaction runs. */
  compactIfGrown(maxUpdates: number, maxBytes: number): Promise<void> {
    if (this.#compacting !== null) return this.#compacting
    if (this.#tailUpdates <= maxUpdates && this.#tailBytes <= maxBytes) return Promise.resolve()
    const updates = this.#tailUpdates
    const bytes = this.#tailBytes
    this.#compacting = this.#log
      .compact(this.boardId)
      .then(
        () => {
          this.#tailUpdates -= updates
          this.#tailBytes -= bytes
        },
        (error: unknown) => {
          // The board is as it was; the next growth or the next idle time tries again.
          this.#environment.logger.warn({ boardId: this.boardId, err: error }, 'a board could not be compacted')
          this.#tailUpdates = 0
          this.#tailBytes = 0
        },
      )
      .finally(() => {
        this.#compacting = null
      })
    return this.#compacting
  }

  /** Frees what the room holds. Everything must be on disk, or given up. */
  destroy(): void {
    this.persister.stop()
    this.fanout.stop()
    this.#draft.discard()
    this.#document?.destroy()
    this.#document = null
    this.#fresh = null
  }

  #keep(update: Uint8Array, forDraft = true): void {
    this.#fresh = null
    if (this.#loading !== null) this.#sinceLoading.push(update)
    if (forDraft) this.#draft.follow(update)
    this.#tailUpdates += 1
    this.#tailBytes += update.length
    const { compactUpdates, compactBytes } = this.#environment.limits
    if (this.#tailUpdates > compactUpdates || this.#tailBytes > compactBytes) {
      void this.compactIfGrown(compactUpdates, compactBytes)
    }
  }

  async #build(): Promise<BoardDocument> {
    let built: BoardDocument | UnusableUpdate | null = null
    await this.withSnapshot((snapshot) => {
      try {
        built = new BoardDocument(snapshot.updates())
        this.#document = built
      } catch (error) {
        if (!(error instanceof UnusableUpdate)) throw error
        built = error
      }
    })
    const result = built as BoardDocument | UnusableUpdate | null
    if (result instanceof BoardDocument) return result
    throw new BetwixtError('storage-damaged', 'This board cannot be read from disk.', { cause: result })
  }

  async #load(): Promise<void> {
    // What is not on disk yet may be by the time the load runs: then it is there twice, which does no harm.
    this.#sinceLoading = this.persister.unsaved()
    try {
      const stored = await this.#log.load(this.boardId)
      if (stored === null) throw new BetwixtError('board-not-found', 'There is no such board.')
      const snapshot = new BoardSnapshot(stored.state, [...stored.tail, ...this.#sinceLoading])
      for (const use of this.#waitingForSnapshot) use(snapshot)
    } finally {
      this.#loading = null
      this.#waitingForSnapshot = []
      this.#sinceLoading = []
    }
  }

  /** Each update that waited and got in may be what the next one waits for. */
  #retryWaiting(): void {
    this.#retrying = true
    try {
      while (this.#advanced && this.#waitingMembers > 0) {
        this.#advanced = false
        for (const member of this.members) member.retryWaiting()
      }
    } finally {
      this.#retrying = false
      this.#advanced = false
    }
  }
}
