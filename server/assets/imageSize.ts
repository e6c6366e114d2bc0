import { API_LIMITS } from '../../shared/api/limits.ts'

/** How many pixels an image says it has, before anybody decodes it. */
export interface ImageSize {
  width: number
  height: number
}

/** What reads the size of one format: null where the bytes are of another one, or say nothing of it. */
type SizeReader = (bytes: DataView) => ImageSize | null

/**
 * The size that the head of a PNG, JPEG, GIF, WebP or AVIF names, told by its content alone; of several frames or
 * items the largest. Null for anything else, and where the head is cut off.
 */
export function imageSizeOf(bytes: Uint8Array): ImageSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (const read of READERS) {
    try {
      const size = read(view)
      if (size) return size
    } catch (error) {
      // Reading past the end: the head is cut off.
      if (!(error instanceof RangeError)) throw error
    }
  }
  return null
}

/** Whether an image of this size would take more memory to show than anybody should be made to spend. */
export function isTooManyPixels({ width, height }: ImageSize): boolean {
  return width * height > API_LIMITS.imagePixels || Math.max(width, height) > API_LIMITS.imageSide
}

/** PNG (ISO/IEC 15948): IHDR is the first chunk. */
const readPng: SizeReader = (view) => {
  if (view.getUint32(0) !== 0x89504e47 || textAt(view, 12) !== 'IHDR') return null
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** GIF89a: a frame may be larger than the screen that the head names. */
const readGif: SizeReader = (view) => {
  if (textAt(view, 0) !== 'GIF8') return null
  let size = { width: view.getUint16(6, true), height: view.getUint16(8, true) }
  let at = 13 + colourTableBytes(view.getUint8(10))
  while (at < view.byteLength) {
    const block = view.getUint8(at)
    if (block === 0x21) at = afterSubBlocks(view, at + 2)
    else if (block === 0x2c && at + 10 < view.byteLength) {
      size = largest(size, {
        width: view.getUint16(at + 1, true) + view.getUint16(at + 5, true),
        height: view.getUint16(at + 3, true) + view.getUint16(at + 7, true),
      })
      at = afterSubBlocks(view, at + 11 + colourTableBytes(view.getUint8(at + 9)))
    } else break
  }
  return size
}

function colourTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

function afterSubBlocks(view: DataView, start: number): number {
  let at = start
  while (at < view.byteLength && view.getUint8(at) !== 0) at += view.getUint8(at) + 1
  return at + 1
}

/** JPEG (ITU-T T.81): a start of frame, which may be any of SOF0 to SOF15 but for the tables among them. */
const readJpeg: SizeReader = (view) => {
  if (view.getUint16(0) !== 0xffd8) return null
  let at = 2
  for (;;) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    // Fill bytes, and markers that stand alone.
    if (marker === 0xff) at += 1
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    else at += 2 + Math.max(2, view.getUint16(at + 2))
  }
}

/** WebP: the first chunk of its RIFF names the canvas or the one frame. */
const readWebp: SizeReader = (view) => {
  if (textAt(view, 0) !== 'RIFF' || textAt(view, 8) !== 'WEBP') return null
  const chunk = textAt(view, 12)
  if (chunk === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (chunk !== 'VP8X') return null
  return { width: (view.getUint32(24, true) & 0xffffff) + 1, height: (view.getUint32(26, true) >>> 8) + 1 }
}

/** Properties of AVIF's items come before its pixels; further than this nobody writes them. */
const AVIF_HEAD_BYTES = 256 * 1024

/** AVIF: each item has an `ispe` box (ISO/IEC 23008-12), the whole picture and its tiles. */
const readAvif: SizeReader = (view) => {
  if (textAt(view, 4) !== 'ftyp') return null
  let size: ImageSize | null = null
  const end = Math.min(view.byteLength, AVIF_HEAD_BYTES) - 16
  for (let at = 8; at <= end; at += 1) {
    if (view.getUint8(at) !== 0x69 || textAt(view, at) !== 'ispe') continue
    size = largest(size, { width: view.getUint32(at + 8), height: view.getUint32(at + 12) })
  }
  return size
}

const READERS: readonly SizeReader[] = [readPng, readJpeg, readGif, readWebp, readAvif]

function largest(a: ImageSize | null, b: ImageSize): ImageSize {
  return a ? { width: Math.max(a.width, b.width), height: Math.max(a.height, b.height) } : b
}

function textAt(view: DataView, at: number): string {
  const codes = [0, 1, 2, 3].map((offset) => view.getUint8(at + offset))
  return String.fromCharCode(...codes)
}
