import type { Account, FairLane } from './fairLane.ts'
import type { RoomLimits } from './limits.ts'
import type { Wire } from './wire.ts'

/**
 * Handles the messages of one socket one after the other, also when one takes time, and stops reading while too many
 * wait. Messages of a socket that has cost much lately wait for their turn in a lane that all such sockets share.
 */
export class Inbox {
  readonly #wire: Wire
  readonly #limits: RoomLimits
  readonly #account: Account
  readonly #lane: FairLane
  readonly #handle: (message: Uint8Array) => Promise<void> | undefined
  readonly #onError: (error: unknown) => void
  #waiting: Uint8Array[] = []
  #waitingBytes = 0
  #handling = false
  #isInLane = false
  #stopped = false
  /** Nothing is read, and so nothing is heard either. */
  paused = false

  constructor(
    wire: Wire,
    limits: RoomLimits,
    { account, lane }: { account: Account; lane: FairLane },
    handle: (message: Uint8Array) => Promise<void> | undefined,
    onError: (error: unknown) => void,
  ) {
    this.#wire = wire
    this.#limits = limits
    this.#account = account
    this.#lane = lane
    this.#handle = handle
    this.#onError = onError
  }

  /** A message arrived. */
  receive(message: Uint8Array): void {
    if (this.#stopped) return
    const isIdle = !this.#handling && !this.#isInLane
    if (isIdle && this.#account.isInCredit) {
      this.#start(message)
      return
    }
    this.#waiting.push(message)
    this.#waitingBytes += message.length
    if (isIdle) this.#waitInLane()
    const { inboxFrames, inboxBytes } = this.#limits
    if (!this.paused && (this.#waiting.length >= inboxFrames || this.#waitingBytes >= inboxBytes)) this.pause()
  }

  /** Whether something of it is being handled, or waits to be. */
  get isBusy(): boolean {
    return this.#handling || this.#isInLane
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
      const working = this.#account.spend(() => this.#handle(message))
      if (working !== undefined) {
        working.then(
          () => {
            this.#handling = false
            this.#next()
          },
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

  #waitInLane(): void {
    this.#isInLane = true
    this.#lane.take(() => {
      this.#isInLane = false
      this.#handleFirst()
      this.#next()
    })
  }

  #handleFirst(): void {
    const message = this.#stopped ? undefined : this.#waiting.shift()
    if (message === undefined) return
    this.#waitingBytes -= message.length
    this.#start(message)
  }

  #next(): void {
    while (!this.#handling && !this.#stopped && this.#waiting.length > 0) {
      if (!this.#account.isInCredit) {
        this.#waitInLane()
        return
      }
      this.#handleFirst()
    }
    if (!this.paused || this.#stopped || this.#handling) return
    this.paused = false
    this.#wire.resume()
  }
}
