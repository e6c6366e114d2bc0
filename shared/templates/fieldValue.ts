import type {
  CardFields,
  FieldDefinition,
  FieldValue,
  LongTextField,
  PersonField,
  RawFieldValue,
  ReactionsField,
  ShortTextField,
  SignaturesField,
  TagsField,
  ThreadField,
} from './field.ts'
import { findDiscipline } from '../disciplines.ts'
import { isDay } from './day.ts'
import type { FieldsOf, KindDefinition } from './kind.ts'
import { countReactions, parseReaction, parseReply, parseSignature } from './sets.ts'

type TextField = ShortTextField | LongTextField | PersonField
type SetField = TagsField | SignaturesField | ReactionsField | ThreadField

/** Whether a field's text is edited together, letter by letter, and so lives in a Y.Text. */
export function isTextField(field: FieldDefinition): field is TextField {
  return field.type === 'short-text' || field.type === 'long-text' || field.type === 'person'
}

/** Whether a field is a set, whose elements several people can add and take out at once. */
export function isSetField(field: FieldDefinition): field is SetField {
  return field.type === 'tags' || field.type === 'signatures' || field.type === 'reactions' || field.type === 'thread'
}

/** What an empty field of this type holds. */
export function emptyFieldValue(field: FieldDefinition): RawFieldValue {
  if (isTextField(field)) return ''
  return isSetField(field) ? [] : null
}

/** The fields of a new card of a kind, each empty. */
export function emptyFields(kind: KindDefinition): Record<string, RawFieldValue> {
  return Object.fromEntries(kind.fields.map((field) => [field.id, emptyFieldValue(field)]))
}

/** A field as it stands among a card's own fields; null where it is missing. */
export function rawField(fields: CardFields, id: string): RawFieldValue {
  return Object.hasOwn(fields, id) ? (fields[id] ?? null) : null
}

/**
 * Reads a field leniently: a value of the wrong type, an unknown choice, a number out of range or a day that does
 * not exist reads as empty. Texts come without the white space around them.
 */
export function parseField<const F extends FieldDefinition>(field: F, raw: RawFieldValue | undefined): FieldValue<F> {
  // The value's type follows the field's, which the compiler cannot see through the switch below.
  return parse(field, raw) as FieldValue<F>
}

function parse(field: FieldDefinition, raw: RawFieldValue | undefined): RawFieldValue {
  switch (field.type) {
    case 'short-text':
    case 'long-text':
    case 'person':
      return typeof raw === 'string' ? raw.trim() : ''
    case 'choice':
      return field.choices.some((choice) => choice.id === raw) && typeof raw === 'string' ? raw : null
    case 'number':
      return typeof raw === 'number' && isNumberIn(field, raw) ? raw : null
    case 'date':
      return typeof raw === 'string' && isDay(raw) ? raw : null
    case 'yes-no':
      return typeof raw === 'boolean' ? raw : null
    case 'tags':
      return isTextList(raw) ? [...new Set(raw.map((tag) => tag.trim()).filter((tag) => tag !== ''))] : []
    case 'signatures':
      return isTextList(raw) ? raw.filter((element) => parseSignature(element) !== null) : []
    case 'reactions':
      return isTextList(raw) ? raw.filter((element) => parseReaction(element) !== null) : []
    case 'thread':
      return isTextList(raw) ? raw.filter((element) => parseReply(element) !== null).sort() : []
    case 'image':
      return typeof raw === 'string' && isAssetSource(raw) ? raw : null
    case 'discipline':
    case 'card':
      return typeof raw === 'string' && raw.trim() !== '' ? raw.trim() : null
  }
}

/** All fields of a kind, parsed; what the kind does not know is left out. */
export function parseFields<Kind extends KindDefinition>(kind: Kind, fields: CardFields): FieldsOf<Kind> {
  const parsed: Record<string, RawFieldValue> = {}
  for (const field of kind.fields) parsed[field.id] = parse(field, rawField(fields, field.id))
  // One entry a field of the kind, each of the type that `parse` gives it.
  return parsed as FieldsOf<Kind>
}

/** A field as people read it: a choice's title, a number with its unit, tags in a row; empty for an empty field. */
export function formatField(field: FieldDefinition, raw: RawFieldValue | undefined): string {
  const value = parse(field, raw)
  if (value === null) return ''
  switch (field.type) {
    case 'choice':
      return field.choices.find((choice) => choice.id === value)?.title ?? ''
    case 'number':
      return field.unit === undefined ? String(value) : `${String(value)} ${field.unit}`
    case 'yes-no':
      return value === true ? 'Yes' : 'No'
    case 'tags':
    case 'signatures':
    case 'reactions':
    case 'thread':
      return Array.isArray(value) ? formatSet(field.type, value as readonly string[]) : ''
    case 'short-text':
    case 'long-text':
    case 'person':
    case 'date':
    case 'image':
    case 'card':
      return String(value)
    case 'discipline':
      return findDiscipline(String(value)).title
  }
}

function formatSet(type: SetField['type'], elements: readonly string[]): string {
  switch (type) {
    case 'tags':
    case 'signatures':
      return elements.join(', ')
    case 'reactions':
      return countReactions(elements)
        .map(({ title, count }) => `${title} ${count}`)
        .join(', ')
    case 'thread':
      return elements.length === 0 ? '' : elements.length === 1 ? '1 reply' : `${elements.length} replies`
  }
}

/** One field of a kind as people read it; empty where the kind has no such field. */
export function fieldText<Kind extends KindDefinition>(
  kind: Kind,
  id: Kind['fields'][number]['id'],
  raw: RawFieldValue | undefined,
): string {
  const field = kind.fields.find((candidate) => candidate.id === id)
  return field ? formatField(field, raw) : ''
}

/** Whether a number is one that the field takes: finite, in range, whole where it must be. */
export function isNumberIn(field: { min?: number; max?: number; integer?: boolean }, value: number): boolean {
  if (!Number.isFinite(value) || (field.integer === true && !Number.isInteger(value))) return false
  return value >= (field.min ?? Number.NEGATIVE_INFINITY) && value <= (field.max ?? Number.POSITIVE_INFINITY)
}

/** Whether this is the address of an image that a board keeps: `asset:` and its sha-256. */
export function isAssetSource(value: string): boolean {
  return /^asset:[0-9a-f]{64}$/u.test(value)
}

function isTextList(raw: RawFieldValue | undefined): raw is readonly string[] {
  return Array.isArray(raw) && raw.every((tag) => typeof tag === 'string')
}
