import type { TLContent } from '@tldraw/tldraw'
import type { Asset } from '../../../shared/api/assets.ts'
import { request } from '../../api/request.ts'
import { assetAddress } from '../page/boardAssets.ts'

/**
 * Brings the images of a clip from the board it was copied from to this one, which keeps its own. Images that cannot
 * be brought are left as they are and show as missing.
 */
export async function adoptImages(content: TLContent, fromBoard: string | null, toBoard: string): Promise<TLContent> {
  if (fromBoard === null || fromBoard === toBoard) return content
  const assets = await Promise.all(
    content.assets.map(async (asset) => {
      const source = asset.props.src
      if (source?.startsWith('asset:') !== true) return asset
      try {
        const image = await fetch(assetAddress(fromBoard, source))
        if (!image.ok) return asset
        const path = `/api/v1/boards/${encodeURIComponent(toBoard)}/assets`
        await request<Asset>(path, { method: 'POST', body: await image.blob() })
      } catch {
        // The other board may be gone, or the server away; the rest of the clip is pasted all the same.
      }
      return asset
    }),
  )
  return { ...content, assets }
}
