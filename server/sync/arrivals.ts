import type { RoomLimits } from './limits.ts'
import type { Timers } from './timers.ts'

/** What is never held back: a message of this size is soon whole. */
const SMALL_BYTES = 256 * 1024
/** What a piece of a message costs besides its bytes, however few they are. */
const PIECE_BYTES = 512
/** The head of a ping or a pong. */
const CONTROL_HEAD_BYTES = 6
/** Whoever goes on alone while all others wait has to bring so much: a line of 64 kbit/s. */
const LEAST_BYTES_PER_MS = 8

/** What happens to a socket when too much waits. */
export interface ArrivalLine {
  /** Stops or goes on reading from it. */
  holdBack(isHeldBack: boolean): void
  /** Ends it; it may come back. */
  cut(): void
}

/** What one socket has brought and is not done with: part of a message, and whole ones. */
export class Arrival {
  /** Bytes of a message that is not whole yet. */
  unfinished = 0
  /** Bytes of messages that wait for their turn. */
  queued = 0
  /** Bytes of the message that is being handled. */
  current = 0
  isHeldBack = false
  /** When it was last done with a message, or began one. */
  movedAt: number
  readonly line: ArrivalLine
  readonly #arrivals: Arrivals
  #lastPiece = 0

  constructor(arrivals: Arrivals, line: ArrivalLine, now: number) {
    this.#arrivals = arrivals
    this.line = line
    this.movedAt = now
  }

  /** Some bytes have come, which may or may not end a message. */
  came(bytes: number): void {
    this.#lastPiece = bytes
    this.#add(bytes + PIECE_BYTES)
  }

  /** Of what has come, so much was a ping or a pong, of which nothing is kept. */
  wasControl(bytes: number): void {
    const frame = bytes + CONTROL_HEAD_BYTES
    const counted = frame === this.#lastPiece ? frame + PIECE_BYTES : frame
    this.#add(-Math.min(counted, this.unfinished))
  }

  /** A message is whole. */
  finished(bytes: number): void {
    const { unfinished } = this
    this.unfinished = 0
    this.queued += bytes
    this.#arrivals.changed(this, -unfinished, bytes)
  }

  /** The first of the whole messages is being handled. */
  began(bytes: number): void {
    this.queued -= bytes
    this.current = bytes
    this.movedAt = this.#arrivals.now
  }

  /** What was being handled is done with. */
  handled(): void {
    const { current } = this
    this.current = 0
    this.movedAt = this.#arrivals.now
    this.#arrivals.changed(this, 0, -current)
  }

  /** The socket is gone. */
  end(): void {
    const { unfinished, queued, current } = this
    this.unfinished = this.queued = this.current = 0
    this.#arrivals.changed(this, -unfinished, -queued - current)
  }

  #add(bytes: number): void {
    this.unfinished += bytes
    this.#arrivals.grew(this, bytes)
  }
}

/**
 * Bounds what all sockets together have brought that is not handled. Past the limit large messages are read one at a
 * time, the one that has come furthest first; the others wait unread, which costs nobody anything but time. Only who
 * goes first and brings next to nothing, and who lets large messages wait behind an answer it does not read, is cut.
 */
export class Arrivals {
  /** Bytes of messages that are not whole, and of those that are. */
  #unfinished = 0
  #whole = 0
  readonly #timers: Timers
  readonly #limits: RoomLimits
  /** The sockets with a large unfinished message or large ones in their queue. */
  readonly #large = new Set<Arrival>()
  #heldBack = 0
  #first: { arrival: Arrival; since: number; bytes: number } | null = null

  constructor(timers: Timers, limits: RoomLimits) {
    this.#timers = timers
    this.#limits = limits
  }

  /** All that waits. */
  get bytes(): number {
    return this.#unfinished + this.#whole
  }

  get now(): number {
    return this.#timers.now()
  }

  open(line: ArrivalLine): Arrival {
    return new Arrival(this, line, this.now)
  }

  /** More of an unfinished message has come. */
  grew(arrival: Arrival, bytes: number): void {
    this.#unfinished += bytes
    if (arrival.unfinished <= SMALL_BYTES) return
    this.#large.add(arrival)
    if (!this.#isSpent) return
    if (this.#first === null) this.#choose()
    else if (arrival !== this.#first.arrival) this.#holdBack(arrival, true)
  }

  /** A message became whole, or was handled. */
  changed(arrival: Arrival, unfinished: number, whole: number): void {
    this.#unfinished += unfinished
    this.#whole += whole
    if (arrival.queued > SMALL_BYTES) this.#large.add(arrival)
    if (this.#large.size === 0) return
    if (arrival.unfinished <= SMALL_BYTES) {
      this.#holdBack(arrival, false)
      if (arrival.queued <= SMALL_BYTES) this.#large.delete(arrival)
      if (this.#first?.arrival === arrival) this.#first = null
    }
    if (this.#heldBack > 0 && (this.#first === null || !this.#isSpent)) this.#choose()
  }

  /** Looks whether those for whom others wait get on: called every few seconds. */
  tick(): void {
    if (!this.#isSpent) return
    this.#cutIdle()
    const first = this.#first
    if (first === null) return this.#choose()
    const elapsed = this.now - first.since
    if (elapsed < this.#limits.noProgressMs) return
    if (first.arrival.unfinished - first.bytes < elapsed * LEAST_BYTES_PER_MS) return first.arrival.line.cut()
    first.since = this.now
    first.bytes = first.arrival.unfinished
  }

  get #isSpent(): boolean {
    return this.bytes > this.#limits.arrivingBytes
  }

  /** Lets all of them go on while there is room, otherwise one. */
  #choose(): void {
    if (!this.#isSpent) this.#first = null
    else if (this.#first === null) this.#chooseFirst()
    for (const arrival of this.#large) {
      const isHeldBack = this.#isSpent && arrival.unfinished > SMALL_BYTES && arrival !== this.#first?.arrival
      this.#holdBack(arrival, isHeldBack)
    }
  }

  #chooseFirst(): void {
    let furthest: Arrival | null = null
    for (const arrival of this.#large) {
      // Of others we do not read, so nothing of theirs can get on.
      const mayGoOn = arrival.unfinished > SMALL_BYTES && arrival.queued + arrival.current === 0
      if (mayGoOn && arrival.unfinished > (furthest?.unfinished ?? 0)) furthest = arrival
    }
    // What is whole gets less by itself; until then one more would only add to it.
    if (furthest === null || this.#whole > this.#limits.arrivingBytes / 2) return
    this.#first = { arrival: furthest, since: this.now, bytes: furthest.unfinished }
  }

  /** Cuts those whose large messages wait behind one that does not get on. */
  #cutIdle(): void {
    for (const arrival of this.#large) {
      const { queued, current, movedAt } = arrival
      const isIdle = this.now - movedAt >= 2 * this.#limits.noProgressMs
      if (isIdle && queued > SMALL_BYTES && queued > current) arrival.line.cut()
    }
  }

  #holdBack(arrival: Arrival, isHeldBack: boolean): void {
    if (arrival.isHeldBack === isHeldBack) return
    arrival.isHeldBack = isHeldBack
    this.#heldBack += isHeldBack ? 1 : -1
    arrival.line.holdBack(isHeldBack)
  }
}
