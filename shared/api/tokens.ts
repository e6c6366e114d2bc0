import { z } from 'zod'
import { TOKEN_SCOPES } from '../access/tokenScopes.ts'
import { API_LIMITS } from './limits.ts'
import { personSchema } from './person.ts'
import { idSchema, momentSchema, requiredLine } from './text.ts'

/** What lets a script in. The token itself is told once, when it is made. */
export const tokenSchema = z
  .object({
    id: z.string(),
    label: z.string(),
    scopes: z.array(z.enum(TOKEN_SCOPES)),
    /** The one board that it is for; null for all. */
    boardId: z.string().nullable(),
    createdAt: z.string(),
    createdBy: personSchema.nullable(),
    /** When it ends by itself; null for not at all. */
    expiresAt: z.string().nullable(),
    hasEnded: z.boolean(),
    /** When it was last used, to the day; null for never. */
    seenAt: z.string().nullable(),
  })
  .meta({ id: 'Token' })

export type Token = z.infer<typeof tokenSchema>

export const createTokenSchema = z
  .strictObject({
    label: requiredLine(API_LIMITS.label),
    scopes: z.array(z.enum(TOKEN_SCOPES)).min(1, 'Choose at least one scope.').max(TOKEN_SCOPES.length),
    boardId: idSchema.nullable().default(null),
    expiresAt: momentSchema.nullable().default(null),
  })
  .meta({ id: 'CreateToken' })

export type CreateToken = z.input<typeof createTokenSchema>

export const newTokenSchema = tokenSchema.extend({ token: z.string() }).meta({ id: 'NewToken' })

export type NewToken = z.infer<typeof newTokenSchema>
