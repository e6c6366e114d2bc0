import { fileTypeFromBuffer } from 'file-type'
import { ASSET_TYPES, type AssetType } from '../../shared/api/assetTypes.ts'

/** What an image is by its content, whatever its name or header claims; null for anything that boards do not take. */
export async function imageTypeOf(bytes: Uint8Array): Promise<AssetType | null> {
  const detected = await fileTypeFromBuffer(bytes)
  const known = ASSET_TYPES.find((type) => type === detected?.mime)
  if (known) return known
  return isMarkup(detected?.mime) && looksLikeSvg(bytes) ? 'image/svg+xml' : null
}

/** An SVG is text: it is either not detected at all or taken for XML. */
function isMarkup(mime: string | undefined): boolean {
  return mime === undefined || mime === 'application/xml' || mime === 'text/xml'
}

function looksLikeSvg(bytes: Uint8Array): boolean {
  const start = new TextDecoder('utf-8').decode(bytes.subarray(0, 4_096))
  return BEFORE_SVG.test(start)
}

/**
 * A declaration, comments and a document type may come before the root element. A comment's text must not hold its own
 * end, or a row of comments could be read in exponentially many ways.
 */
const BEFORE_SVG =
  /^\uFEFF?\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->)[\s\S])*-->\s*|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?\s*>\s*)*<svg[\s>]/iu
