import { disciplines } from '../disciplines.ts'
import type { Choice, FieldDefinition, NumberField, RawFieldValue } from '../templates/field.ts'
import { isNumberIn } from '../templates/fieldValue.ts'
import { TAG_LENGTH_LIMIT, TAGS_LIMIT, textLimit } from '../templates/fieldInput.ts'
import { readDay } from './readDay.ts'
import { nameKey, wordsOf } from './words.ts'

/** What a cell says in a field's terms, and what of it the field cannot hold: a sentence with the text left over. */
export interface ReadCell {
  readonly value: RawFieldValue
  readonly misfit: { readonly text: string; readonly reason: string } | null
}

/** Fields that cells can fill. Pictures are uploaded, and nobody signs, reacts or replies for others. */
export function isImportable({ type }: FieldDefinition): boolean {
  return type !== 'image' && type !== 'signatures' && type !== 'reactions' && type !== 'thread'
}

/** Reads a cell leniently into a field; a card is named, and found by whoever knows the board. */
export function readCell(field: FieldDefinition, cell: string): ReadCell {
  const text = cell.trim()
  if (text === '') return { value: null, misfit: null }
  switch (field.type) {
    case 'short-text':
    case 'long-text':
    case 'person':
      return readText(field, text)
    case 'choice':
      return orMisfit(text, findChoice(field.choices, text)?.id ?? null, 'is none of its choices')
    case 'number':
      return orMisfit(text, readNumber(field, text), 'is no number that it takes')
    case 'date':
      return orMisfit(text, readDay(text), 'is not plainly a day')
    case 'yes-no':
      return orMisfit(text, readYesNo(text), 'is neither yes nor no')
    case 'tags':
      return readTags(text)
    case 'discipline':
      return readDiscipline(text)
    case 'card':
      return { value: text, misfit: null }
    case 'image':
    case 'signatures':
    case 'reactions':
    case 'thread':
      return { value: null, misfit: { text, reason: 'cannot be imported' } }
  }
}

/** The choice that a text names: by id or title, or as the only one whose words hold all of its words. */
export function findChoice(choices: readonly Choice[], text: string): Choice | undefined {
  const key = nameKey(text)
  const exact = choices.find(({ id, title }) => nameKey(id) === key || nameKey(title) === key)
  if (exact !== undefined || key === '') return exact
  const words = wordsOf(text)
  const near = choices.filter(({ title }) => {
    const its = new Set(wordsOf(title))
    return words.every((word) => its.has(word))
  })
  return near.length === 1 ? near[0] : undefined
}

function orMisfit(text: string, value: RawFieldValue, reason: string): ReadCell {
  return { value, misfit: value === null ? { text, reason } : null }
}

function readText(field: FieldDefinition, text: string): ReadCell {
  const limit = textLimit(field) ?? text.length
  if (text.length <= limit) return { value: text, misfit: null }
  const value = text.slice(0, limit).replace(/[\uD800-\uDBFF]$/u, '')
  return {
    value,
    misfit: { text: text.slice(value.length), reason: `is beyond the ${limit} characters that it holds` },
  }
}

/** `1,234.5`, `1.234,5`, `3,5 %` and `€ 12`: the last of two kinds of sign is the decimal one. */
function readNumber(field: NumberField, text: string): number | null {
  const digits = /^[^\d+-]*(?<number>[+-]?\d[\d.,'\s]*)[^\d]*$/u.exec(text)?.groups?.['number']
  if (digits === undefined) return null
  const bare = digits.replace(/['\s]/gu, '').replace(/[.,]$/u, '')
  const decimal = decimalSign(bare)
  const value = Number(bare.replace(/[.,]/gu, (sign) => (sign === decimal ? '.' : '')))
  return isNumberIn(field, value) ? value : null
}

function decimalSign(digits: string): '.' | ',' | null {
  const [comma, dot] = [digits.lastIndexOf(','), digits.lastIndexOf('.')]
  if (comma >= 0 && dot >= 0) return comma > dot ? ',' : '.'
  const sign = comma >= 0 ? ',' : '.'
  const isGrouping = sign === ',' ? /^[+-]?\d{1,3}(?:,\d{3})+$/u.test(digits) : digits.split('.').length > 2
  return isGrouping ? null : sign
}

const YES = new Set(['yes', 'y', 'true', '1', 'x', 'on', 'done', '✓', '✔', '☑'])
const NO = new Set(['no', 'n', 'false', '0', 'off', '-', '–', '✗', '☐'])

function readYesNo(text: string): boolean | null {
  const word = text.toLowerCase()
  if (YES.has(word)) return true
  return NO.has(word) ? false : null
}

function readTags(text: string): ReadCell {
  const all = [...new Set(splitList(text, /[;,\n]/u))]
  const taken = all.filter((tag) => tag.length <= TAG_LENGTH_LIMIT).slice(0, TAGS_LIMIT)
  const left = all.filter((tag) => !taken.includes(tag))
  return {
    value: taken,
    misfit: left.length === 0 ? null : { text: left.join('; '), reason: 'is too long or too many for it' },
  }
}

function readDiscipline(text: string): ReadCell {
  const key = nameKey(text)
  const known = disciplines.find(({ id, title }) => id === key || nameKey(title) === key)
  const value = known?.id ?? (text.length <= TAG_LENGTH_LIMIT ? text : null)
  return orMisfit(text, value, 'is too long for it')
}

/** The entries of a cell that holds a list. */
export function splitList(text: string, at = /[;\n]/u): string[] {
  return text
    .split(at)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}
