import { inspectUpdate } from '../../shared/sync/inspectUpdate.ts'
import { isEmptyUpdate } from '../../shared/sync/messages.ts'
import { SYNC_LIMITS } from '../../shared/sync/protocol.ts'
import type { Barriers } from './barriers.ts'
import type { BoardDocument, SpreadAs } from './boardDocument.ts'
import { mayEdit } from './identity.ts'
import { MISSING_CAPS, UPDATE_CAPS } from './limits.ts'
import { LimitReached, TooLarge } from './refusal.ts'
import type { Room, RoomMember } from './room.ts'
import type { RoomEnvironment } from './roomEnvironment.ts'
import { WaitingUpdates } from './waitingUpdates.ts'

/** Takes the updates of one socket into its room, as far as they are allowed and can be taken. */
export class UpdateIntake {
  readonly #member: RoomMember
  readonly #room: Room
  readonly #environment: RoomEnvironment
  readonly #barriers: Barriers
  readonly #onRefused: () => void
  readonly #waiting: WaitingUpdates
  #stopped = false
  /** Something this socket sent was not taken, so nothing it sends later may be called saved. */
  #refused = false
  #countedAsWaiting = false

  /** `onRefused` is called at the first update of someone who may not write. */
  constructor(member: RoomMember, room: Room, environment: RoomEnvironment, barriers: Barriers, onRefused: () => void) {
    this.#member = member
    this.#room = room
    this.#environment = environment
    this.#barriers = barriers
    this.#onRefused = onRefused
    this.#waiting = new WaitingUpdates(environment.limits, environment.timers)
  }

  /**
   * Takes an update; a promise if the document has to be built first.
   * @throws MalformedBytes, TooLarge, LimitReached, UnusableUpdate, or rejects with them
   */
  take(update: Uint8Array, spreadAs: SpreadAs): Promise<void> | undefined {
    if (isEmptyUpdate(update)) return undefined
    const isWhole = spreadAs === 'new-only'
    if (!isWhole && update.length > SYNC_LIMITS.updateBytes) throw new TooLarge('the update is too large')
    if (!mayEdit(this.#member.identity.role)) {
      // Every step 2 repeats all deletions its sender knows of, so only structs show that something was written. An
      // update begins with the number of clients that it holds structs of.
      if (!isWhole || update[0] !== 0) this.#refuse()
      return undefined
    }
    inspectUpdate(update, isWhole ? MISSING_CAPS : UPDATE_CAPS)
    const document = this.#room.built
    if (document !== null) {
      this.#apply(document, update, spreadAs)
      return undefined
    }
    return this.#room.document().then((built) => {
      if (!this.#stopped) this.#apply(built, update, spreadAs)
    })
  }

  /**
   * Takes a barrier: it stands behind everything taken before.
   * @throws LimitReached
   */
  takeBarrier(barrier: number): void {
    if (this.#refused) this.#barriers.refuse(barrier)
    else if (!this.#barriers.take(barrier, !this.#waiting.empty)) throw new LimitReached('too many open barriers')
  }

  /**
   * Tries again what waits for predecessors, now that some may have come.
   * @throws UnusableUpdate, LimitReached
   */
  retry(): void {
    const document = this.#room.built
    if (this.#stopped || this.#waiting.empty || document === null) return
    for (const update of this.#waiting.takeReady(document)) this.#apply(document, update, 'new-only')
    this.#countWaiting()
    if (!this.#stopped && this.#waiting.empty) this.#barriers.release()
  }

  /** Whether an update waits for longer than it may. */
  get overdue(): boolean {
    return this.#waiting.overdue(this.#environment.timers.now())
  }

  /** The socket is gone, and what waited with it. */
  stop(): void {
    this.#stopped = true
    this.#waiting.clear()
    this.#countWaiting()
  }

  #apply(document: BoardDocument, update: Uint8Array, spreadAs: SpreadAs): void {
    const applied = this.#room.accept(document, update, this.#member, spreadAs)
    if (applied.kind === 'applied') this.#environment.edited?.(this.#room.boardId, this.#member.identity.person)
    if (applied.kind !== 'waits') return
    if (!this.#waiting.add(update, applied.until)) throw new LimitReached('too many updates without predecessors')
    this.#countWaiting()
  }

  #countWaiting(): void {
    if (this.#countedAsWaiting === !this.#waiting.empty) return
    this.#countedAsWaiting = !this.#waiting.empty
    this.#room.countWaiting(this.#countedAsWaiting ? 1 : -1)
  }

  #refuse(): void {
    if (this.#refused) return
    this.#refused = true
    this.#onRefused()
  }
}
