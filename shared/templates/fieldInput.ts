import type { FieldError } from '../errors.ts'
import { isDay } from './day.ts'
import type { FieldDefinition } from './field.ts'
import { isAssetSource, isNumberIn } from './fieldValue.ts'
import type { KindDefinition } from './kind.ts'
import { parseReaction, parseReply, parseSignature, REACTIONS } from './sets.ts'
import { SHORT_TEXT_MAX, TEXT_MAX } from './textLimits.ts'

/** Most tags that somebody may write on a card, and most characters of one. */
export const TAGS_LIMIT = 50
export const TAG_LENGTH_LIMIT = 60
/** Most elements of a set that one request may bring. */
const SET_LIMIT = 500
const REPLY_LENGTH_LIMIT = 2_000

/** Most characters that a text field takes, or null for a field that is no text. */
export function textLimit(field: FieldDefinition): number | null {
  if (field.type === 'long-text') return TEXT_MAX
  return field.type === 'short-text' || field.type === 'person' ? SHORT_TEXT_MAX : null
}

/** Says in a sentence why an input is refused, or null where the field takes it. Null as input empties the field. */
export function validateFieldInput(field: FieldDefinition, input: unknown): string | null {
  if (input === null) return null
  switch (field.type) {
    case 'short-text':
    case 'person':
      return textMessage(field.title, input, SHORT_TEXT_MAX)
    case 'long-text':
      return textMessage(field.title, input, TEXT_MAX)
    case 'discipline':
    case 'card':
      return textMessage(field.title, input, TAG_LENGTH_LIMIT)
    case 'choice': {
      const ids = field.choices.map((choice) => choice.id)
      return typeof input === 'string' && ids.includes(input) ? null : `${field.title} is one of ${ids.join(', ')}.`
    }
    case 'number':
      return typeof input === 'number' && isNumberIn(field, input) ? null : numberMessage(field)
    case 'date':
      return typeof input === 'string' && isDay(input) ? null : `${field.title} is a day, written yyyy-mm-dd.`
    case 'yes-no':
      return typeof input === 'boolean' ? null : `${field.title} is true or false.`
    case 'image':
      return typeof input === 'string' && isAssetSource(input)
        ? null
        : `${field.title} is the src of an uploaded image.`
    case 'tags':
      return setMessage(field.title, input, TAGS_LIMIT, TAG_LENGTH_LIMIT, () => true, 'a word')
    case 'signatures':
      return setMessage(
        field.title,
        input,
        SET_LIMIT,
        SHORT_TEXT_MAX,
        (text) => parseSignature(text) !== null,
        'Name (discipline)',
      )
    case 'reactions':
      return setMessage(
        field.title,
        input,
        SET_LIMIT,
        TAG_LENGTH_LIMIT,
        (text) => parseReaction(text) !== null,
        `one of ${REACTIONS.map(({ symbol }) => symbol).join(', ')}, a space and who reacted`,
      )
    case 'thread':
      return setMessage(
        field.title,
        input,
        SET_LIMIT,
        REPLY_LENGTH_LIMIT,
        (text) => parseReply(text) !== null,
        '<time in ISO 8601> Name (discipline): text',
      )
  }
}

/**
 * What is wrong with the fields given for a card, one entry a field, its path starting with `fields.`; empty where all
 * is well. Fields may be left out; a field that the kind does not have is refused.
 */
export function validateFieldsInput(kind: KindDefinition, input: Readonly<Record<string, unknown>>): FieldError[] {
  const fieldById = new Map(kind.fields.map((field) => [field.id, field]))
  return Object.entries(input).flatMap(([id, value]) => {
    const field = fieldById.get(id)
    const message = field ? validateFieldInput(field, value) : `${kind.title} has no field of this name.`
    return message === null ? [] : [{ path: `fields.${id}`, message }]
  })
}

function textMessage(title: string, input: unknown, limit: number): string | null {
  if (typeof input !== 'string') return `${title} is a text.`
  if (input.length > limit) return `${title} has at most ${limit} characters; these are ${input.length}.`
  // Half a surrogate pair does not survive UTF-8, so it would read differently after a reload.
  return input.isWellFormed() ? null : `${title} holds half a character.`
}

function numberMessage(field: { title: string; min?: number; max?: number; integer?: boolean }): string {
  const what = field.integer === true ? 'a whole number' : 'a number'
  if (field.min !== undefined && field.max !== undefined) {
    return `${field.title} is ${what} from ${field.min} to ${field.max}.`
  }
  if (field.min !== undefined) return `${field.title} is ${what} of ${field.min} or more.`
  if (field.max !== undefined) return `${field.title} is ${what} of ${field.max} or less.`
  return `${field.title} is ${what}.`
}

function setMessage(
  title: string,
  input: unknown,
  most: number,
  length: number,
  isElement: (text: string) => boolean,
  form: string,
): string | null {
  if (!Array.isArray(input)) return `${title} is a list of words.`
  if (input.length > most) return `${title} has at most ${most} entries.`
  for (const element of input) {
    const message = textMessage(`Each entry of ${title}`, element, length)
    if (message !== null) return message
    if (!isElement(element as string)) return `Each entry of ${title} is ${form}.`
  }
  return null
}
