import { joinUpdates } from '../../shared/sync/joinUpdates.ts'
import type { UpdateLog } from '../storage/updateLog.ts'
import type { CommitClock } from './commitClock.ts'
import type { RoomLimits } from './limits.ts'
import type { Cancel, Timers } from './timers.ts'

interface Entry {
  /** Of the first update that is in it. */
  position: number
  update: Uint8Array
  /** Set for a write that is given up when the disk refuses it; everything else is kept and tried again. */
  settle: { resolve(): void; reject(error: unknown): void } | null
}

/** Someone who waits for the disk. */
interface Waiter {
  position: number
  onDurable(): void
  onRefused(): void
}

/**
 * Brings a board's updates to disk in order. Whatever comes while one append runs shares the next one (group
 * commit) and is joined to as few updates as possible, since each costs its reader time. When the disk refuses, updates stay in memory and are tried again, ever more slowly, until it takes them.
 */
export class Persister {
  readonly #boardId: string
  readonly #log: UpdateLog
  readonly #timers: Timers
  readonly #clock: CommitClock
  readonly #limits: RoomLimits
  readonly #onRefused: (error: unknown) => void
  readonly #wholeBoard: () => Uint8Array | null
  #queue: Entry[] = []
  #inFlight: Entry[] = []
  #position = 0
  #durable = 0
  #waiters: Waiter[] = []
  #idleWaiters: (() => void)[] = []
  #refusals = 0
  #cancelStart: Cancel | null = null

  /** `wholeBoard` gives all that was accepted so far as one update, or null where no document is there to give it. */
  constructor(
    boardId: string,
    log: UpdateLog,
    timers: Timers,
    clock: CommitClock,
    limits: RoomLimits,
    onRefused: (error: unknown) => void,
    wholeBoard: () => Uint8Array | null,
  ) {
    this.#boardId = boardId
    this.#log = log
    this.#timers = timers
    this.#clock = clock
    this.#limits = limits
    this.#onRefused = onRefused
    this.#wholeBoard = wholeBoard
  }

  /** Position of the newest update. */
  get position(): number {
    return this.#position
  }

  /** Whether the disk refused the last attempt. */
  get refused(): boolean {
    return this.#refusals > 0
  }

  /** Updates that are accepted but not known to be on disk, oldest first. What may be given up is not among them. */
  unsaved(): Uint8Array[] {
    return [...this.#inFlight, ...this.#queue].filter((entry) => entry.settle === null).map((entry) => entry.update)
  }

  /** Accepts an update: it is kept until it is on disk, however long that takes. */
  push(update: Uint8Array): void {
    this.#add(update, null)
  }

  /** Writes an update or gives it up: rejects with what storage said, and then it is not kept. */
  commit(update: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#add(update, { resolve, reject })
      // Whoever asked waits for the answer: neither a window nor a pause between attempts is waited for.
      this.#startNow()
    })
  }

  /**
   * Calls `onDurable` once everything up to `position` is on disk, at once if it is. Until then `onRefused` is called
   * for each attempt that the disk refuses.
   */
  whenDurable(waiter: Waiter): void {
    if (this.#durable >= waiter.position) {
      waiter.onDurable()
      return
    }
    this.#waiters.push(waiter)
    if (this.#refusals > 0) waiter.onRefused()
  }

  /** Resolves when nothing waits to be written. */
  idle(): Promise<void> {
    if (this.#durable === this.#position) return Promise.resolve()
    return new Promise((resolve) => this.#idleWaiters.push(resolve))
  }

  /** Begins now with what waits for a window or for the next attempt. */
  hurry(): void {
    if (this.#queue.length > 0) this.#startNow()
  }

  /** Gives up what is not on disk yet. */
  stop(): void {
    this.#cancelStart?.()
    this.#cancelStart = null
    this.#queue = []
  }

  #add(update: Uint8Array, settle: Entry['settle']): void {
    this.#position += 1
    this.#queue.push({ position: this.#position, update, settle })
    if (this.#inFlight.length === 0) this.#cancelStart ??= this.#clock.soon(() => this.#start())
  }

  #startNow(): void {
    if (this.#inFlight.length > 0) return
    this.#cancelStart?.()
    this.#cancelStart = this.#clock.now(() => this.#start())
  }

  #start(): void {
    this.#cancelStart = null
    if (this.#inFlight.length > 0 || this.#queue.length === 0) return
    this.#inFlight = this.#queue
    this.#queue = []
    const begunAt = this.#timers.now()
    this.#log.append(this.#boardId, joinUpdates(this.#inFlight.map((entry) => entry.update))).then(
      () => {
        this.#clock.took(this.#timers.now() - begunAt)
        this.#written()
      },
      (error: unknown) => this.#notWritten(error),
    )
  }

  #written(): void {
    const written = this.#inFlight
    this.#inFlight = []
    this.#refusals = 0
    for (const entry of written) entry.settle?.resolve()
    this.#moveOn()
  }

  #notWritten(error: unknown): void {
    const kept: Entry[] = []
    for (const entry of [...this.#inFlight, ...this.#queue]) {
      if (entry.settle === null) kept.push(entry)
      else entry.settle.reject(error)
    }
    this.#inFlight = []
    this.#queue = this.#smaller(kept)
    this.#refusals += 1
    this.#onRefused(error)
    this.#moveOn()
    for (const waiter of [...this.#waiters]) waiter.onRefused()
  }

  /** What a disk has to be offered again, in as little memory as it takes: the disk may refuse for hours. */
  #smaller(kept: readonly Entry[]): Entry[] {
    const [first] = kept
    if (first === undefined) return []
    let updates = joinUpdates(kept.map((entry) => entry.update))
    if (bytesOf(updates) > this.#limits.refusedBytes) {
      // What was overwritten meanwhile is in the updates, and no longer in the board.
      const whole = this.#wholeBoard()
      if (whole !== null && whole.length < bytesOf(updates)) updates = [whole]
    }
    return updates.map((update) => ({ position: first.position, update, settle: null }))
  }

  #moveOn(): void {
    // Not counted from the end: what was given up may lie behind what still waits.
    const [next] = this.#queue
    this.#durable = next === undefined ? this.#position : next.position - 1
    const reached = this.#waiters.filter((waiter) => waiter.position <= this.#durable)
    this.#waiters = this.#waiters.filter((waiter) => waiter.position > this.#durable)
    if (this.#queue.length > 0) this.#scheduleNext()
    for (const waiter of reached) waiter.onDurable()
    if (this.#durable !== this.#position) return
    const idle = this.#idleWaiters
    this.#idleWaiters = []
    for (const resolve of idle) resolve()
  }

  #scheduleNext(): void {
    if (this.#refusals === 0) {
      if (this.#queue.some((entry) => entry.settle !== null)) this.#startNow()
      else this.#cancelStart ??= this.#clock.soon(() => this.#start())
      return
    }
    const pauseMs = Math.min(this.#limits.retryFirstMs * 2 ** (this.#refusals - 1), this.#limits.retryLongestMs)
    this.#cancelStart ??= this.#timers.after(pauseMs, () => this.#start())
  }
}

function bytesOf(updates: readonly Uint8Array[]): number {
  return updates.reduce((sum, update) => sum + update.length, 0)
}
