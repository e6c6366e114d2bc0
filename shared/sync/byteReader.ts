/** Bytes that do not hold what their sender says they hold. The server closes the socket they came from. */
export class MalformedBytes extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'MalformedBytes'
  }
}

/**
 * Reads lib0's encodings from bytes nobody vouches for. It allocates nothing that the bytes only claim: every count
 * is held against what is left, every length against the end.
 */
export class ByteReader {
  readonly bytes: Uint8Array
  position: number
  readonly end: number

  constructor(bytes: Uint8Array, position = 0, end = bytes.length) {
    this.bytes = bytes
    this.position = position
    this.end = end
  }

  get remaining(): number {
    return this.end - this.position
  }

  byte(): number {
    const value = this.position < this.end ? this.bytes[this.position] : undefined
    if (value === undefined) throw new MalformedBytes('ends too early')
    this.position += 1
    return value
  }

  /** A varUint as lib0 writes it, at most `Number.MAX_SAFE_INTEGER`. */
  varUint(): number {
    let value = 0
    let factor = 1
    for (;;) {
      const byte = this.byte()
      value += (byte & 0x7f) * factor
      if (value > Number.MAX_SAFE_INTEGER) throw new MalformedBytes('number out of range')
      if (byte < 0x80) return value
      factor *= 128
    }
  }

  /** Steps over a varInt: its first byte holds six bits and the sign. */
  skipVarInt(): void {
    let byte = this.byte()
    let value = byte & 0x3f
    let factor = 64
    while (byte >= 0x80) {
      byte = this.byte()
      value += (byte & 0x7f) * factor
      factor *= 128
      if (value > Number.MAX_SAFE_INTEGER) throw new MalformedBytes('number out of range')
    }
  }

  /** A count of things of which each takes at least `bytesEach`: refused when that many cannot be left. */
  count(bytesEach: number): number {
    const count = this.varUint()
    if (count * bytesEach > this.remaining) throw new MalformedBytes('claims more than it holds')
    return count
  }

  skip(length: number): void {
    if (length > this.remaining) throw new MalformedBytes('ends too early')
    this.position += length
  }

  /** A length-prefixed piece, as a view of the same memory. */
  piece(): Uint8Array {
    const length = this.count(1)
    const start = this.position
    this.position += length
    return this.bytes.subarray(start, this.position)
  }

  /** Steps over a length-prefixed string; returns its length in UTF-16 units. Refuses what is not UTF-8. */
  skipString(): number {
    const length = this.count(1)
    const start = this.position
    this.position += length
    return utf16Length(this.bytes, start, this.position)
  }
}

/**
 * Length in UTF-16 units of well-formed UTF-8 (RFC 3629). Yjs clocks count those units, and lib0 throws on anything
 * that is not well-formed, in every browser it reaches.
 */
function utf16Length(bytes: Uint8Array, start: number, end: number): number {
  let units = 0
  let at = start
  while (at < end) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) {
      at += 1
      units += 1
      continue
    }
    const following =
      lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0
    if (following === 0 || at + following >= end) throw new MalformedBytes('not UTF-8')
    const second = bytes[at + 1] ?? 0
    // Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
    const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
    const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
    if (second < lowest || second > highest) throw new MalformedBytes('not UTF-8')
    for (let i = 2; i <= following; i++) {
      if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) throw new MalformedBytes('not UTF-8')
    }
    at += following + 1
    units += following === 3 ? 2 : 1
  }
  return units
}
