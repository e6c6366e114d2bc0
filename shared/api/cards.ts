import { z } from 'zod'
import { idSchema } from './text.ts'

/** A value of a card's field; which one fits is the kind's to say. Null empties the field. */
const fieldValueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])

const fieldsSchema = z.record(z.string().max(100), fieldValueSchema)

export const cardSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    fields: fieldsSchema,
    /** The zone it lies in, by its id in the template; null for a card on the page. */
    zone: z.string().nullable(),
    template: z.string(),
  })
  .meta({ id: 'Card' })

export type Card = z.infer<typeof cardSchema>

export const createCardSchema = z
  .strictObject({
    kind: z.string().min(1).max(100),
    fields: fieldsSchema.default({}),
    zone: z.string().min(1).max(100).optional(),
  })
  .meta({ id: 'CreateCard' })

export type CreateCard = z.input<typeof createCardSchema>

export const patchCardSchema = z
  .strictObject({ fields: fieldsSchema.optional(), zone: z.string().min(1).max(100).optional() })
  .meta({ id: 'PatchCard' })

export type PatchCard = z.input<typeof patchCardSchema>

export const linkSchema = z
  .object({
    id: z.string(),
    from: z.string(),
    to: z.string(),
    /** The card that stands between the two, where their template has one there; null for a plain link. */
    card: z.string().nullable(),
  })
  .meta({ id: 'Link' })

export type Link = z.infer<typeof linkSchema>

export const createLinkSchema = z.strictObject({ from: idSchema, to: idSchema }).meta({ id: 'CreateLink' })
