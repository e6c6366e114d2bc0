import { z } from 'zod'

/** What the operator has set for the pages. */
export const settingsSchema = z
  .object({
    /** The operator's own licence key of tldraw; null where there is none, which tldraw 3.x allows. */
    tldrawLicenseKey: z.string().nullable(),
  })
  .meta({ id: 'Settings' })

export type Settings = z.infer<typeof settingsSchema>
