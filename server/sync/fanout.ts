import { SYNC_STEP, syncMessageHead } from '../../shared/sync/messages.ts'
import type { RoomLimits } from './limits.ts'
import type { Outbox } from './outbox.ts'
import type { Presence, PresenceBatch } from './presence.ts'
import type { Cancel, Timers } from './timers.ts'
import type { Durations } from './traffic.ts'
import type { TurnEnd } from './turnEnd.ts'
import { binaryFrame } from './webSocketFrame.ts'

/** A socket that gets what happens on a board. */
export interface Member {
  readonly outbox: Outbox
  /** The awareness id it speaks for. */
  presenceId: number | null
  /** Presence was left out for this socket because too much was waiting for it. */
  presenceMissed: boolean
}

interface PendingUpdate {
  frame: Buffer
  from: Member | null
}

/** Over how long the room's deliveries are counted to tell how busy it is. */
const MEASURE_MS = 250
/** So many updates of a brisk room may wait for the next one, for each that leaves at once: fewer than half of all. */
const WAITING_FOR_EACH_AT_ONCE = 0.75

/**
 * How much a room has to deliver.
 * - `calm`: each update leaves at the end of the turn it came in.
 * - `brisk`: some wait for the next update, which leaves at once and takes them along; at most `waitMs`.
 * - `busy`: all wait for a window.
 */
type Pace = 'calm' | 'brisk' | 'busy'

/**
 * Sends what happens on a board to everybody on it. Writes are what costs (about 10 µs each, whatever their size), so
 * a member gets everything of one turn in one write; presence is gathered for a window, and so are document updates
 * where there are many: in a brisk room fewer than half of them, in a busy one all.
 */
export class Fanout {
  readonly #members = new Set<Member>()
  readonly #presence: Presence
  readonly #turnEnd: TurnEnd
  readonly #timers: Timers
  readonly #limits: RoomLimits
  /** How long updates waited until they were written to everybody. */
  readonly #durations: Durations
  #updates: PendingUpdate[] = []
  /** When the first of them came. */
  #pendingSince = 0
  #cancelWindow: Cancel | null = null
  #windowEndsAt = 0
  #measureFrom: number
  #deliveries = 0
  #spreads = 0
  #pace: Pace = 'calm'
  /** How many updates may wait for the next one; see `WAITING_FOR_EACH_AT_ONCE`. */
  #mayWait = 0

  constructor(presence: Presence, turnEnd: TurnEnd, timers: Timers, limits: RoomLimits, durations: Durations) {
    this.#presence = presence
    this.#turnEnd = turnEnd
    this.#timers = timers
    this.#limits = limits
    this.#durations = durations
    this.#measureFrom = timers.now()
  }

  add(member: Member): void {
    this.#members.add(member)
  }

  delete(member: Member): void {
    this.#members.delete(member)
  }

  /** Sends an update to everybody but the one it came from, in the bytes it came in. */
  spread(update: Uint8Array, from: Member | null): void {
    if (this.#members.size === 0 || (this.#members.size === 1 && from !== null && this.#members.has(from))) return
    this.#updates.push({ frame: binaryFrame(syncMessageHead(SYNC_STEP.update, update.length), update), from })
    const now = this.#timers.now()
    if (this.#updates.length === 1) this.#pendingSince = now
    this.#measure(now)
    if (this.#pace === 'busy') this.#startWindow(this.#limits.windowMs)
    else if (this.#waitsForNext()) this.#startWindow(this.#limits.waitMs)
    else this.#turnEnd.add(this)
  }

  /** Sends changed presence when the window ends, or along with the next update. */
  presenceChanged(): void {
    if (this.#members.size > 0 && this.#presence.dirty) this.#startWindow(this.#limits.windowMs)
  }

  /** Writes what was gathered. */
  flush(): void {
    const hasUpdates = this.#updates.length > 0
    this.#write()
    if (hasUpdates) this.#durations.observe(this.#timers.now() - this.#pendingSince)
  }

  #write(): void {
    this.#cancelWindow?.()
    this.#cancelWindow = null
    const updates = this.#updates
    this.#updates = []
    const batch = this.#presence.takeChanged()
    const [first] = updates
    if (first === undefined && batch === null) return
    const now = this.#timers.now()
    if (first !== undefined && updates.length === 1 && batch === null) {
      for (const member of this.#members) {
        if (member !== first.from) member.outbox.send(first.frame, now)
      }
      return
    }
    const senders = new Set<Member | null>()
    let largest = batch?.frame.length ?? 0
    for (const { from, frame } of updates) {
      senders.add(from)
      largest = Math.max(largest, frame.length)
    }
    let shared: Uint8Array | null = null
    for (const member of this.#members) {
      const presence = this.#presenceFor(member, batch)
      if (presence === batch?.frame && !senders.has(member)) {
        shared ??= joined(updates, presence ?? null)
        member.outbox.send(shared, now, largest, updates.length + (presence ? 1 : 0))
      } else {
        const others = updates.filter((update) => update.from !== member)
        const own = joined(others, presence ?? null)
        if (own.length > 0) member.outbox.send(own, now, largest, others.length + (presence ? 1 : 0))
      }
    }
  }

  /** Forgets what was gathered. */
  stop(): void {
    this.#cancelWindow?.()
    this.#cancelWindow = null
    this.#members.clear()
    this.#updates = []
  }

  #presenceFor(member: Member, batch: PresenceBatch | null): Buffer | null | undefined {
    if (batch === null) return undefined
    if (member.outbox.congested) {
      member.presenceMissed = true
      return null
    }
    return member.presenceId === null ? batch.frame : batch.frameWithout(member.presenceId)
  }

  /** Lets what was gathered leave after so long at the latest. */
  #startWindow(durationMs: number): void {
    const endsAt = this.#timers.now() + durationMs
    if (this.#cancelWindow !== null && this.#windowEndsAt <= endsAt) return
    this.#cancelWindow?.()
    this.#windowEndsAt = endsAt
    this.#cancelWindow = this.#timers.after(durationMs, () => {
      this.#cancelWindow = null
      this.flush()
    })
  }

  /** Whether the update that just came is to leave along with the next one. */
  #waitsForNext(): boolean {
    if (this.#pace === 'brisk' && this.#updates.length === 1 && this.#mayWait >= 1) {
      this.#mayWait -= 1
      return true
    }
    this.#mayWait = Math.min(this.#mayWait + WAITING_FOR_EACH_AT_ONCE, 2)
    return false
  }

  #measure(now: number): void {
    this.#deliveries += this.#members.size - 1
    this.#spreads += 1
    const elapsed = now - this.#measureFrom
    if (elapsed >= MEASURE_MS) {
      this.#pace = this.#paceOf(this.#deliveries / elapsed, this.#spreads / elapsed)
      this.#deliveries = 0
      this.#spreads = 0
      this.#measureFrom = now
    } else if (this.#deliveries * 1000 > this.#limits.busyDeliveriesPerSecond * MEASURE_MS) {
      this.#pace = 'busy'
    }
  }

  /** The pace at so many deliveries and updates a millisecond. */
  #paceOf(deliveries: number, spreads: number): Pace {
    if (deliveries * 1000 > this.#limits.busyDeliveriesPerSecond) return 'busy'
    // Nothing is gained by waiting where the next update is not likely to come in time.
    const nextIsNear = spreads * this.#limits.waitMs > 1
    return nextIsNear && deliveries * 1000 > this.#limits.briskDeliveriesPerSecond ? 'brisk' : 'calm'
  }
}

function joined(updates: readonly PendingUpdate[], presence: Buffer | null): Uint8Array {
  const [first] = updates
  if (updates.length === 1 && first !== undefined && presence === null) return first.frame
  const frames: Uint8Array[] = updates.map((update) => update.frame)
  if (presence !== null) frames.push(presence)
  return frames.length === 1 && presence !== null ? presence : Buffer.concat(frames)
}
