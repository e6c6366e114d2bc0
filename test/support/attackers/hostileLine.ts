import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { Target } from './attack.ts'

const CLOSE = 8
/** What waits to be sent at most: an attacker that the server does not read from stops. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024

/** A line to the server after the handshake, for bytes that no WebSocket library would write. */
export class HostileLine {
  /** Resolves when the line is gone, with the code of the server's closing frame, or null where none came. */
  readonly closed: Promise<number | null>
  isOpen = true
  /** Bytes the server sent. */
  received = 0
  readonly #socket: Socket
  #code: number | null = null
  #head: Buffer = Buffer.alloc(0)
  /** Bytes of the present frame that are still to come and of no interest. */
  #skip = 0

  private constructor(socket: Socket) {
    this.#socket = socket
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.isOpen = false
        resolve(this.#code)
      })
    })
    socket.on('end', () => socket.destroy())
    socket.on('data', (data: Buffer) => this.#take(data))
  }

  /** @param query what follows the `?` */
  static open({ port, boardId }: Target, query = 'v=1&name=Mallory'): Promise<HostileLine> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      socket.setNoDelay(true)
      socket.once('error', reject)
      socket.once('close', () => reject(new Error('the handshake was refused')))
      socket.write(handshake(port, boardId, query))
      let head = Buffer.alloc(0)
      const onData = (data: Buffer): void => {
        head = Buffer.concat([head, data])
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        socket.off('data', onData)
        if (!head.toString('latin1').startsWith('HTTP/1.1 101')) {
          socket.destroy()
          return
        }
        socket.off('error', reject).on('error', () => undefined)
        const line = new HostileLine(socket)
        line.#take(head.subarray(end + 4))
        resolve(line)
      }
      socket.on('data', onData)
    })
  }

  /** Writes bytes as they are. */
  write(bytes: Uint8Array): void {
    if (this.isOpen && this.#socket.writableLength < MAX_WAITING_BYTES) this.#socket.write(bytes)
  }

  /** Writes a message in one well-formed binary frame. */
  send(message: Uint8Array): void {
    this.write(maskedFrame(0x82, message))
  }

  /** Reads nothing any more. */
  stall(): void {
    this.#socket.pause()
  }

  close(): void {
    this.#socket.destroy()
  }

  #take(data: Buffer): void {
    this.received += data.length
    let rest = data
    while (rest.length > 0) {
      if (this.#skip > 0) {
        const skipped = Math.min(this.#skip, rest.length)
        this.#skip -= skipped
        rest = rest.subarray(skipped)
        continue
      }
      const bytes = this.#head.length === 0 ? rest : Buffer.concat([this.#head, rest])
      this.#head = bytes
      const second = bytes[1]
      if (second === undefined) return
      const lengthBytes = second === 126 ? 2 : second === 127 ? 8 : 0
      const isClose = ((bytes[0] ?? 0) & 0x0f) === CLOSE
      if (bytes.length < 2 + lengthBytes + (isClose && second >= 2 ? 2 : 0)) return
      if (isClose) {
        this.#code = second >= 2 ? bytes.readUInt16BE(2) : 1005
        this.#socket.destroy()
        return
      }
      this.#skip =
        lengthBytes === 0 ? second : lengthBytes === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
      this.#head = Buffer.alloc(0)
      rest = bytes.subarray(2 + lengthBytes)
    }
  }
}

/** The request with which a socket is opened. */
export function handshake(port: number, boardId: string, query: string): string {
  return (
    `GET /sync/${boardId}?${query} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\n` +
    `Connection: Upgrade\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n` +
    'Sec-WebSocket-Version: 13\r\n\r\n'
  )
}

/** A frame with a mask of zeros, which leaves its contents as they are. */
export function maskedFrame(firstByte: number, payload: Uint8Array): Buffer {
  const header = frameHead(firstByte, payload.length)
  return Buffer.concat([header, payload])
}

/** The head of a masked frame that says it holds so many bytes. */
export function frameHead(firstByte: number, payloadBytes: number): Buffer {
  if (payloadBytes < 126) return Buffer.of(firstByte, 0x80 | payloadBytes, 0, 0, 0, 0)
  if (payloadBytes < 65_536) {
    return Buffer.of(firstByte, 0xfe, payloadBytes >> 8, payloadBytes & 0xff, 0, 0, 0, 0)
  }
  const head = Buffer.alloc(14)
  head[0] = firstByte
  head[1] = 0xff
  head.writeBigUInt64BE(BigInt(payloadBytes), 2)
  return head
}
