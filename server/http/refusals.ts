import { HTTPException } from 'hono/http-exception'
import type { z } from 'zod'
import { BetwixtError, type FieldError } from '../../shared/errors.ts'

/** A request whose body, query or path does not fit its schema, with every field that does not. */
export function schemaRefusal(error: z.core.$ZodError): BetwixtError {
  const fieldErrors = error.issues.flatMap(fieldErrorsOf)
  const first = fieldErrors[0]
  const message = first ? `${first.path === '' ? '' : `${first.path}: `}${first.message}` : 'This request does not fit.'
  return new BetwixtError('invalid-request', message, { fieldErrors })
}

const HONO_REFUSALS = new Map<number, BetwixtError>([
  [400, new BetwixtError('invalid-json', 'The body of this request is no valid JSON.')],
  [413, new BetwixtError('too-large', 'The body of this request is too large.')],
  [415, new BetwixtError('unsupported-media-type', 'Send the body as application/json.')],
])

/** What Hono refuses by itself, in our own words. */
export function translateHonoError(error: unknown): unknown {
  return error instanceof HTTPException ? (HONO_REFUSALS.get(error.status) ?? error) : error
}

function fieldErrorsOf(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'There is no such field.' }))
  }
  return [{ path: path.join('.'), message: sentenceOf(issue) }]
}

/** Zod's own messages are for programmers, and no sentences; those that our schemas set are. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.message.endsWith('.')) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? 'This is missing.'
        : `This has to be of the type ${issue.expected}.`
    case 'invalid_value':
      return `This is one of ${issue.values.map(String).join(', ')}.`
    case 'invalid_union':
      return 'This has none of the types that fit here.'
    case 'too_small':
      return `This is at least ${issue.minimum}${unitOf(issue.origin)}.`
    case 'too_big':
      return `This is at most ${issue.maximum}${unitOf(issue.origin)}.`
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'custom':
      return 'This does not have the form that it must have.'
  }
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters long'
  return origin === 'array' ? ' entries long' : ''
}
