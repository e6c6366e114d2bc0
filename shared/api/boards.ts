import { z } from 'zod'
import { BOARD_ROLES } from '../access/boardRights.ts'
import { API_LIMITS } from './limits.ts'
import { pageQuery } from './page.ts'
import { personSchema } from './person.ts'
import { requiredLine } from './text.ts'

export const boardSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    template: z.string(),
    createdAt: z.string(),
    updatedAt: z.string(),
    createdBy: personSchema.nullable(),
    /** Who changed it last; null where that is not known. */
    updatedBy: personSchema.nullable(),
    /** When it went into the trash; null for a board that is not there. */
    trashedAt: z.string().nullable(),
    /** What I may do on it. */
    role: z.enum(BOARD_ROLES),
    /** Left out of the list of boards unless that asks for hidden ones. */
    hidden: z.boolean(),
    /** Address of its picture, which changes with the picture; null as long as nobody made one. */
    thumbnail: z.string().nullable(),
    /** Who is on it now. */
    people: z.array(personSchema),
  })
  .meta({ id: 'Board' })

export type Board = z.infer<typeof boardSchema>

export const createBoardSchema = z
  .strictObject({
    title: requiredLine(API_LIMITS.title),
    /** A template's id. */
    template: z.string().max(100).default('blank'),
    example: z
      .union([z.boolean(), z.literal('all')])
      .default(false)
      .meta({
        description:
          'Fill it with the template’s example; `all`: with the examples of several templates beside each other, linked, on a board of the template named or of the first of them.',
      }),
  })
  .meta({ id: 'CreateBoard' })

export type CreateBoard = z.input<typeof createBoardSchema>

export const patchBoardSchema = z
  .strictObject({ title: requiredLine(API_LIMITS.title).optional(), hidden: z.boolean().optional() })
  .refine(
    ({ title, hidden }) => title !== undefined || hidden !== undefined,
    'Give a title, or say whether to hide it.',
  )
  .meta({ id: 'PatchBoard' })

export const listBoardsQuery = z.strictObject({
  search: z.string().max(API_LIMITS.search).optional(),
  trashed: z.enum(['true', 'false']).default('false'),
  /** Hidden boards instead of those that are listed. */
  hidden: z.enum(['true', 'false']).default('false'),
  ...pageQuery,
})
