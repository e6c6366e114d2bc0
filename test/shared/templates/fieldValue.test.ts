import { describe, expect, it } from 'vitest'
import type { FieldDefinition, RawFieldValue } from '../../../shared/templates/field.ts'
import { validateFieldInput, validateFieldsInput } from '../../../shared/templates/fieldInput.ts'
import { emptyFields, formatField, isTextField, parseField } from '../../../shared/templates/fieldValue.ts'
import { defineKind } from '../../../shared/templates/kind.ts'

const base = { id: 'field', title: 'Field' } as const
const short: FieldDefinition = { ...base, type: 'short-text' }
const long: FieldDefinition = { ...base, type: 'long-text' }
const person: FieldDefinition = { ...base, type: 'person' }
const choice: FieldDefinition = { ...base, type: 'choice', choices: [{ id: 'open', title: 'Open' }] }
const number: FieldDefinition = { ...base, type: 'number', min: 1, max: 5, integer: true, unit: 'days' }
const date: FieldDefinition = { ...base, type: 'date' }
const tags: FieldDefinition = { ...base, type: 'tags' }
const yesNo: FieldDefinition = { ...base, type: 'yes-no' }
const image: FieldDefinition = { ...base, type: 'image' }
const card: FieldDefinition = { ...base, type: 'card', kinds: ['kind'] }
const discipline: FieldDefinition = { ...base, type: 'discipline' }
const all = [short, long, person, choice, number, date, tags, yesNo, image, card, discipline]

const ASSET = `asset:${'0a'.repeat(32)}`

/** Field, what is stored, how it is parsed, how people read it, and why it would be refused as input. */
const CASES: [FieldDefinition, RawFieldValue, RawFieldValue | readonly string[], string, string | null][] = [
  [short, ' two words ', 'two words', 'two words', null],
  [short, 'x'.repeat(501), 'x'.repeat(501), 'x'.repeat(501), 'Field has at most 500 characters; these are 501.'],
  [short, 7, '', '', 'Field is a text.'],
  [short, 'half \uD83D', 'half \uD83D', 'half \uD83D', 'Field holds half a character.'],
  [long, 'a\nb', 'a\nb', 'a\nb', null],
  [
    long,
    'x'.repeat(10_001),
    'x'.repeat(10_001),
    'x'.repeat(10_001),
    'Field has at most 10000 characters; these are 10001.',
  ],
  [person, 'Mira', 'Mira', 'Mira', null],
  [choice, 'open', 'open', 'Open', null],
  [choice, 'shut', null, '', 'Field is one of open.'],
  [choice, ['open'], null, '', 'Field is one of open.'],
  [number, 3, 3, '3 days', null],
  [number, 6, null, '', 'Field is a whole number from 1 to 5.'],
  [number, 2.5, null, '', 'Field is a whole number from 1 to 5.'],
  [number, Number.NaN, null, '', 'Field is a whole number from 1 to 5.'],
  [number, '3', null, '', 'Field is a whole number from 1 to 5.'],
  [date, '2028-02-29', '2028-02-29', '2028-02-29', null],
  [date, '2026-02-29', null, '', 'Field is a day, written yyyy-mm-dd.'],
  [date, 'tomorrow', null, '', 'Field is a day, written yyyy-mm-dd.'],
  [tags, ['b', ' a ', 'b', ' '], ['b', 'a'], 'b, a', null],
  [tags, 'b', [], '', 'Field is a list of words.'],
  [yesNo, false, false, 'No', null],
  [yesNo, 'yes', null, '', 'Field is true or false.'],
  [image, ASSET, ASSET, ASSET, null],
  [image, 'https://example.org/a.png', null, '', 'Field is the src of an uploaded image.'],
  [card, 'shape:a', 'shape:a', 'shape:a', null],
  [discipline, 'risk', 'risk', 'Risk', null],
  [discipline, ' ', null, '', null],
]

describe.each(CASES)('%o with %j', (field, raw, parsed, read, refusal) => {
  it('TPL-10: is parsed leniently, a wrong value reading as empty', () => {
    expect(parseField(field, raw)).toEqual(parsed)
    expect(formatField(field, raw)).toBe(read)
  })

  it('TPL-11: is validated strictly as input, with a sentence', () => {
    expect(validateFieldInput(field, raw)).toBe(refusal)
  })
})

it('TPL-10: a missing field and null read as empty for every type', () => {
  for (const field of all) {
    const empty = isTextField(field) ? '' : field.type === 'tags' ? [] : null
    expect(parseField(field, undefined)).toEqual(empty)
    expect(parseField(field, null)).toEqual(empty)
    expect(formatField(field, null)).toBe('')
    expect(validateFieldInput(field, null)).toBeNull()
  }
})

const kind = defineKind({
  id: 'thing',
  title: 'Thing',
  side: 'between',
  mark: 'M1 1h2',
  lead: 'name',
  fields: [
    { id: 'name', type: 'short-text', title: 'Name' },
    { id: 'weight', type: 'number', title: 'Weight', min: 0 },
    { id: 'tags', type: 'tags', title: 'Tags' },
  ],
})

it('TPL-11: the fields of a card are refused one by one, by their paths', () => {
  expect(validateFieldsInput(kind, { name: 'x', weight: 1 })).toEqual([])
  const wrong: unknown = JSON.parse('{"name": 1, "weight": -1, "tags": [1], "__proto__": 1, "nmae": ""}')
  expect(validateFieldsInput(kind, { ...(wrong as object) })).toEqual([
    { path: 'fields.name', message: 'Name is a text.' },
    { path: 'fields.weight', message: 'Weight is a number of 0 or more.' },
    { path: 'fields.tags', message: 'Each entry of Tags is a text.' },
    { path: 'fields.__proto__', message: 'Thing has no field of this name.' },
    { path: 'fields.nmae', message: 'Thing has no field of this name.' },
  ])
})

it('TPL-12: a new card has every field of its kind, empty', () => {
  expect(emptyFields(kind)).toEqual({ name: '', weight: null, tags: [] })
})
