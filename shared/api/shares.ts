import { z } from 'zod'

/** A link that lets people in to one board. Its address is told once, when it is made. */
export const shareSchema = z
  .object({
    id: z.string(),
    boardId: z.string(),
    role: z.literal('editor'),
    createdAt: z.string(),
    createdBy: z.object({ name: z.string(), discipline: z.string() }).nullable(),
  })
  .meta({ id: 'Share' })

export type Share = z.infer<typeof shareSchema>

export const newShareSchema = shareSchema
  .extend({
    url: z.string(),
    /** Why others cannot reach the address, in a sentence; null where they can. */
    hint: z.string().nullable(),
  })
  .meta({ id: 'NewShare' })

export type NewShare = z.infer<typeof newShareSchema>
