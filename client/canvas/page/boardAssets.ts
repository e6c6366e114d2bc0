import type { TLAssetStore } from '@tldraw/tldraw'
import type { Asset } from '../../../shared/api/assets.ts'
import { BASE_PATH } from '../../api/basePath.ts'
import { request } from '../../api/request.ts'

const PREFIX = 'asset:'

/** Where an image of a board is read from, by its source as the board holds it (`asset:<sha256>`). */
export function assetAddress(boardId: string, source: string): string {
  const sha256 = source.slice(PREFIX.length)
  return `${BASE_PATH}/api/v1/boards/${encodeURIComponent(boardId)}/assets/${encodeURIComponent(sha256)}`
}

/**
 * Keeps a board's images with its server. What a board refers to in any other way (another host, data in the document)
 * is not loaded.
 */
export function boardAssets(boardId: string): TLAssetStore {
  return {
    async upload(_asset, file, signal) {
      const { src } = await request<Asset>(`/api/v1/boards/${encodeURIComponent(boardId)}/assets`, {
        method: 'POST',
        body: file,
        ...(signal === undefined ? {} : { signal }),
      })
      return { src }
    },
    resolve(asset) {
      const source = asset.props.src
      return source?.startsWith(PREFIX) === true ? assetAddress(boardId, source) : null
    },
  }
}
