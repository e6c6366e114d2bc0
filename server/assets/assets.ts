import { API_LIMITS } from '../../shared/api/limits.ts'
import type { AssetType } from '../../shared/api/assetTypes.ts'
import type { BoardReading } from '../../shared/board/read.ts'
import { readerOf } from '../../shared/board/read.ts'
import { BetwixtError } from '../../shared/errors.ts'
import type { BlobStore } from '../storage/blobStore.ts'
import type { Catalog, CatalogView } from '../storage/catalog.ts'
import type { BoardAccess } from '../sync/boardAccess.ts'
import { imageSizeOf, isTooManyPixels } from './imageSize.ts'
import { imageTypeOf } from './imageType.ts'
import { sanitizeSvg } from './sanitizeSvg.ts'
import { svgWeight } from './svgWeight.ts'

/** An image that a board keeps. */
export interface StoredAsset {
  sha256: string
  mimeType: AssetType
  bytes: number
}

/** Images of boards: taken in, handed out, swept away when nothing refers to them any more. */
export class Assets {
  readonly #catalog: Catalog
  readonly #blobs: BlobStore
  readonly #content: BoardAccess
  /** One upload or sweep at a time: a sweep must not delete bytes that an upload has just found to be there. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(catalog: Catalog, blobs: BlobStore, content: BoardAccess) {
    this.#catalog = catalog
    this.#blobs = blobs
    this.#content = content
  }

  /**
   * Keeps an image for a board. An SVG is kept without whatever could run or load.
   * @throws BetwixtError `invalid-request` for nothing, `unsupported-media-type`, `too-large`, `limit-reached`,
   * `storage-unwritable`
   */
  async add(boardId: string, given: Uint8Array): Promise<StoredAsset> {
    if (given.byteLength === 0) throw new BetwixtError('invalid-request', 'This file is empty.')
    const mimeType = await imageTypeOf(given)
    if (mimeType === null) throw noImage()
    const isSvg = mimeType === 'image/svg+xml'
    if (!isSvg) checkedSize(given)
    const bytes = isSvg ? cleanSvg(given) : given
    return this.#inTurn(async () => {
      const sha256 = await this.#blobs.put(bytes)
      const asset = { sha256, mimeType, bytes: bytes.byteLength }
      await this.#register(boardId, asset)
      return asset
    })
  }

  /**
   * An image of a board: one that was uploaded to it, or one that a shape on it shows (pasted from another board).
   * Null when the board has no such image.
   */
  async get(boardId: string, sha256: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; mimeType: string } | null> {
    const known = this.#catalog.get('boards', boardId)?.assets[sha256]
    if (!known && !(await this.#content.read(boardId, (doc) => shownAssets(readerOf(doc)).includes(sha256)))) {
      return null
    }
    const bytes = await this.#blobs.get(sha256)
    if (bytes === null) return null
    if (known) return { bytes, mimeType: known.mimeType }
    const mimeType = await imageTypeOf(bytes)
    if (mimeType === null) return null
    // From now on it is this board's as well, and stays when the board it came from is deleted. What the disk refuses
    // now is tried again the next time somebody looks.
    const asset = { sha256, mimeType, bytes: bytes.byteLength }
    await this.#inTurn(() => this.#register(boardId, asset)).catch(() => undefined)
    return { bytes, mimeType }
  }

  /** Deletes those of these images that no board and no record has. */
  sweep(sha256s: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      const used = usedAssets(this.#catalog)
      for (const sha256 of sha256s) if (!used.has(sha256)) await this.#blobs.delete(sha256)
    })
  }

  async #register(boardId: string, { sha256, mimeType, bytes }: StoredAsset): Promise<void> {
    await this.#catalog.write((now) => {
      const board = now.get('boards', boardId)
      if (!board) throw new BetwixtError('board-not-found', 'There is no such board. It may have been deleted.')
      if (Object.hasOwn(board.assets, sha256)) return []
      if (Object.keys(board.assets).length >= API_LIMITS.assetsPerBoard) {
        throw new BetwixtError('limit-reached', `A board holds at most ${API_LIMITS.assetsPerBoard} images.`)
      }
      if (bytesOfAll(now) + bytes > API_LIMITS.allAssetBytes) {
        throw new BetwixtError('limit-reached', 'The images of all boards take up all the room there is for them.')
      }
      return [{ put: 'boards', entry: { ...board, assets: { ...board.assets, [sha256]: { mimeType, bytes } } } }]
    })
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    // Whoever asked hears of a failure; the next in turn does not care.
    this.#turn = result.catch(() => undefined)
    return result
  }
}

function bytesOfAll(catalog: CatalogView): number {
  let sum = 0
  for (const { assets } of catalog.list('boards')) for (const { bytes } of Object.values(assets)) sum += bytes
  return sum
}

/** The images that a board shows, by the SHA-256 in the address of each asset record. */
export function shownAssets(reading: BoardReading): string[] {
  const found = new Set<string>()
  for (const record of reading.records.values()) {
    const props: { src?: unknown } = record.typeName === 'asset' ? record.props : {}
    const sha256 = typeof props.src === 'string' ? /^asset:([0-9a-f]{64})$/u.exec(props.src)?.[1] : undefined
    if (sha256 !== undefined) found.add(sha256)
  }
  return [...found]
}

function usedAssets(catalog: CatalogView): Set<string> {
  const used = new Set<string>()
  for (const board of catalog.list('boards')) for (const sha256 of Object.keys(board.assets)) used.add(sha256)
  for (const { body } of catalog.list('records')) {
    for (const sha256 of [...body.assets, body.snapshotSha256, body.readingSha256]) used.add(sha256)
  }
  return used
}

function checkedSize(given: Uint8Array): void {
  const size = imageSizeOf(given)
  // Without a size there is no picture in it, whatever its first bytes are.
  if (size === null || size.width === 0 || size.height === 0) throw noImage()
  if (isTooManyPixels(size)) {
    const { imagePixels, imageSide } = API_LIMITS
    throw new BetwixtError(
      'too-large',
      `An image has at most ${imagePixels / 1_000_000} million pixels and ${imageSide} on a side; this one has ${size.width} × ${size.height}. Make it smaller and send it again.`,
    )
  }
}

function cleanSvg(given: Uint8Array): Uint8Array {
  if (given.byteLength > API_LIMITS.svgBytes) {
    throw new BetwixtError('too-large', `An SVG has at most ${API_LIMITS.svgBytes} bytes.`)
  }
  const text = new TextDecoder().decode(given)
  if (partsOf(text) > API_LIMITS.svgParts) {
    throw new BetwixtError('too-large', `An SVG has at most ${API_LIMITS.svgParts} elements and entities.`)
  }
  const clean = sanitizeSvg(text)
  if (clean === null) throw noImage()
  if (svgWeight(clean) > API_LIMITS.svgDrawn) {
    throw new BetwixtError('too-large', `An SVG draws at most ${API_LIMITS.svgDrawn} elements, repeated ones included.`)
  }
  return new TextEncoder().encode(clean)
}

/** Tags, comments and entities: cleaning takes quadratic time in how many are nested, so they are counted first. */
function partsOf(text: string): number {
  let parts = 0
  for (const character of text) if (character === '<' || character === '&') parts += 1
  return parts
}

function noImage(): BetwixtError {
  return new BetwixtError('unsupported-media-type', 'Boards take PNG, JPEG, GIF, WebP, AVIF and SVG images.')
}
