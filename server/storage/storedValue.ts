import { crc32 } from 'node:zlib'

/**
 * How a value lies on disk: CRC-32 of what follows (4 bytes), the time it was written in milliseconds (a double, 8
 * bytes), the bytes themselves. The sum finds a torn page or a flipped bit before anybody merges it into a board.
 */
const HEADER_BYTES = 12

/** Bytes with the time they were written. */
export interface StoredValue {
  writtenAt: number
  bytes: Uint8Array
}

/** Wraps bytes for the disk. */
export function encodeStoredValue(value: StoredValue): Buffer {
  const framed = Buffer.allocUnsafe(HEADER_BYTES + value.bytes.byteLength)
  framed.writeDoubleBE(value.writtenAt, 4)
  framed.set(value.bytes, HEADER_BYTES)
  framed.writeUInt32BE(crc32(framed.subarray(4)), 0)
  return framed
}

/** Unwraps what the disk gave, as a copy of its own; null where it is damaged. */
export function decodeStoredValue(framed: Uint8Array): StoredValue | null {
  if (framed.byteLength < HEADER_BYTES) return null
  const view = new DataView(framed.buffer, framed.byteOffset, framed.byteLength)
  if (view.getUint32(0) !== crc32(framed.subarray(4))) return null
  return { writtenAt: view.getFloat64(4), bytes: new Uint8Array(framed.subarray(HEADER_BYTES)) }
}
