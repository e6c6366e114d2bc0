import { MESSAGE } from '../../shared/sync/protocol.ts'
import type { RoomLimits } from './limits.ts'
import type { Outbox } from './outbox.ts'
import type { Cancel, Timers } from './timers.ts'
import { binaryFrame } from './webSocketFrame.ts'
import type { Wire } from './wire.ts'

const EMPTY_PRESENCE = binaryFrame(Uint8Array.of(MESSAGE.awareness, 1, 0))

/** Whoever is doubted gets so long for a sign of life: the same person may wait for it on another line. */
const DOUBT_MS = 5_000

/** Finds out whether the other end is still there, and lets it know that we are. */
export class LineCare {
  readonly #wire: Wire
  readonly #outbox: Outbox
  readonly #limits: RoomLimits
  readonly #timers: Timers
  #heardAt: number
  #pingedAt: number
  /** What had come by the last tick. */
  #tickedBytes = 0
  /** What has come and was counted as a sign of life. */
  #heardBytes = 0
  #cancelDoubt: Cancel | null = null

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

  /** Pings at once; `onDead` is called if nothing comes within some seconds. Nothing if that is under way already. */
  doubt(mayBeHeard: () => boolean, onDead: () => void): void {
    if (this.#cancelDoubt !== null) return
    // What came before says nothing of now.
    this.#hear()
    const doubtedAt = this.#timers.now()
    this.#wire.ping()
    this.#cancelDoubt = this.#timers.after(DOUBT_MS, () => {
      this.#cancelDoubt = null
      this.#hear()
      if (this.#heardAt <= doubtedAt && mayBeHeard()) onDead()
    })
  }

  stop(): void {
    this.#cancelDoubt?.()
    this.#cancelDoubt = null
  }

  /** Whether bytes have come since the last tick. */
  get bytesCome(): boolean {
    return this.#wire.receivedBytes !== this.#tickedBytes
  }

  /** To be called every few seconds. False when nobody is there any more. */
  tick(): boolean {
    const now = this.#timers.now()
    this.#hear()
    this.#tickedBytes = this.#wire.receivedBytes
    if (now - this.#outbox.writtenAt >= this.#limits.keepAliveMs) this.#outbox.send(EMPTY_PRESENCE, now)
    if (now - this.#pingedAt < this.#limits.heartbeatMs) return true
    if (this.#heardAt < this.#pingedAt) return false
    this.#pingedAt = now
    this.#wire.ping()
    return true
  }

  /** Whoever brings much over a slow line may be minutes within one message, with no room for a pong: bytes count. */
  #hear(): void {
    if (this.#wire.receivedBytes === this.#heardBytes) return
    this.#heardBytes = this.#wire.receivedBytes
    this.heard()
  }
}
