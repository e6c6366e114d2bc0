/** A frame as a client has to send it. A mask of zeros leaves the bytes as they are. */
export function maskedFrame(prefix: Uint8Array, message: Uint8Array, opcode = 2): Buffer {
  const length = prefix.length + message.length
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.alloc(header + 4 + length)
  frame[0] = 0x80 | opcode
  if (header === 2) frame[1] = 0x80 | length
  else if (header === 4) {
    frame[1] = 0x80 | 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 0x80 | 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(prefix, header + 4)
  frame.set(message, header + 4 + prefix.length)
  return frame
}

/** Reads just enough of RFC 6455 for what servers send: frames without a mask, large messages in several of them. */
export class FrameReader {
  readonly #onMessage: (opcode: number, payload: Buffer) => void
  #chunks: Buffer[] = []
  #bytes = 0
  /** Nothing can be read before so many bytes are there: a large frame is joined once, not at each chunk. */
  #wanted = 2

  /** The pieces so far of a message that comes in several frames, and its opcode. */
  #pieces: Buffer[] = []
  #opcode = 0

  /** @param onMessage gets a view of the bytes read */
  constructor(onMessage: (opcode: number, payload: Buffer) => void) {
    this.#onMessage = onMessage
  }

  read(data: Buffer): void {
    this.#chunks.push(data)
    this.#bytes += data.length
    if (this.#bytes < this.#wanted) return
    const bytes = this.#chunks.length === 1 ? data : Buffer.concat(this.#chunks)
    const rest = bytes.subarray(this.#readFrames(bytes))
    this.#chunks = rest.length === 0 ? [] : [rest]
    this.#bytes = rest.length
  }

  /** Returns where the first unfinished frame begins. */
  #readFrames(bytes: Buffer): number {
    let at = 0
    for (;;) {
      const left = bytes.length - at
      const short = (bytes[at + 1] ?? 0) & 0x7f
      const header = short === 126 ? 4 : short === 127 ? 10 : 2
      if (left < 2 || left < header) {
        this.#wanted = left < 2 ? 2 : header
        return at
      }
      const length =
        header === 2 ? short : header === 4 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))
      if (left < header + length) {
        this.#wanted = header + length
        return at
      }
      this.#frame(bytes[at] ?? 0, bytes.subarray(at + header, at + header + length))
      at += header + length
    }
  }

  #frame(first: number, payload: Buffer): void {
    const isLast = (first & 0x80) !== 0
    const opcode = first & 0x0f
    // Pings and closes come whole, and may come in between.
    if (opcode >= 8 || (isLast && opcode !== 0)) {
      this.#onMessage(opcode, payload)
      return
    }
    if (opcode !== 0) this.#opcode = opcode
    this.#pieces.push(payload)
    if (!isLast) return
    const message = Buffer.concat(this.#pieces)
    this.#pieces = []
    this.#onMessage(this.#opcode, message)
  }
}
