import { z } from 'zod'
import { ERROR_CODES } from '../errors.ts'

/** What every refused request is answered with: problem details of RFC 9457, with our stable `code`. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    /** A sentence a user understands. */
    detail: z.string(),
    code: z.enum(ERROR_CODES),
    /** Whether the same request may succeed later. */
    retryable: z.boolean(),
    /** Of a fault inside: what the operator finds it by in the log. */
    requestId: z.string().optional(),
    /** How many seconds to wait before the same request may succeed, where that is known. */
    retryAfter: z.number().int().optional(),
    /** The fields that were refused, by path. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })

export type Problem = z.infer<typeof problemSchema>
