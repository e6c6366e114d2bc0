import type { Timers } from './timers.ts'

/** What has something to write once the turn is over. */
export interface Flushable {
  flush(): void
}

/**
 * Runs each thing that asked for it once, when this turn of the event loop has read all there was to read. Rooms are
 * flushed before single sockets, so that a socket's own answers leave in the same write as what its room sends.
 */
export class TurnEnd {
  readonly #timers: Timers
  #rooms = new Set<Flushable>()
  #sockets = new Set<Flushable>()
  #scheduled = false

  constructor(timers: Timers) {
    this.#timers = timers
  }

  add(room: Flushable): void {
    this.#rooms.add(room)
    this.#schedule()
  }

  addSocket(socket: Flushable): void {
    this.#sockets.add(socket)
    this.#schedule()
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#timers.endOfTurn(() => {
      this.#scheduled = false
      const rooms = this.#rooms
      const sockets = this.#sockets
      this.#rooms = new Set()
      this.#sockets = new Set()
      for (const room of rooms) room.flush()
      for (const socket of sockets) socket.flush()
    })
  }
}
