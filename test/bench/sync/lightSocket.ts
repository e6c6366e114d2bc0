import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { MESSAGE } from '../../../shared/sync/protocol.ts'
import { SYNC_STEP } from '../../../shared/sync/messages.ts'

/**
 * A client that counts what it gets and holds nothing, so that hundreds of them leave the processor to the server
 * under test. It reads just enough of RFC 6455 for what servers send.
 */
export class LightSocket {
  /** Document updates and presence states of others that arrived. */
  deliveries = 0
  /** Called with each message, if set: for the few sockets at which latency is looked at. */
  onMessage: ((message: Buffer) => void) | null = null
  readonly #socket: Socket
  #rest: Buffer = Buffer.alloc(0)

  private constructor(socket: Socket) {
    this.#socket = socket
  }

  static open(port: number, path: string): Promise<LightSocket> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      socket.setNoDelay(true)
      socket.on('error', reject)
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
      )
      let head = Buffer.alloc(0)
      const onHead = (data: Buffer): void => {
        head = Buffer.concat([head, data])
        const end = head.indexOf('\r\n\r\n')
        if (end < 0) return
        if (!head.toString('latin1').startsWith('HTTP/1.1 101')) {
          reject(new Error(head.toString('latin1')))
          return
        }
        socket.off('data', onHead)
        const light = new LightSocket(socket)
        light.#take(head.subarray(end + 4))
        socket.on('data', (more: Buffer) => light.#take(more))
        resolve(light)
      }
      socket.on('data', onHead)
    })
  }

  send(message: Uint8Array): void {
    const header = message.length < 126 ? 2 : 4
    const frame = Buffer.alloc(header + 4 + message.length)
    frame[0] = 0x82
    if (header === 2) frame[1] = 0x80 | message.length
    else {
      frame[1] = 0x80 | 126
      frame.writeUInt16BE(message.length, 2)
    }
    // A mask of zeros leaves the bytes as they are.
    frame.set(message, header + 4)
    this.#socket.write(frame)
  }

  close(): void {
    this.#socket.destroy()
  }

  #take(data: Buffer): void {
    const bytes = this.#rest.length === 0 ? data : Buffer.concat([this.#rest, data])
    let at = 0
    for (;;) {
      if (bytes.length - at < 2) break
      let length = (bytes[at + 1] ?? 0) & 0x7f
      let header = 2
      if (length === 126) {
        header = 4
        if (bytes.length - at < header) break
        length = bytes.readUInt16BE(at + 2)
      } else if (length === 127) {
        header = 10
        if (bytes.length - at < header) break
        length = Number(bytes.readBigUInt64BE(at + 2))
      }
      if (bytes.length - at < header + length) break
      this.#count(bytes.subarray(at + header, at + header + length))
      at += header + length
    }
    this.#rest = at === bytes.length ? Buffer.alloc(0) : bytes.subarray(at)
  }

  #count(message: Buffer): void {
    if (message[0] === MESSAGE.sync && message[1] === SYNC_STEP.update) this.deliveries += 1
    else if (message[0] === MESSAGE.awareness) this.deliveries += entriesIn(message)
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
