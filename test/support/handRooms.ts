import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { gunzipSync } from 'node:zlib'
import { SYNC_STEP, numberMessage, syncMessage, type Notice } from '../../shared/sync/messages.ts'
import { MESSAGE } from '../../shared/sync/protocol.ts'
import { encodeAwarenessEntry } from '../../shared/sync/awareness.ts'
import { awarenessMessage } from './awarenessMessage.ts'
import { ROOM_LIMITS } from '../../server/sync/limits.ts'
import type { RoomLimits } from '../../server/sync/limits.ts'
import type { BoardRole } from '../../shared/access/boardRights.ts'
import { Rooms } from '../../server/sync/rooms.ts'
import type { Session } from '../../server/sync/session.ts'
import { HandTimers } from './handTimers.ts'
import { HandWire } from './handWire.ts'
import { documentOf, MemoryUpdateLog } from './memoryUpdateLog.ts'

export const BOARD = 'board-1'

/** A logger that keeps what was said. */
export class KeptLog {
  readonly lines: { level: 'warn' | 'error'; context: object; message: string }[] = []
  warn(context: object, message: string): void {
    this.lines.push({ level: 'warn', context, message })
  }
  error(context: object, message: string): void {
    this.lines.push({ level: 'error', context, message })
  }
}

/** Rooms on a disk in memory, which may be one that other rooms wrote to, and whose time passes by hand. */
export function handRooms(limits: Partial<RoomLimits> = {}, log = new MemoryUpdateLog()) {
  const timers = new HandTimers()
  const logger = new KeptLog()
  const rooms = new Rooms({ log, timers, limits: { ...ROOM_LIMITS, commitWindowMs: 0, ...limits }, logger })
  const connect = async (options: PeerOptions = {}): Promise<HandPeer> => {
    const held = await rooms.hold(options.boardId ?? BOARD)
    const wire = new HandWire()
    const name = options.name ?? 'Ada'
    const peer: { right: BoardRole | null } = { right: options.role ?? 'editor' }
    const session = rooms.seat(
      held,
      wire,
      {
        person: { id: options.personId ?? name, name, discipline: 'AI' },
        role: options.role ?? 'editor',
        roleNow: () => peer.right,
      },
      { extended: options.extended ?? true },
    )
    return new HandPeer(wire, session, timers, options.doc ?? new Y.Doc(), peer)
  }
  return { timers, log, logger, rooms, connect }
}

/** Rooms with one board, and what the disk has of its records. */
export async function handBoard(limits: Partial<RoomLimits> = {}) {
  const all = handRooms(limits)
  await all.rooms.create(BOARD, firstUpdate(), { title: 'Board', template: 'blank' })
  const stored = (): Record<string, unknown> => {
    const board = all.log.boards.get(BOARD)
    return board === undefined ? {} : documentOf(board).getMap('records').toJSON()
  }
  return { ...all, stored }
}

export interface PeerOptions {
  boardId?: string
  name?: string
  personId?: string
  role?: BoardRole
  extended?: boolean
  doc?: Y.Doc
}

/** A map update as some client would send it, and the client's document. */
export function writtenBy(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const updates: Uint8Array[] = []
  const collect = (update: Uint8Array): void => void updates.push(update)
  doc.on('update', collect)
  doc.transact(() => change(doc))
  doc.off('update', collect)
  return updates[0] ?? new Uint8Array()
}

/** The bytes of a new board that says who made it. */
export function firstUpdate(): Uint8Array {
  return writtenBy(new Y.Doc(), (doc) => doc.getMap('records').set('page', 'one'))
}

/** A client whose every message a test sends and receives by hand. */
export class HandPeer {
  readonly wire: HandWire
  readonly session: Session
  readonly doc: Y.Doc
  readonly saved: number[] = []
  readonly notSaved: number[] = []
  readonly notices: unknown[] = []
  /** As what the server says this client is. */
  readonly roles: BoardRole[] = []
  /** Awareness states as this client sees them, with their clocks. */
  readonly others = new Map<number, { clock: number; state: Record<string, unknown> | null }>()
  /** How many messages of each kind arrived. */
  readonly counts = { step1: 0, step2: 0, update: 0, awareness: 0, gzip: 0 }
  readonly #timers: HandTimers

  /** What it may by now, where that has changed since it came; null for nothing. */
  readonly rights: { right: BoardRole | null }

  constructor(
    wire: HandWire,
    session: Session,
    timers: HandTimers,
    doc: Y.Doc,
    rights: { right: BoardRole | null } = { right: session.identity.role },
  ) {
    this.rights = rights
    this.wire = wire
    this.session = session
    this.doc = doc
    this.#timers = timers
  }

  send(message: Uint8Array): void {
    this.wire.receivedBytes += message.length
    this.session.receive(message)
  }

  /** Answers a ping, or sends some more of a long message. */
  breathe(): void {
    this.wire.receivedBytes += 1
  }

  /** Asks for the board and answers what the server asks in turn. */
  async sync(): Promise<void> {
    this.send(syncMessage(SYNC_STEP.stateVector, Y.encodeStateVector(this.doc)))
    await this.#timers.settle()
    this.read()
    await this.#timers.settle()
  }

  /** Changes this client's document and sends that. */
  write(change: (doc: Y.Doc) => void): Uint8Array {
    const update = writtenBy(this.doc, change)
    this.send(syncMessage(SYNC_STEP.update, update))
    return update
  }

  set(key: string, value: unknown): Uint8Array {
    return this.write((doc) => doc.getMap('records').set(key, value))
  }

  get(key: string): unknown {
    return this.doc.getMap('records').get(key)
  }

  barrier(number: number): void {
    this.send(numberMessage(MESSAGE.barrier, number))
  }

  /** Says under which Yjs id it writes. */
  writesAs(id = this.doc.clientID): void {
    this.send(numberMessage(MESSAGE.writesAs, id))
  }

  point(clientId: number, clock: number, state: object | null): void {
    this.send(awarenessMessage([encodeAwarenessEntry(clientId, clock, state)]))
  }

  /** Takes in what the server wrote so far. */
  read(): void {
    for (const message of this.wire.messages()) this.#take(message)
  }

  #take(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    switch (type) {
      case MESSAGE.sync:
        this.#takeSync(decoder)
        break
      case MESSAGE.awareness:
        this.counts.awareness += 1
        this.#takeAwareness(decoding.createDecoder(decoding.readVarUint8Array(decoder)))
        break
      case MESSAGE.saved:
        this.saved.push(decoding.readVarUint(decoder))
        break
      case MESSAGE.notSaved:
        this.notSaved.push(decoding.readVarUint(decoder))
        break
      case MESSAGE.notice:
        this.#takeNotice(JSON.parse(decoding.readVarString(decoder)) as Notice)
        break
      case MESSAGE.gzip:
        this.counts.gzip += 1
        this.#take(gunzipSync(decoding.readVarUint8Array(decoder)))
        break
      default:
        throw new Error(`message type ${type}`)
    }
  }

  #takeNotice(notice: Notice): void {
    if (notice.type === 'role') this.roles.push(notice.role)
    else this.notices.push(notice)
  }

  #takeSync(decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder)
    const body = decoding.readVarUint8Array(decoder)
    if (step === SYNC_STEP.stateVector) {
      this.counts.step1 += 1
      this.send(syncMessage(SYNC_STEP.missing, Y.encodeStateAsUpdate(this.doc, body)))
      return
    }
    this.counts[step === SYNC_STEP.missing ? 'step2' : 'update'] += 1
    Y.applyUpdate(this.doc, body)
  }

  #takeAwareness(decoder: decoding.Decoder): void {
    const count = decoding.readVarUint(decoder)
    for (let i = 0; i < count; i++) {
      const id = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const state = JSON.parse(decoding.readVarString(decoder)) as Record<string, unknown> | null
      this.others.set(id, { clock, state })
    }
  }
}
