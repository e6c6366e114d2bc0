import { crc32 } from 'node:zlib'

const TRAILER_BYTES = 8
const LONGEST_STORED_BLOCK = 65_535
const FLAG_HEADER_CRC = 2
const FLAG_EXTRA = 4
const FLAG_NAME = 8
const FLAG_COMMENT = 16

/** Size in bytes of what a single-member gzip file unpacks to (RFC 1952, ISIZE). */
export function unpackedBytes(gzipped: Uint8Array): number {
  return view(gzipped).getUint32(gzipped.length - 4, true)
}

/**
 * Puts bytes before what a gzip file unpacks to, without unpacking it: the prefix becomes a stored block in front of
 * the compressed ones (RFC 1951, 3.2.4), and the two checksums are combined. A board's state lies gzipped on disk and
 * leaves as part of a message; packing it anew would cost ten milliseconds for each who joins.
 *
 * @throws RangeError when this is not a gzip file or the prefix is longer than a stored block
 */
export function prefixGzip(prefix: Uint8Array, gzipped: Uint8Array): Uint8Array {
  if (prefix.length > LONGEST_STORED_BLOCK) throw new RangeError('prefix too long')
  const start = bodyStart(gzipped)
  const body = gzipped.subarray(start, gzipped.length - TRAILER_BYTES)
  const trailer = view(gzipped)
  const bodyCrc = trailer.getUint32(gzipped.length - TRAILER_BYTES, true)
  const bodyBytes = unpackedBytes(gzipped)

  const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff)
  const out = new Uint8Array(header.length + 5 + prefix.length + body.length + TRAILER_BYTES)
  const outView = view(out)
  out.set(header)
  let at = header.length
  out[at] = 0 // not the last block, stored
  outView.setUint16(at + 1, prefix.length, true)
  outView.setUint16(at + 3, ~prefix.length & 0xffff, true)
  at += 5
  out.set(prefix, at)
  at += prefix.length
  out.set(body, at)
  at += body.length
  outView.setUint32(at, combineCrc32(crc32(prefix), bodyCrc, bodyBytes), true)
  outView.setUint32(at + 4, (bodyBytes + prefix.length) >>> 0, true)
  return out
}

function bodyStart(gzipped: Uint8Array): number {
  if (gzipped.length < 18 || gzipped[0] !== 0x1f || gzipped[1] !== 0x8b) throw new RangeError('not a gzip file')
  const flags = gzipped[3] ?? 0
  let at = 10
  if ((flags & FLAG_EXTRA) !== 0) at += 2 + view(gzipped).getUint16(at, true)
  if ((flags & FLAG_NAME) !== 0) at = gzipped.indexOf(0, at) + 1
  if ((flags & FLAG_COMMENT) !== 0) at = gzipped.indexOf(0, at) + 1
  if ((flags & FLAG_HEADER_CRC) !== 0) at += 2
  return at
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

const POLYNOMIAL = 0xedb88320

/** CRC-32 of two pieces after one another, from the CRC of each: zlib's crc32_combine, by squaring the zero operator. */
function combineCrc32(first: number, second: number, secondBytes: number): number {
  let odd = new Uint32Array(32)
  odd[0] = POLYNOMIAL
  for (let bit = 1; bit < 32; bit++) odd[bit] = 1 << (bit - 1)
  let even = squared(odd) // two zero bits
  odd = squared(even) // four zero bits
  let crc = first
  let left = secondBytes
  while (left > 0) {
    even = squared(odd)
    if (left % 2 === 1) crc = times(even, crc)
    left = Math.floor(left / 2)
    if (left === 0) break
    odd = squared(even)
    if (left % 2 === 1) crc = times(odd, crc)
    left = Math.floor(left / 2)
  }
  return (crc ^ second) >>> 0
}

function times(matrix: Uint32Array, vector: number): number {
  let sum = 0
  for (let bit = 0, rest = vector >>> 0; rest !== 0; bit++, rest >>>= 1) {
    if ((rest & 1) === 1) sum ^= matrix[bit] ?? 0
  }
  return sum >>> 0
}

function squared(matrix: Uint32Array): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(matrix, (row) => times(matrix, row))
}
