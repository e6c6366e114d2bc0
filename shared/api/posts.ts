import { z } from 'zod'
import { cardSchema } from './cards.ts'
import { API_LIMITS } from './limits.ts'
import { daySchema, optionalLine, optionalText, requiredText } from './text.ts'

/** What somebody learned, sent to a wall from outside the canvas. Which of these a kind takes is its own to say. */
export const createPostSchema = z
  .strictObject({
    text: requiredText(API_LIMITS.paragraph),
    /** A kind of the wall's template; left out: its plainest. */
    kind: z.string().min(1).max(100).optional(),
    author: optionalLine(API_LIMITS.name).optional(),
    discipline: optionalLine(API_LIMITS.discipline).optional(),
    tags: z.array(optionalLine(60)).max(50).optional(),
    happenedOn: daySchema.optional(),
    /** What a failure taught. */
    lesson: optionalText(API_LIMITS.paragraph).optional(),
    /** Whom thanks go to. */
    to: optionalLine(API_LIMITS.name).optional(),
    /** From where it was sent; the posting page says whether it is open on a phone. */
    source: z.enum(['api', 'page', 'phone', 'chat']).default('api'),
  })
  .meta({ id: 'CreatePost' })

export type CreatePost = z.input<typeof createPostSchema>

/** A post is a card like any other. */
export const postSchema = cardSchema.meta({ id: 'Post' })

export type Post = z.infer<typeof postSchema>

/** The header under which a post can be sent again without being there twice. */
export const idempotencyHeader = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(200)
    .regex(/^[\x20-\x7e]+$/u, 'An Idempotency-Key is printable ASCII.')
    .optional(),
})
