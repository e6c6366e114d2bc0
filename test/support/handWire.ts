import type { CloseReason } from '../../shared/sync/closeCodes.ts'
import type { Wire } from '../../server/sync/wire.ts'

/** The server's end of a line that a test holds in its hands. */
export class HandWire implements Wire {
  /** Each write as it was made. */
  readonly writes: Uint8Array[] = []
  bufferedBytes = 0
  receivedBytes = 0
  closed: CloseReason | 'terminated' | null = null
  paused = false
  pings = 0
  /** Whether the other side takes what is written. */
  takes = true
  #onDrain: () => void = () => undefined
  /** Of a message that has not arrived whole. */
  #fragments: Uint8Array[] = []

  write(frames: Uint8Array): boolean {
    if (this.closed !== null) return true
    this.writes.push(frames.slice())
    if (!this.takes) this.bufferedBytes += frames.length
    return this.takes
  }

  onDrain(run: () => void): void {
    this.#onDrain = run
  }

  /** The other side takes all that waits. */
  drain(): void {
    this.bufferedBytes = 0
    this.#onDrain()
  }

  pause(): void {
    this.paused = true
  }

  resume(): void {
    this.paused = false
  }

  ping(): void {
    this.pings += 1
  }

  close(reason: CloseReason): void {
    this.closed ??= reason
  }

  terminate(): void {
    this.closed ??= 'terminated'
  }

  /** The messages written since the last call, taken out of their WebSocket frames. */
  messages(): Uint8Array[] {
    const bytes = Buffer.concat(this.writes.splice(0))
    const messages: Uint8Array[] = []
    let at = 0
    while (at < bytes.length) {
      const first = bytes.readUInt8(at)
      let length = bytes.readUInt8(at + 1)
      at += 2
      if (length === 126) {
        length = bytes.readUInt16BE(at)
        at += 2
      } else if (length === 127) {
        length = Number(bytes.readBigUInt64BE(at))
        at += 8
      }
      this.#fragments.push(bytes.subarray(at, at + length))
      at += length
      if ((first & 0x80) === 0) continue
      messages.push(Buffer.concat(this.#fragments))
      this.#fragments = []
    }
    return messages
  }
}
