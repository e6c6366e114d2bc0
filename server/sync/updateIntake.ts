import { ByteReader } from '../../shared/sync/byteReader.ts'
import { readUpdate } from '../../shared/sync/inspectUpdate.ts'
import type { UpdateParts } from '../../shared/sync/inspectUpdate.ts'
import { addsContent } from '../../shared/sync/addsContent.ts'
import { isEmptyUpdate, type Notice } from '../../shared/sync/messages.ts'
import { SYNC_LIMITS } from '../../shared/sync/protocol.ts'
import type { Barriers } from './barriers.ts'
import type { Applied, BoardDocument, SpreadAs } from './boardDocument.ts'
import type { Account, FairLane } from './fairLane.ts'
import { MISSING_CAPS, UPDATE_CAPS } from './limits.ts'
import { LimitReached, TooLarge } from './refusal.ts'
import type { Room, RoomMember } from './room.ts'
import type { RoomEnvironment } from './roomEnvironment.ts'
import { UpdatePlan } from './updatePlan.ts'
import type { Slice } from './updatePlan.ts'
import { WaitingUpdates } from './waitingUpdates.ts'

/** So little is taken without looking at what it costs: what somebody types or drags. */
const FEW_STRUCTS = 4
const FEW_DELETED_CLOCKS = 400

/** Why an update is not taken. */
export type RefusalCode = Extract<Notice, { type: 'refused' }>['code']

/** Where an intake belongs. */
export interface IntakeSetting {
  member: RoomMember
  room: Room
  environment: RoomEnvironment
  barriers: Barriers
  account: Account
  lane: FairLane
  /** Called at the first update that is not taken. */
  onRefused(code: RefusalCode): void
  /** Called with what goes wrong after `take` has returned. */
  onError(error: unknown): void
}

/**
 * Takes the updates of one socket into its room, as far as they are allowed and can be taken; large ones part by part,
 * with everybody else in between.
 */
export class UpdateIntake {
  readonly #setting: IntakeSetting
  readonly #waiting: WaitingUpdates
  #stopped = false
  /** Something this socket sent was not taken, so nothing it sends later may be called saved. */
  #refused = false
  #countedAsWaiting = false
  /** Whether what waited is being taken. */
  #isResuming = false
  /** Whether its step 2 has come, which holds what an honest client's earlier updates wait for. */
  #isAnswered = false

  constructor(setting: IntakeSetting) {
    this.#setting = setting
    this.#waiting = new WaitingUpdates(setting.environment.limits, setting.environment.timers)
  }

  /**
   * Takes an update; a promise if that takes more than this moment.
   * @throws MalformedBytes, TooLarge, LimitReached, UnusableUpdate, or rejects with them
   */
  take(update: Uint8Array, spreadAs: SpreadAs): Promise<void> | undefined {
    const isWhole = spreadAs === 'new-only'
    this.#isAnswered ||= isWhole
    if (isEmptyUpdate(update)) return undefined
    if (!isWhole && update.length > SYNC_LIMITS.updateBytes) throw new TooLarge('the update is too large')
    if (this.#setting.room.isFull && addsContent(update)) {
      this.#refuse('board-full')
      return undefined
    }
    const parts = readUpdate(new ByteReader(update), isWhole ? MISSING_CAPS : UPDATE_CAPS, true)
    const { built } = this.#setting.room
    return built === null
      ? this.#takeWhenBuilt(update, spreadAs, parts)
      : this.#takeInto(built, update, spreadAs, parts)
  }

  /** Takes nothing of an update of someone who may not write, and says so where it would have changed anything. */
  refuse(update: Uint8Array, spreadAs: SpreadAs): void {
    const isWhole = spreadAs === 'new-only'
    this.#isAnswered ||= isWhole
    // Every step 2 repeats all deletions its sender knows of, so only structs show that something was written.
    const changesNothing = isEmptyUpdate(update) || (isWhole && !addsContent(update))
    if (!changesNothing) this.#refuse('read-only')
  }

  /**
   * Takes a barrier: it stands behind everything taken before.
   * @throws LimitReached
   */
  takeBarrier(barrier: number): void {
    const { barriers } = this.#setting
    if (this.#refused) barriers.refuse(barrier)
    else if (!barriers.take(barrier, !this.#waiting.empty)) throw new LimitReached('too many open barriers')
  }

  /** Tries again what waits for predecessors, soon, now that more of these clients has come. */
  retry(clients: readonly number[]): void {
    if (this.#stopped || this.#isResuming || !this.#waiting.mayUse(clients)) return
    this.#isResuming = true
    this.#setting.lane.take(() => this.#resume())
  }

  /**
   * Whether an update waits for longer than it may. Over a slow line the step 2 of someone who returns takes minutes:
   * as long as it has not come and bytes still do, it may.
   */
  isOverdue(bytesCome: boolean): boolean {
    if (!this.#isAnswered && bytesCome) return false
    return this.#waiting.overdue(this.#setting.environment.timers.now())
  }

  /** Lets those be asked whether they are still there whose ids others wait to write under. */
  doubtOwners(): void {
    const { room, member } = this.#setting
    for (const client of this.#waiting.heldClients()) room.writerIds.ownerBeside(client, member)?.doubt()
  }

  /** The socket is gone, and what waited with it. */
  stop(): void {
    this.#stopped = true
    this.#waiting.clear()
    this.#countWaiting()
  }

  async #takeWhenBuilt(update: Uint8Array, spreadAs: SpreadAs, parts: UpdateParts): Promise<void> {
    const { room, account } = this.#setting
    for (;;) {
      const built = await room.document()
      if (this.#stopped) return
      // Someone else who waited may have spoilt it.
      if (built !== room.built) continue
      await account.spend(() => this.#takeInto(built, update, spreadAs, parts))
      return
    }
  }

  #takeInto(
    document: BoardDocument,
    update: Uint8Array,
    spreadAs: SpreadAs,
    parts: UpdateParts,
  ): Promise<void> | undefined {
    if (!isLittle(parts) || this.#holdsSomeOf(parts, document)) {
      const plan = this.#plan(update, parts, document)
      const whole = plan.whole(document)
      if (whole === null) return this.#takeInParts(plan)
      this.#acceptSlice(document, whole)
      this.#wait(plan)
      return undefined
    }
    if (this.#accept(document, update, spreadAs).kind !== 'waits') return undefined
    // Yjs has taken what it could; this finds what the rest waits for.
    const plan = this.#plan(update, parts, document)
    while (this.#takePart(plan, document)) continue
    this.#wait(plan)
    return undefined
  }

  #plan(update: Uint8Array, parts: UpdateParts, document: BoardDocument): UpdatePlan {
    const { room, member } = this.#setting
    return new UpdatePlan(update, parts, document, (client) => room.writerIds.ownerBeside(client, member) !== null)
  }

  /** Whether there are new structs under an id that is someone else's. */
  #holdsSomeOf({ blocks }: UpdateParts, document: BoardDocument): boolean {
    const { room, member } = this.#setting
    for (const { client, end } of blocks) {
      if (room.writerIds.ownerBeside(client, member) !== null && end > document.clockOf(client)) return true
    }
    return false
  }

  async #takeInParts(plan: UpdatePlan): Promise<void> {
    const { room, member } = this.#setting
    const borrowed = room.writerIds.borrow(plan.clients(), member)
    for (;;) {
      const document = room.built ?? (await room.document())
      if (this.#stopped) return
      if (!this.#takePart(plan, document)) break
      await this.#turn()
      if (this.#stopped) return
    }
    room.giveBack(borrowed, member)
    this.#wait(plan)
  }

  /** Takes the next part of what waited, or ends with what is there. */
  #resume(plan: UpdatePlan | null = null): void {
    const document = this.#setting.room.built
    const { lane } = this.#setting
    if (this.#stopped) return
    try {
      const current = plan ?? (document === null ? null : this.#waiting.takeReady(document))
      if (current === null || document === null) {
        this.#isResuming = false
      } else if (this.#takePart(current, document)) {
        lane.take(() => this.#resume(current))
      } else {
        this.#waiting.settle(current)
        lane.take(() => this.#resume())
      }
    } catch (error) {
      this.#setting.onError(error)
      return
    }
    this.#countWaiting()
    if (!this.#stopped && this.#waiting.empty) this.#setting.barriers.release()
  }

  /** Takes the next part of a plan; false if there is none now. */
  #takePart(plan: UpdatePlan, document: BoardDocument): boolean {
    return this.#setting.account.spend(() => {
      const slice = plan.next(document)
      if (slice === null) return false
      this.#acceptSlice(document, slice)
      return true
    })
  }

  #acceptSlice(document: BoardDocument, { update, spreadAs }: Slice): void {
    const { kind } = this.#accept(document, update, spreadAs)
    // It would be lost, and later be called saved.
    if (kind === 'waits') throw new LimitReached('a part of an update could not be taken')
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => this.#setting.lane.take(resolve))
  }

  #accept(document: BoardDocument, update: Uint8Array, spreadAs: SpreadAs): Applied {
    const { room, member, environment } = this.#setting
    const applied = room.accept(document, update, member, spreadAs)
    if (applied.kind === 'applied') environment.edited?.(room.boardId, member.identity.person)
    return applied
  }

  #wait(plan: UpdatePlan): void {
    if (plan.isDone) return
    if (!this.#waiting.add(plan)) throw new LimitReached('too many updates without predecessors')
    this.#countWaiting()
    this.doubtOwners()
  }

  #refuse(code: RefusalCode): void {
    if (this.#refused) return
    this.#refused = true
    this.#setting.onRefused(code)
  }

  #countWaiting(): void {
    if (this.#countedAsWaiting === !this.#waiting.empty) return
    this.#countedAsWaiting = !this.#waiting.empty
    this.#setting.room.countWaiting(this.#countedAsWaiting ? 1 : -1)
  }
}

function isLittle({ blocks, deleted }: UpdateParts): boolean {
  let structs = 0
  for (const block of blocks) structs += block.structs
  let clocks = 0
  for (const { ranges } of deleted) for (const { length } of ranges) clocks += length
  return structs <= FEW_STRUCTS && clocks <= FEW_DELETED_CLOCKS
}
