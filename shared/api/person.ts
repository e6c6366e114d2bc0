import { z } from 'zod'
import { API_LIMITS } from './limits.ts'
import { optionalLine, requiredLine } from './text.ts'

/** A person as others see them. */
export const personSchema = z.object({ name: z.string(), discipline: z.string() }).meta({ id: 'Person' })

export type Person = z.infer<typeof personSchema>

/** Who I am here, and what I may do. */
export const meSchema = z
  .object({
    name: z.string(),
    discipline: z.string(),
    /** Null until a name was given. */
    personId: z.string().nullable(),
    /**
     * `owner` of the workspace, `member` who signed on, `guest` of the boards whose link was opened, a script with a
     * `token`, or `none`.
     */
    role: z.enum(['owner', 'member', 'guest', 'token', 'none']),
    signedIn: z.boolean(),
    /** Whether this server asks for its workspace key. */
    authRequired: z.boolean(),
    /** Signed on for the first time, and has not said yet who they are to others. */
    isNew: z.boolean(),
    /** What the provider at which one can sign on is called; null where there is none. */
    signOnAt: z.string().nullable(),
    /** When one has to sign on again; null for whoever came otherwise. */
    signOnEndsAt: z.string().nullable(),
  })
  .meta({ id: 'Me' })

export type Me = z.infer<typeof meSchema>

export const putMeSchema = z
  .strictObject({ name: requiredLine(API_LIMITS.name), discipline: optionalLine(API_LIMITS.discipline) })
  .meta({ id: 'PutMe' })

export type PutMe = z.input<typeof putMeSchema>

export const signInSchema = z.strictObject({ key: z.string().min(1).max(API_LIMITS.key) }).meta({ id: 'SignIn' })

export const ticketSchema = z
  .object({ ticket: z.string(), expiresAt: z.string() })
  .meta({ id: 'Ticket', description: 'Good once, for one socket: /sync/<boardId>?ticket=…' })
