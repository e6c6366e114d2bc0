import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { MESSAGE } from '../../../shared/sync/protocol.ts'
import { EMPTY_STATE_VECTOR, SYNC_STEP } from '../../../shared/sync/messages.ts'
import type { Dialect } from './dialect.ts'
import { FrameReader, maskedFrame } from './lightFrames.ts'

/** By then every server has sent what it will ever send; one that lost a question would be waited for without end. */
const DOCUMENT_MS = 60_000

/**
 * A client that counts what it gets and holds nothing, so that hundreds of them leave the processor to the server
 * under test.
 */
export class LightSocket {
  /** Document updates and presence states that arrived, echoes of its own included. */
  deliveries = 0
  /** Called with each message (without the dialect's prefix), if set: for the few sockets that look at more. */
  onMessage: ((message: Buffer) => void) | null = null
  /** How the server closed the socket: a close code, or 1006 for a line that just ended; null as long as it is open. */
  closedWith: number | null = null
  /**
   * Resolves when the document has come for the first time, or at once where the server has none; rejects if it is closed
   * before, or has not come for long.
   */
  readonly synced: Promise<void>
  /** Resolves when the server has closed it. */
  readonly closed: Promise<void>
  readonly #socket: Socket
  readonly #prefix: Uint8Array
  readonly #frames = new FrameReader((opcode, payload) => this.#take(opcode, payload))
  #tellSynced: () => void = () => undefined

  private constructor(socket: Socket, dialect: Dialect, room: string) {
    this.#socket = socket
    this.#prefix = dialect.prefix(room)
    this.closed = new Promise((resolve) => {
      socket.on('close', () => {
        this.closedWith ??= 1006
        resolve()
      })
    })
    this.synced = dialect.answers ? this.#firstDocument() : Promise.resolve()
    // Not everybody waits for it.
    this.synced.catch(() => undefined)
  }

  /**
   * Connects, and says what a client of this server says first.
   * @param options `onMessage` is set before anything can arrive; `stateVector` says what the client has already
   */
  static open(
    port: number,
    dialect: Dialect,
    room: string,
    options: { onMessage?: (message: Buffer) => void; stateVector?: Uint8Array } = {},
  ): Promise<LightSocket> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      socket.setNoDelay(true)
      socket.on('error', reject)
      socket.write(
        `GET ${dialect.path(room)} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\n` +
          `Connection: Upgrade\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n` +
          'Sec-WebSocket-Version: 13\r\n\r\n',
      )
      let head = Buffer.alloc(0)
      const onHead = (data: Buffer): void => {
        head = Buffer.concat([head, data])
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        socket.off('data', onHead)
        if (!head.toString('latin1').startsWith('HTTP/1.1 101')) {
          socket.destroy()
          reject(new Error(head.toString('latin1')))
          return
        }
        const light = new LightSocket(socket, dialect, room)
        light.onMessage = options.onMessage ?? null
        light.#frames.read(head.subarray(end + 4))
        socket.on('data', (more: Buffer) => light.#frames.read(more))
        for (const message of dialect.hello(options.stateVector ?? EMPTY_STATE_VECTOR)) light.send(message)
        resolve(light)
      }
      socket.on('data', onHead)
    })
  }

  /** Sends a message of y-protocols. */
  send(message: Uint8Array): void {
    this.#socket.write(maskedFrame(this.#prefix, message))
  }

  /** Reads nothing any more, as a device that has gone to sleep. */
  stall(): void {
    this.#socket.pause()
  }

  /** Reads what has come meanwhile. */
  resume(): void {
    this.#socket.resume()
  }

  close(): void {
    this.#socket.destroy()
  }

  #firstDocument(): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => {
        reject(new Error(`The server did not send the document within ${DOCUMENT_MS / 1000} s`))
      }, DOCUMENT_MS)
      this.#tellSynced = () => {
        clearTimeout(giveUp)
        resolve()
      }
      void this.closed.then(() =>
        reject(new Error(`The server closed a socket with ${this.closedWith} before it sent the document`)),
      )
    })
  }

  #take(opcode: number, payload: Buffer): void {
    if (opcode === 8) {
      this.closedWith = payload.length >= 2 ? payload.readUInt16BE(0) : 1005
    } else if (opcode === 9) {
      this.#socket.write(maskedFrame(new Uint8Array(), payload, 10))
    } else if (payload.length > this.#prefix.length) {
      this.#count(this.#prefix.length === 0 ? payload : payload.subarray(this.#prefix.length))
    }
  }

  #count(message: Buffer): void {
    const [type, step] = message
    if (type === MESSAGE.sync && step === SYNC_STEP.update) this.deliveries += 1
    else if (type === MESSAGE.awareness) this.deliveries += entriesIn(message)
    else if ((type === MESSAGE.sync && step === SYNC_STEP.missing) || type === MESSAGE.gzip) this.#tellSynced()
    this.onMessage?.(message)
  }
}

/** How many states an awareness message holds: a varUint after the length of its body. */
function entriesIn(message: Buffer): number {
  let at = 1
  while (((message[at] ?? 0) & 0x80) !== 0) at += 1
  at += 1
  let count = 0
  let factor = 1
  for (;;) {
    const byte = message[at] ?? 0
    count += (byte & 0x7f) * factor
    if (byte < 0x80) return count
    factor *= 128
    at += 1
  }
}
