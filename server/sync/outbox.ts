import type { RoomLimits } from './limits.ts'
import type { Timers } from './timers.ts'
import type { Traffic } from './traffic.ts'
import type { Wire } from './wire.ts'

/** A frame this large may take a slow line longer than anything live: it is judged by progress, not by size. */
const LARGE_FRAME_BYTES = 256 * 1024
/** How much of a backlog is handed over before waiting for the line to take it. */
const PUMP_BYTES = 256 * 1024

/**
 * - `live`: everything for the socket leaves at the end of the turn, as one write.
 * - `catching-up`: something large is on its way; the rest waits behind it and leaves as the line drains.
 * - `cut`: the socket was given up.
 */
type OutboxState =
  { kind: 'live' } | { kind: 'catching-up'; backlog: Uint8Array[]; liveBytes: number } | { kind: 'cut' }

/** What one socket has to get, in order. */
export class Outbox {
  readonly #wire: Wire
  readonly #limits: RoomLimits
  readonly #timers: Timers
  readonly #onSlow: () => void
  /** Called when the socket is no longer congested. */
  readonly #onRelieved: () => void
  readonly #traffic: Traffic
  #state: OutboxState = { kind: 'live' }
  #queue: Uint8Array[] = []
  #queueBytes = 0
  /** Whether what is in the queue is too much to be judged as live. */
  #isLargeQueued = false
  #caughtUp: (() => void)[] = []
  #writtenBytes = 0
  #takenBytes = 0
  /** What waited at the last look. */
  #waitedBytes = 0
  #progressAt: number
  /** When something was written last, in the timers' milliseconds. */
  writtenAt: number

  constructor(
    wire: Wire,
    limits: RoomLimits,
    timers: Timers,
    onSlow: () => void,
    onRelieved: () => void,
    traffic: Traffic,
  ) {
    this.#wire = wire
    this.#limits = limits
    this.#timers = timers
    this.#onSlow = onSlow
    this.#traffic = traffic
    this.writtenAt = timers.now()
    this.#progressAt = this.writtenAt
    this.#onRelieved = onRelieved
    wire.onDrain(() => {
      if (this.#state.kind === 'catching-up') this.#pump()
      else if (!this.congested) onRelieved()
    })
  }

  /** Whether so much waits that presence, soon outdated, would only make it worse. */
  get congested(): boolean {
    return this.#state.kind !== 'live' || this.#wire.bufferedBytes > this.#limits.presenceSocketBytes
  }

  /**
   * Adds whole frames, to be written by the next `flush`.
   * @param largest bytes of the largest of them
   * @param count how many they are
   */
  queue(frames: Uint8Array, largest = frames.length, count = 1): void {
    if (this.#state.kind === 'cut') return
    this.#traffic.framesOut += count
    this.#queue.push(frames)
    this.#queueBytes += frames.length
    this.#isLargeQueued ||= this.#isLarge(this.#queueBytes, largest)
  }

  /**
   * Writes whole frames at once, behind what was queued. This is the way most bytes of a busy room go.
   * @param now the time, in the timers' milliseconds: asking for it costs more than all the rest of this
   * @param largest bytes of the largest of them
   * @param count how many they are
   */
  send(frames: Uint8Array, now: number, largest = frames.length, count = 1): void {
    if (this.#state.kind !== 'live' || this.#queue.length > 0 || this.#isLarge(frames.length, largest)) {
      this.queue(frames, largest, count)
      this.flush()
      return
    }
    this.#traffic.framesOut += count
    this.#traffic.bytesOut += frames.length
    this.#writtenBytes += frames.length
    this.writtenAt = now
    if (!this.#wire.write(frames)) this.#checkSlow()
  }

  /** Adds a first sync: it may be of any size, and leaves as the line takes it. */
  queueSync(frames: readonly Uint8Array[]): void {
    if (this.#state.kind === 'cut') return
    if (this.#state.kind === 'live') this.#state = { kind: 'catching-up', backlog: [], liveBytes: 0 }
    for (const frame of this.#queue) this.#state.backlog.push(frame)
    for (const frame of frames) this.#state.backlog.push(frame)
    this.#traffic.framesOut += frames.length
    this.#forgetQueue()
    this.#pump()
  }

  /** Resolves when nothing large is on its way. */
  caughtUp(): Promise<void> {
    if (this.#state.kind !== 'catching-up') return Promise.resolve()
    return new Promise((resolve) => this.#caughtUp.push(resolve))
  }

  /** Writes what was queued, as one write if the socket is up to date. */
  flush(): void {
    const frames = this.#queue
    const bytes = this.#queueBytes
    const isLarge = this.#isLargeQueued
    if (frames.length === 0) return
    this.#forgetQueue()
    if (this.#state.kind === 'live' && isLarge) {
      this.#state = { kind: 'catching-up', backlog: frames, liveBytes: 0 }
      this.#pump()
      return
    }
    switch (this.#state.kind) {
      case 'cut':
        return
      case 'catching-up':
        for (const frame of frames) this.#state.backlog.push(frame)
        this.#state.liveBytes += bytes
        if (this.#state.liveBytes > this.#limits.backlogBytes) this.#giveUp()
        else this.#pump()
        return
      case 'live':
        this.#write(frames, bytes)
    }
  }

  /**
   * Gives the socket up when bytes wait for it and it took none for too long. True if some waited at the last call and
   * it has taken some since: then the system's own buffers were full, and only the other end can have emptied them.
   */
  checkProgress(): boolean {
    if (this.#state.kind === 'cut') return false
    const waiting = this.#wire.bufferedBytes
    const taken = this.#writtenBytes - waiting
    const progressed = taken > this.#takenBytes
    const otherEndTook = progressed && this.#waitedBytes > 0
    this.#takenBytes = taken
    this.#waitedBytes = waiting
    if (progressed || waiting === 0) this.#progressAt = this.#timers.now()
    else if (this.#timers.now() - this.#progressAt >= this.#limits.noProgressMs) this.#giveUp()
    return otherEndTook
  }

  /** Nothing is sent any more. */
  stop(): void {
    this.#state = { kind: 'cut' }
    this.#forgetQueue()
    this.#tellCaughtUp()
  }

  /** Whether writing this at once could make a line that takes all it gets look slow. */
  #isLarge(bytes: number, largest: number): boolean {
    return largest > LARGE_FRAME_BYTES || bytes > this.#limits.slowSocketBytes / 2
  }

  #forgetQueue(): void {
    this.#queue = []
    this.#queueBytes = 0
    this.#isLargeQueued = false
  }

  #giveUp(): void {
    this.stop()
    this.#onSlow()
  }

  #pump(): void {
    if (this.#state.kind !== 'catching-up') return
    const backlog = this.#state.backlog
    let next = 0
    while (next < backlog.length && this.#wire.bufferedBytes < PUMP_BYTES) {
      const frames: Uint8Array[] = []
      let bytes = 0
      for (; next < backlog.length && bytes < PUMP_BYTES; next++) {
        const frame = backlog[next]
        if (frame === undefined) break
        frames.push(frame)
        bytes += frame.length
      }
      this.#write(frames, bytes)
    }
    backlog.splice(0, next)
    // What is on its way counts as waiting until the line has taken it, or the next small message would be too much.
    if (backlog.length > 0 || this.#wire.bufferedBytes > PUMP_BYTES) return
    this.#state = { kind: 'live' }
    this.#tellCaughtUp()
    if (!this.congested) this.#onRelieved()
  }

  #tellCaughtUp(): void {
    const waiting = this.#caughtUp
    this.#caughtUp = []
    for (const resolve of waiting) resolve()
  }

  #write(frames: readonly Uint8Array[], bytes: number): void {
    const [first] = frames
    if (first === undefined) return
    this.#writtenBytes += bytes
    this.#traffic.bytesOut += bytes
    this.writtenAt = this.#timers.now()
    if (!this.#wire.write(frames.length === 1 ? first : Buffer.concat(frames, bytes))) this.#checkSlow()
  }

  #checkSlow(): void {
    if (this.#state.kind === 'live' && this.#wire.bufferedBytes > this.#limits.slowSocketBytes) this.#giveUp()
  }
}
