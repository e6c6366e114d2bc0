import type { z } from 'zod'
import { problemSchema } from '../../../shared/api/problem.ts'

/** A JSON answer, for the description of a route. */
export function answer<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/** A JSON body that has to be there. */
export function body<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } }
}

/** An answer that says nothing. */
export const nothing = { description: 'Done' }

/** What every route may answer instead. */
export const problems = {
  default: {
    description: 'Refused; see `code`',
    content: { 'application/problem+json': { schema: problemSchema } },
  },
}
