import { z } from 'zod'
import { BOARD_ROLES, LINK_ROLES } from '../access/boardRights.ts'
import { API_LIMITS } from './limits.ts'
import { personSchema } from './person.ts'
import { idSchema, momentSchema, optionalLine } from './text.ts'

/** A link that lets people in to one board. Its address is told once, when it is made. */
export const shareSchema = z
  .object({
    id: z.string(),
    boardId: z.string(),
    role: z.enum(LINK_ROLES),
    /** What it is for; may be empty. */
    label: z.string(),
    createdAt: z.string(),
    createdBy: personSchema.nullable(),
    /** When it ends by itself; null for not at all. */
    expiresAt: z.string().nullable(),
    hasEnded: z.boolean(),
    /** The link that its maker came by, by its id: it is taken back and ends with that. Null for an owner's. */
    madeWith: z.string().nullable(),
    /** How many people opened it. */
    opened: z.number().int(),
    /** Who opened it, as far as they gave a name. */
    openedBy: z.array(personSchema),
  })
  .meta({ id: 'Share' })

export type Share = z.infer<typeof shareSchema>

export const createShareSchema = z
  .strictObject({
    role: z.enum(LINK_ROLES).default('editor'),
    label: optionalLine(API_LIMITS.label).default(''),
    expiresAt: momentSchema.nullable().default(null),
  })
  .meta({ id: 'CreateShare' })

export type CreateShare = z.input<typeof createShareSchema>

export const newShareSchema = shareSchema
  .extend({
    url: z.string(),
    /** Why others cannot reach the address, in a sentence; null where they can. */
    hint: z.string().nullable(),
  })
  .meta({ id: 'NewShare' })

export type NewShare = z.infer<typeof newShareSchema>

/** Somebody who came to a board by a link, or whom it was passed on to. */
export const boardGuestSchema = personSchema
  .extend({ personId: z.string(), role: z.enum(BOARD_ROLES), seenAt: z.string() })
  .meta({ id: 'BoardGuest' })

export type BoardGuest = z.infer<typeof boardGuestSchema>

export const passOnSchema = z.strictObject({ personId: idSchema }).meta({ id: 'PassOn' })
