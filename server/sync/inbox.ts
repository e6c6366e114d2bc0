import type { RoomLimits } from './limits.ts'
import type { Wire } from './wire.ts'

/**
 * Handles the messages of one socket one after the other, also when one takes time, and stops reading while too many
 * wait.
 */
export class Inbox {
  readonly #wire: Wire
  readonly #limits: RoomLimits
  readonly #handle: (message: Uint8Array) => Promise<void> | undefined
  readonly #onError: (error: unknown) => void
  #waiting: Uint8Array[] = []
  #waitingBytes = 0
  #handling = false
  #stopped = false
  /** Nothing is read, and so nothing is heard either. */
  paused = false

  constructor(
    wire: Wire,
    limits: RoomLimits,
    handle: (message: Uint8Array) => Promise<void> | undefined,
    onError: (error: unknown) => void,
  ) {
    this.#wire = wire
    this.#limits = limits
    this.#handle = handle
    this.#onError = onError
  }

  /** A message arrived. */
  receive(message: Uint8Array): void {
    if (this.#stopped) return
    if (!this.#handling) {
      this.#start(message)
      return
    }
    this.#waiting.push(message)
    this.#waitingBytes += message.length
    const { inboxFrames, inboxBytes } = this.#limits
    if (!this.paused && (this.#waiting.length >= inboxFrames || this.#waitingBytes >= inboxBytes)) this.pause()
  }

  /** Stops reading until what waits is handled. */
  pause(): void {
    this.paused = true
    this.#wire.pause()
  }

  /** What waits is forgotten, and what comes is not looked at. */
  stop(): void {
    this.#stopped = true
    this.#waiting = []
  }

  #start(message: Uint8Array): void {
    this.#handling = true
    try {
      const working = this.#handle(message)
      if (working !== undefined) {
        working.then(
          () => this.#next(),
          (error: unknown) => this.#onError(error),
        )
        return
      }
    } catch (error) {
      this.#onError(error)
      return
    }
    this.#handling = false
  }

  #next(): void {
    this.#handling = false
    while (!this.#handling && !this.#stopped) {
      const message = this.#waiting.shift()
      if (message === undefined) break
      this.#waitingBytes -= message.length
      this.#start(message)
    }
    if (!this.paused || this.#stopped || this.#handling) return
    this.paused = false
    this.#wire.resume()
  }
}
