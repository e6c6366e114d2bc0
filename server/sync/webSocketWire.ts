import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { CLOSE_CODES } from '../../shared/sync/closeCodes.ts'
import type { CloseReason } from '../../shared/sync/closeCodes.ts'
import type { Timers } from './timers.ts'
import type { Wire } from './wire.ts'

/**
 * A ws socket whose messages we frame ourselves and write to the stream below it: ws makes one or two writes a
 * message, and writes are what costs. This is sound because nothing is compressed or masked on the way out, so that
 * ws keeps no queue of its own, and because only whole frames are written, so that its pings, pongs and closing
 * frames always fall between two of them.
 */
export class WebSocketWire implements Wire {
  readonly #socket: WebSocket
  readonly #stream: Duplex
  readonly #timers: Timers
  readonly #closeGraceMs: number

  constructor(socket: WebSocket, stream: Duplex, timers: Timers, closeGraceMs: number) {
    this.#socket = socket
    this.#stream = stream
    this.#timers = timers
    this.#closeGraceMs = closeGraceMs
  }

  write(frames: Uint8Array): boolean {
    return this.#socket.readyState !== this.#socket.OPEN || this.#stream.write(frames)
  }

  get bufferedBytes(): number {
    return this.#stream.writableLength
  }

  get receivedBytes(): number {
    return this.#stream instanceof Socket ? this.#stream.bytesRead : 0
  }

  onDrain(run: () => void): void {
    this.#stream.on('drain', run)
  }

  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  ping(): void {
    this.#socket.ping()
  }

  close(reason: CloseReason): void {
    // A paused stream would never hear the other side's goodbye.
    this.#socket.resume()
    this.#socket.close(CLOSE_CODES[reason], reason)
    const cancel = this.#timers.after(this.#closeGraceMs, () => this.#socket.terminate())
    this.#socket.once('close', cancel)
  }

  terminate(): void {
    this.#socket.terminate()
  }
}
