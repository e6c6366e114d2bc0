import type { RoomLimits } from './limits.ts'
import type { Timers } from './timers.ts'
import type { PlannedDocument, UpdatePlan } from './updatePlan.ts'

interface WaitingUpdate {
  plan: UpdatePlan
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
  /** The clients of which something is awaited. */
  #awaited = new Set<number>()

  constructor(limits: RoomLimits, timers: Timers) {
    this.#limits = limits
    this.#timers = timers
  }

  get empty(): boolean {
    return this.#updates.length === 0
  }

  /** Keeps what is left of an update; false if that is more than a socket may have waiting. */
  add(plan: UpdatePlan): boolean {
    this.#updates.push({ plan, since: this.#timers.now() })
    this.#bytes += plan.bytes
    for (const { client } of plan.awaits()) this.#awaited.add(client)
    return this.#updates.length <= this.#limits.waitingUpdates && this.#bytes <= this.#limits.waitingBytes
  }

  /** Whether one of these clients having got further may be of use. */
  mayUse(clients: readonly number[]): boolean {
    return clients.some((client) => this.#awaited.has(client))
  }

  /** An update for which something it waits for has come, told to look again; null if there is none. */
  takeReady(document: PlannedDocument): UpdatePlan | null {
    for (const { plan } of this.#updates) {
      if (!plan.isReady(document)) continue
      plan.retry()
      return plan
    }
    return null
  }

  /** Nothing more can be taken of an update now: it goes if all of it was. */
  settle(plan: UpdatePlan): void {
    if (plan.isDone) {
      this.#updates = this.#updates.filter((waiting) => waiting.plan !== plan)
      this.#bytes -= plan.bytes
    }
    this.#awaited = new Set()
    for (const waiting of this.#updates) for (const { client } of waiting.plan.awaits()) this.#awaited.add(client)
  }

  /** The clients whose structs are held back because their id is someone else's. */
  *heldClients(): Generator<number> {
    for (const { plan } of this.#updates) yield* plan.heldClients()
  }

  /** Whether the oldest has waited longer than it may. */
  overdue(now: number): boolean {
    const [oldest] = this.#updates
    return oldest !== undefined && now - oldest.since >= this.#limits.waitingMs
  }

  clear(): void {
    this.#updates = []
    this.#bytes = 0
    this.#awaited = new Set()
  }
}
