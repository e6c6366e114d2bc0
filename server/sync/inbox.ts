import type { Arrival } from './arrivals.ts'
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
  readonly #arrival: Arrival
  #waiting: Uint8Array[] = []
  #waitingBytes = 0
  #handling = false
  #isInLane = false
  #stopped = false
  /** Too much waits. */
  #isFull = false
  /** All sockets together have brought too much. */
  #isHeldBack = false

  constructor(
    wire: Wire,
    limits: RoomLimits,
    { account, lane, arrival }: { account: Account; lane: FairLane; arrival: Arrival },
    handle: (message: Uint8Array) => Promise<void> | undefined,
    onError: (error: unknown) => void,
  ) {
    this.#wire = wire
    this.#limits = limits
    this.#account = account
    this.#lane = lane
    this.#arrival = arrival
    this.#handle = handle
    this.#onError = onError
  }

  /** A message arrived. */
  receive(message: Uint8Array): void {
    if (this.#stopped) return
    this.#arrival.finished(message.length)
    const isIdle = !this.#handling && !this.#isInLane
    if (isIdle && this.#account.isInCredit) {
      this.#start(message)
      return
    }
    this.#waiting.push(message)
    this.#waitingBytes += message.length
    if (isIdle) this.#waitInLane()
    const { inboxFrames, inboxBytes } = this.#limits
    if (!this.#isFull && (this.#waiting.length >= inboxFrames || this.#waitingBytes >= inboxBytes)) this.pause()
  }

  /** Whether something of it is being handled, or waits to be. */
  get isBusy(): boolean {
    return this.#handling || this.#isInLane
  }

  /** Nothing is read, and so nothing is heard either. */
  get paused(): boolean {
    return this.#isFull || this.#isHeldBack
  }

  /** Stops reading until what waits is handled. */
  pause(): void {
    this.#isFull = true
    this.#wire.pause()
  }

  /** Stops reading for the sake of all sockets together, or no longer. */
  holdBack(isHeldBack: boolean): void {
    this.#isHeldBack = isHeldBack
    if (this.#stopped) return
    if (isHeldBack) this.#wire.pause()
    else if (!this.#isFull) this.#wire.resume()
  }

  /** What waits is forgotten, and what comes is not looked at. */
  stop(): void {
    this.#stopped = true
    this.#waiting = []
    this.#arrival.end()
  }

  #start(message: Uint8Array): void {
    this.#handling = true
    this.#arrival.began(message.length)
    try {
      const working = this.#account.spend(() => this.#handle(message))
      if (working !== undefined) {
        working.then(
          () => {
            this.#done()
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
    this.#done()
  }

  #done(): void {
    this.#handling = false
    if (!this.#stopped) this.#arrival.handled()
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
    if (!this.#isFull || this.#stopped || this.#handling) return
    this.#isFull = false
    if (!this.#isHeldBack) this.#wire.resume()
  }
}
