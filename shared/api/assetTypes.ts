/** The images that boards take. Without zod, so that the canvas can use it. */
export const ASSET_TYPES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/svg+xml',
] as const

export type AssetType = (typeof ASSET_TYPES)[number]
