import type * as Y from 'yjs'
import { BetwixtError } from '../../shared/errors.ts'
import type { BoardMeta } from '../storage/updateLog.ts'
import type { BoardAccess, BoardPerson } from './boardAccess.ts'
import { Arrivals } from './arrivals.ts'
import { CommitClock } from './commitClock.ts'
import { FairLane } from './fairLane.ts'
import type { SyncIdentity, SyncPerson } from './identity.ts'
import { Room } from './room.ts'
import type { RoomEnvironment } from './roomEnvironment.ts'
import { Session } from './session.ts'
import type { Cancel } from './timers.ts'
import { Traffic } from './traffic.ts'
import { TurnEnd } from './turnEnd.ts'
import type { Wire } from './wire.ts'

/**
 * A board in memory. One that is not in memory has no slot.
 * - `loading`: everybody who comes now waits for the same load.
 * - `open`: `users` sockets and requests hold it; with none, it is put away after a while.
 * - `draining`: it is being written and compacted before it is put away; whoever comes now opens it again.
 */
type Slot =
  | { kind: 'loading'; loaded: Promise<void> }
  | { kind: 'open'; room: Room; users: number; cancelIdle: Cancel | null }
  | { kind: 'draining'; room: Room }

/** How often each socket is looked after. */
const TICK_MS = 5_000

/** The boards that are open, and the way in to every board there is. */
export class Rooms implements BoardAccess {
  /** What their sockets have carried. */
  readonly traffic = new Traffic()
  readonly #slots = new Map<string, Slot>()
  readonly #sessions = new Set<Session>()
  readonly #environment: RoomEnvironment
  readonly #cancelTick: Cancel
  #closing = false

  constructor(options: Omit<RoomEnvironment, 'turnEnd' | 'commitClock' | 'lane' | 'arrivals' | 'traffic'>) {
    const { timers, limits } = options
    const commitClock = new CommitClock(timers, limits, this.traffic.commit)
    const arrivals = new Arrivals(timers, limits)
    const lane = new FairLane(timers)
    const { traffic } = this
    this.#environment = { ...options, turnEnd: new TurnEnd(timers), commitClock, lane, arrivals, traffic }
    this.#cancelTick = options.timers.every(TICK_MS, () => {
      for (const session of [...this.#sessions]) session.tick()
      arrivals.tick()
    })
  }

  /** Sockets on all boards. */
  get openSockets(): number {
    return this.#sessions.size
  }

  /** Boards in memory. */
  get openBoards(): number {
    return this.#slots.size
  }

  /**
   * Opens a board and holds it in memory until `release` is called.
   * @throws BetwixtError `board-not-found`, `storage-damaged`, `limit-reached`, `shutting-down`
   */
  async hold(boardId: string): Promise<{ room: Room; release: () => void }> {
    for (;;) {
      if (this.#closing) throw new BetwixtError('shutting-down', 'The server is restarting. Try again in a moment.')
      const slot = this.#slots.get(boardId)
      if (slot === undefined) {
        if (this.#slots.size >= this.#environment.limits.openBoards) {
          throw new BetwixtError('limit-reached', 'Too many boards are open at the same time. Try again in a moment.')
        }
        this.#load(boardId)
      } else if (slot.kind === 'loading') await slot.loaded
      else return this.#hold(boardId, slot)
    }
  }

  /**
   * Seats a socket in a room it holds. The session lives until its wire closes.
   * @throws BetwixtError `limit-reached`
   */
  seat(
    held: { room: Room; release: () => void },
    wire: Wire,
    identity: SyncIdentity,
    options: { extended: boolean },
  ): Session {
    const session: Session = new Session(wire, held.room, identity, options.extended, this.#environment, () => {
      this.#sessions.delete(session)
      held.release()
    })
    this.#sessions.add(session)
    return session
  }

  async read<T>(boardId: string, fn: (doc: Y.Doc) => T): Promise<T> {
    const { room, release } = await this.hold(boardId)
    try {
      return await room.read(fn)
    } finally {
      release()
    }
  }

  async write<T>(boardId: string, fn: (doc: Y.Doc) => T): Promise<T> {
    const { room, release } = await this.hold(boardId)
    try {
      return await room.write(fn)
    } finally {
      release()
    }
  }

  async state(boardId: string): Promise<Uint8Array> {
    const { room, release } = await this.hold(boardId)
    try {
      const document = await room.document()
      return document.missing()
    } finally {
      release()
    }
  }

  async create(boardId: string, update: Uint8Array, meta: BoardMeta): Promise<void> {
    if ((await this.#environment.log.load(boardId)) !== null) {
      throw new BetwixtError('conflict', 'There is a board with this id already.')
    }
    await this.#environment.log.append(boardId, [update], meta)
  }

  people(boardId: string): BoardPerson[] {
    const room = this.#roomInMemory(boardId)
    const people = new Map<string, BoardPerson>()
    for (const { identity } of room?.members ?? []) {
      const { id, name, discipline } = identity.person
      // Someone who has not said yet who they are is nobody a list could name.
      if (name !== '') people.set(id, { name, discipline })
    }
    return [...people.values()]
  }

  async drop(boardId: string): Promise<void> {
    await this.#loaded(boardId)
    const room = this.#roomInMemory(boardId)
    if (room === null) return
    room.closeAll('board-in-trash')
    room.persister.hurry()
    await this.#withinDrainTime(room.persister.idle())
    const slot = this.#slots.get(boardId)
    if (slot?.kind !== 'open' || slot.room !== room || slot.users > 0) return
    this.#putAway(boardId, room)
  }

  rename(boardId: string, title: string): void {
    this.#roomInMemory(boardId)?.notify({ type: 'board', title })
  }

  /** Someone changed name or discipline: everybody on their boards sees it at once. */
  personChanged(personId: string, person: Omit<SyncPerson, 'id'>): void {
    for (const session of this.#sessions) {
      if (session.identity.person.id === personId) session.changePerson({ id: personId, ...person })
    }
  }

  /** Rights have changed: whoever has others now than before has to come in anew, and who has none is out. */
  reviewRoles(): void {
    for (const session of [...this.#sessions]) session.reviewRole()
  }

  /**
   * Writes what is not on disk yet, tells every client to come back later, and empties the rooms. Waits for a disk
   * that refuses only so long: what it does not take is still with the clients, who were never told it was saved.
   */
  async close(): Promise<void> {
    this.#closing = true
    this.#cancelTick()
    await Promise.all([...this.#slots.keys()].map((boardId) => this.#loaded(boardId)))
    for (const session of this.#sessions) session.pause()
    const rooms = [...this.#slots.values()].flatMap((slot) => (slot.kind === 'loading' ? [] : [slot.room]))
    for (const room of rooms) room.persister.hurry()
    await this.#withinDrainTime(Promise.all(rooms.map((room) => room.persister.idle())))
    for (const session of [...this.#sessions]) session.close('shutting-down')
    for (const [boardId, slot] of [...this.#slots]) {
      if (slot.kind !== 'loading') this.#putAway(boardId, slot.room)
    }
  }

  #load(boardId: string): void {
    const load = async (): Promise<void> => {
      try {
        const stored = await this.#environment.log.load(boardId)
        if (stored === null) throw new BetwixtError('board-not-found', 'There is no such board.')
        const room = new Room(boardId, stored, this.#environment)
        this.#slots.set(boardId, { kind: 'open', room, users: 0, cancelIdle: this.#startIdle(boardId) })
      } catch (error) {
        this.#slots.delete(boardId)
        throw error
      }
    }
    this.#slots.set(boardId, { kind: 'loading', loaded: load() })
  }

  #hold(boardId: string, slot: Exclude<Slot, { kind: 'loading' }>): { room: Room; release: () => void } {
    const open = slot.kind === 'open' ? slot : { kind: 'open' as const, room: slot.room, users: 0, cancelIdle: null }
    if (open !== slot) this.#slots.set(boardId, open)
    open.cancelIdle?.()
    open.cancelIdle = null
    open.users += 1
    let held = true
    const release = (): void => {
      if (!held) return
      held = false
      open.users -= 1
      if (open.users === 0 && this.#slots.get(boardId) === open) open.cancelIdle = this.#startIdle(boardId)
    }
    return { room: open.room, release }
  }

  #startIdle(boardId: string): Cancel {
    return this.#environment.timers.after(this.#environment.limits.idleMs, () => {
      const slot = this.#slots.get(boardId)
      if (slot?.kind === 'open' && slot.users === 0) void this.#drain(boardId, slot.room)
    })
  }

  async #drain(boardId: string, room: Room): Promise<void> {
    const draining: Slot = { kind: 'draining', room }
    this.#slots.set(boardId, draining)
    await room.persister.idle()
    if (this.#slots.get(boardId) !== draining) return
    await room.compactIdle()
    if (this.#slots.get(boardId) === draining) this.#putAway(boardId, room)
  }

  #putAway(boardId: string, room: Room): void {
    const slot = this.#slots.get(boardId)
    if (slot?.kind === 'open') slot.cancelIdle?.()
    this.#slots.delete(boardId)
    room.destroy()
  }

  #roomInMemory(boardId: string): Room | null {
    const slot = this.#slots.get(boardId)
    return slot === undefined || slot.kind === 'loading' ? null : slot.room
  }

  /** Waits for a load that is under way; whether it succeeds concerns those who asked for it. */
  async #loaded(boardId: string): Promise<void> {
    const slot = this.#slots.get(boardId)
    if (slot?.kind === 'loading') await slot.loaded.catch(() => undefined)
  }

  #withinDrainTime(work: Promise<unknown>): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#environment.timers.after(this.#environment.limits.drainMs, () => {
        this.#environment.logger.error({}, 'the disk did not take everything in time')
        resolve()
      })
      void work.then(() => {
        cancel()
        resolve()
      })
    })
  }
}
