import { z } from 'zod'

export const assetSchema = z
  .object({
    /** What a board's shapes refer to: `asset:<sha256>`. */
    src: z.string(),
    sha256: z.string(),
    /** Where it is read from, for whoever may read the board. */
    url: z.string(),
    mimeType: z.string(),
    bytes: z.number().int(),
  })
  .meta({ id: 'Asset' })

export type Asset = z.infer<typeof assetSchema>
