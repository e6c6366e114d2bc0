import type { BoardDocument } from './boardDocument.ts'
import type { RoomLimits } from './limits.ts'
import type { Timers } from './timers.ts'

interface WaitingUpdate {
  update: Uint8Array
  until: ReadonlyMap<number, number>
  since: number
}

/**
 * Updates of one socket whose predecessors are not here. An honest client makes them for a moment: what it types
 * before its step 2 arrives builds on what that step 2 brings. Bounded, and gone with the socket.
 */
export class WaitingUpdates {
  readonly #limits: RoomLimits
  readonly #timers: Timers
  #updates: WaitingUpdate[] = []
  #bytes = 0

  constructor(limits: RoomLimits, timers: Timers) {
    this.#limits = limits
    this.#timers = timers
  }

  get empty(): boolean {
    return this.#updates.length === 0
  }

  /** Keeps an update; false if that is more than a socket may have waiting. */
  add(update: Uint8Array, until: ReadonlyMap<number, number>): boolean {
    this.#updates.push({ update, until, since: this.#timers.now() })
    this.#bytes += update.length
    return this.#updates.length <= this.#limits.waitingUpdates && this.#bytes <= this.#limits.waitingBytes
  }

  /** Takes out the updates for which something they wait for has come. */
  takeReady(document: BoardDocument): Uint8Array[] {
    const ready: Uint8Array[] = []
    this.#updates = this.#updates.filter((waiting) => {
      for (const [client, clock] of waiting.until) {
        if (document.clockOf(client) <= clock) continue
        ready.push(waiting.update)
        this.#bytes -= waiting.update.length
        return false
      }
      return true
    })
    return ready
  }

  /** Whether the oldest has waited longer than it may. */
  overdue(now: number): boolean {
    const [oldest] = this.#updates
    return oldest !== undefined && now - oldest.since >= this.#limits.waitingMs
  }

  clear(): void {
    this.#updates = []
    this.#bytes = 0
  }
}
