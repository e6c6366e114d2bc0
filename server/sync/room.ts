import type * as Y from 'yjs'
import { BetwixtError } from '../../shared/errors.ts'
import type { CloseReason } from '../../shared/sync/closeCodes.ts'
import { noticeMessage } from '../../shared/sync/messages.ts'
import type { Notice } from '../../shared/sync/messages.ts'
import type { StoredBoard } from '../storage/updateLog.ts'
import { addsContent } from '../../shared/sync/addsContent.ts'
import { BoardDocument } from './boardDocument.ts'
import type { Applied, SpreadAs } from './boardDocument.ts'
import { missingFrames } from './missingFrames.ts'
import { Draft } from './draft.ts'
import { Fanout } from './fanout.ts'
import type { Member } from './fanout.ts'
import type { SyncIdentity } from './identity.ts'
import type { RoomLimits } from './limits.ts'
import { LogGrowth } from './logGrowth.ts'
import { Persister } from './persister.ts'
import { Presence } from './presence.ts'
import type { PresenceOwner } from './presence.ts'
import { UnusableUpdate } from './refusal.ts'
import type { RoomEnvironment } from './roomEnvironment.ts'
import { SnapshotSource } from './snapshotSource.ts'
import { TextMaker } from './textMaker.ts'
import type { Cancel, Timers } from './timers.ts'
import { WriterIds } from './writerIds.ts'
import { binaryFrame } from './webSocketFrame.ts'

/** Who writes into a room: a socket, or the server itself. */
export interface Writer {
  /** Whom the server knows it to be; null for the server itself. */
  readonly personId: string | null
  /** Others wait for this one to write or to go: finds out soon whether it is still there. */
  doubt(): void
}

/** A socket as its room knows it. */
export interface RoomMember extends Member, PresenceOwner, Writer {
  identity: SyncIdentity
  /** Whether it asked for the message types that the plain protocol lacks. */
  readonly extended: boolean
  /** Tries again, soon, what waits for predecessors of these clients. */
  retryWaiting(clients: readonly number[]): void
  /** Writes what was queued for it at the end of this turn. */
  flushSoon(): void
  close(reason: CloseReason): void
  tick(): void
}

/** The server's own writing, which never leaves. */
const SERVER: Writer = { personId: null, doubt: () => undefined }

/** From so many updates in the log on, newcomers are answered from the live document. */
const LONG_TAIL = 200

/** An open board: its sockets, its document (built when first needed), and its way to disk. */
export class Room {
  readonly boardId: string
  readonly presence: Presence
  readonly fanout: Fanout
  readonly persister: Persister
  readonly members = new Set<RoomMember>()
  readonly writerIds = new WriterIds<Writer>()
  readonly #snapshots: SnapshotSource
  readonly #growth: LogGrowth
  readonly #draft: Draft
  readonly #timers: Timers
  readonly #limits: RoomLimits
  #document: BoardDocument | null = null
  #texts: TextMaker | null = null
  /** The answer that `withWholeBoard` made last, as long as it holds. */
  #whole: { gzip: boolean; frames: Buffer[] } | null = null
  #building: Promise<BoardDocument> | null = null
  #waitingMembers = 0
  #cancelCompact: Cancel | null = null
  /** A change of the server itself is on its way to disk, and in the live document only when it is there. */
  #committing = false

  constructor(boardId: string, stored: StoredBoard, environment: RoomEnvironment) {
    const { log, timers, limits, logger, traffic } = environment
    this.boardId = boardId
    this.#timers = timers
    this.#limits = limits
    this.presence = new Presence(limits.rememberedPresence)
    this.fanout = new Fanout(this.presence, environment.turnEnd, timers, limits, traffic.fanout)
    this.persister = new Persister(
      boardId,
      log,
      timers,
      environment.commitClock,
      limits,
      (error) => logger.warn({ boardId, err: error }, 'a board could not be written; it is kept in memory'),
      () => this.#document?.missing() ?? null,
    )
    this.#draft = new Draft(environment, (id) => this.#ownAsServer(id))
    this.#snapshots = new SnapshotSource(boardId, log, this.persister, stored)
    this.#growth = new LogGrowth(boardId, log, limits, logger, stored, () => this.#stateInLog())
  }

  /** The live document, or null as long as nobody needed it. */
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
   * Hands over the whole board as frames: as it is stored, or from the live document once that is there and the log
   * has grown long (a client takes thousands of updates one by one far slower than one). `use` runs at an instant at
   * which they hold every update accepted so far.
   */
  async withWholeBoard(gzip: boolean, use: (frames: Buffer[]) => void): Promise<void> {
    if (this.#document === null || this.#growth.updates <= LONG_TAIL) {
      await this.#snapshots.withSnapshot((snapshot) => use(snapshot.frames(gzip)))
      return
    }
    if (this.#whole?.gzip !== gzip) {
      this.#whole = { gzip, frames: missingFrames(this.#document.missing(), gzip) }
    }
    use(this.#whole.frames)
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
      if (this.#document === document) this.#forgetDocument()
      document.destroy()
      throw error
    }
    if (applied.kind === 'known' || applied.spread === null) return applied
    this.#keep(applied.spread)
    this.#draft.follow(applied.spread)
    this.persister.push(applied.spread)
    this.fanout.spread(applied.spread, from)
    this.#tryAgain(document.advanced)
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
      if (this.isFull && addsContent(update)) {
        this.#draft.discard()
        throw new BetwixtError('board-full', 'This board is full. Delete something on it, or go on on another board.')
      }
      this.#committing = true
      try {
        await this.persister.commit(update)
      } catch (error) {
        this.#committing = false
        this.#draft.discard()
        throw error instanceof BetwixtError
          ? error
          : new BetwixtError('storage-unwritable', 'The change could not be written.', { cause: error })
      }
      this.#document?.apply(update, 'received')
      this.#committing = false
      this.#keep(update)
      this.fanout.spread(update, null)
      this.#tryAgain(this.#document?.advanced ?? [])
      return result
    })
  }

  /** Whether the board takes nothing more that would add to it. */
  get isFull(): boolean {
    return this.#growth.storedBytes >= this.#limits.boardBytes
  }

  join(member: RoomMember): void {
    this.members.add(member)
  }

  leave(member: RoomMember): void {
    this.members.delete(member)
    this.fanout.delete(member)
    this.presence.leave(member)
    this.fanout.presenceChanged()
    this.#tryAgain(this.writerIds.free(member))
  }

  /** What a member has brought under ids that it had for so long was taken. */
  giveBack(ids: readonly number[], member: RoomMember): void {
    this.writerIds.giveBack(ids, member)
    this.#tryAgain(ids)
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

  /** Compacts the board while nobody uses it. Never rejects. */
  compactIdle(): Promise<void> {
    return this.#growth.compactIdle()
  }

  /** Frees what the room holds. Everything must be on disk, or given up. */
  destroy(): void {
    this.persister.stop()
    this.fanout.stop()
    this.#cancelCompact?.()
    this.#draft.discard()
    this.#document?.destroy()
    this.#forgetDocument()
    this.#whole = null
    this.#snapshots.forget()
  }

  /** What was deleted takes up its room until the board is compacted. */
  #makeRoomSoon(): void {
    this.#cancelCompact ??= this.#timers.after(this.#limits.fullCompactMs, () => {
      this.#cancelCompact = null
      void this.#growth.compactNow()
    })
  }

  /** Nothing of a draft thrown away is on its way any more when the next one is made. */
  #ownAsServer(id: number): void {
    this.#tryAgain(this.writerIds.free(SERVER))
    this.writerIds.claim(id, SERVER, this.#document)
  }

  #forgetDocument(): void {
    this.#texts?.stop()
    this.#texts = null
    this.#document = null
  }

  #keep(update: Uint8Array): void {
    this.#whole = null
    this.#snapshots.added(update)
    this.#growth.added(update)
    if (this.isFull) this.#makeRoomSoon()
  }

  /** Everything in the log as one update, as far as the live document has it. */
  #stateInLog(): Uint8Array | null {
    return this.#document === null || this.#committing || this.#document.tookPending ? null : this.#document.missing()
  }

  async #build(): Promise<BoardDocument> {
    let built: BoardDocument | UnusableUpdate | null = null
    await this.#snapshots.withSnapshot((snapshot) => {
      try {
        built = new BoardDocument(snapshot.updates())
        this.#document = built
        this.writerIds.prove(built)
        this.#texts = new TextMaker(built.doc, this.#timers, (change) => this.write(change))
      } catch (error) {
        if (!(error instanceof UnusableUpdate)) throw error
        built = error
      }
    })
    const result = built as BoardDocument | UnusableUpdate | null
    if (result instanceof BoardDocument) return result
    throw new BetwixtError('storage-damaged', 'This board cannot be read from disk.', { cause: result })
  }

  /** Lets members look again at what waits for these clients. */
  #tryAgain(clients: readonly number[]): void {
    if (this.#waitingMembers === 0 || clients.length === 0) return
    for (const member of this.members) member.retryWaiting(clients)
  }
}
