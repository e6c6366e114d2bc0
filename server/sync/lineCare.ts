import { MESSAGE } from '../../shared/sync/protocol.ts'
import type { RoomLimits } from './limits.ts'
import type { Outbox } from './outbox.ts'
import type { Timers } from './timers.ts'
import { binaryFrame } from './webSocketFrame.ts'
import type { Wire } from './wire.ts'

const EMPTY_PRESENCE = binaryFrame(Uint8Array.of(MESSAGE.awareness, 1, 0))

/** Finds out whether the other end is still there, and lets it know that we are. */
export class LineCare {
  readonly #wire: Wire
  readonly #outbox: Outbox
  readonly #limits: RoomLimits
  readonly #timers: Timers
  #heardAt: number
  #pingedAt: number
  #receivedBytes = 0

  constructor(wire: Wire, outbox: Outbox, limits: RoomLimits, timers: Timers) {
    this.#wire = wire
    this.#outbox = outbox
    this.#limits = limits
    this.#timers = timers
    this.#heardAt = timers.now()
    this.#pingedAt = this.#heardAt
  }

  /** The other end gave a sign of life other than bytes. */
  heard(): void {
    this.#heardAt = this.#timers.now()
  }

  /** Whether bytes have come since the last tick. */
  get bytesCome(): boolean {
    return this.#wire.receivedBytes !== this.#receivedBytes
  }

  /** To be called every few seconds. False when nobody is there any more. */
  tick(): boolean {
    const now = this.#timers.now()
    // Whoever brings much over a slow line may be minutes within one message, with no room for a pong.
    if (this.bytesCome) this.heard()
    this.#receivedBytes = this.#wire.receivedBytes
    if (now - this.#outbox.writtenAt >= this.#limits.keepAliveMs) this.#outbox.send(EMPTY_PRESENCE, now)
    if (now - this.#pingedAt < this.#limits.heartbeatMs) return true
    if (this.#heardAt < this.#pingedAt) return false
    this.#pingedAt = now
    this.#wire.ping()
    return true
  }
}
