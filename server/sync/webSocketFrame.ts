/** Above this a message goes out as fragments, so that pings and closing need not wait for all of it. */
const FRAGMENT_BYTES = 64 * 1024

const FIN = 0x80
const CONTINUATION = 0
const BINARY = 2

/** Bytes of the header of an unmasked frame with so much in it (RFC 6455, 5.2). */
function headerBytes(payloadBytes: number): number {
  return payloadBytes < 126 ? 2 : payloadBytes < 65_536 ? 4 : 10
}

function writeHeader(target: Buffer, firstByte: number, payloadBytes: number): number {
  target[0] = firstByte
  if (payloadBytes < 126) {
    target[1] = payloadBytes
    return 2
  }
  if (payloadBytes < 65_536) {
    target[1] = 126
    target.writeUInt16BE(payloadBytes, 2)
    return 4
  }
  target[1] = 127
  target.writeUInt32BE(0, 2)
  target.writeUInt32BE(payloadBytes, 6)
  return 10
}

/** One binary message as one unmasked frame, made of pieces that are copied once. */
export function binaryFrame(...pieces: readonly Uint8Array[]): Buffer {
  let payloadBytes = 0
  for (const piece of pieces) payloadBytes += piece.length
  const frame = Buffer.allocUnsafe(headerBytes(payloadBytes) + payloadBytes)
  let at = writeHeader(frame, FIN | BINARY, payloadBytes)
  for (const piece of pieces) {
    frame.set(piece, at)
    at += piece.length
  }
  return frame
}

/** One binary message as as many frames as it needs, each small enough to be sent while others wait. */
export function binaryFrames(...pieces: readonly Uint8Array[]): Buffer[] {
  let payloadBytes = 0
  for (const piece of pieces) payloadBytes += piece.length
  if (payloadBytes <= FRAGMENT_BYTES) return [binaryFrame(...pieces)]
  const whole = Buffer.concat(pieces, payloadBytes)
  const frames: Buffer[] = []
  for (let start = 0; start < payloadBytes; start += FRAGMENT_BYTES) {
    const part = whole.subarray(start, start + FRAGMENT_BYTES)
    const last = start + FRAGMENT_BYTES >= payloadBytes
    const frame = Buffer.allocUnsafe(headerBytes(part.length) + part.length)
    const at = writeHeader(frame, (last ? FIN : 0) | (start === 0 ? BINARY : CONTINUATION), part.length)
    frame.set(part, at)
    frames.push(frame)
  }
  return frames
}
