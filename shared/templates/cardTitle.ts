import type { CardFields } from './field.ts'
import { formatField, rawField } from './fieldValue.ts'
import type { KindDefinition } from './kind.ts'

const TITLE_LENGTH = 80
/** White space at the ends, in a row, or other than a space. Most texts have none, and testing is cheap. */
const UNEVEN_SPACE = /^\s|\s$|\s\s|[^\S ]/u

/**
 * The first words of a text on one line, cut at a word's end where there is one; an ellipsis stands for the rest.
 * Never longer than `length` UTF-16 code units.
 */
export function firstWords(text: string, length = TITLE_LENGTH): string {
  // A title needs no more of a long text than this, whatever its white space.
  const start = text.length > length * 4 ? text.slice(0, length * 4) : text
  const line = UNEVEN_SPACE.test(start) ? start.replace(/\s+/gu, ' ').trim() : start
  if (line.length <= length) return line
  // A pair of surrogates is never cut in two.
  const cut = line.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/u, '')
  const wordEnd = cut.lastIndexOf(' ')
  return `${(wordEnd > cut.length / 2 ? cut.slice(0, wordEnd) : cut).trimEnd()}…`
}

/**
 * What a card is called in a list: the first words of its lead, else of the first other field that says something,
 * else "Empty <kind>". A card of a kind this version does not know is called by its texts.
 */
export function cardTitle(kind: KindDefinition | undefined, fields: CardFields, length = TITLE_LENGTH): string {
  const words = cardWords(kind, fields, length)
  if (words !== '') return words
  return kind ? `Empty ${kind.title.toLowerCase()}` : 'A card that a newer version made'
}

/** The accessible name of a card: "<Kind>: <its first words>". */
export function cardName(kind: KindDefinition | undefined, fields: CardFields): string {
  const words = cardWords(kind, fields, TITLE_LENGTH)
  return `${kind?.title ?? 'Card'}: ${words === '' ? 'empty' : words}`
}

function cardWords(kind: KindDefinition | undefined, fields: CardFields, length: number): string {
  for (const text of kind ? knownTexts(kind, fields) : unknownTexts(fields)) {
    const words = firstWords(text, length)
    if (words !== '') return words
  }
  return ''
}

function* knownTexts(kind: KindDefinition, fields: CardFields): Generator<string> {
  const lead = kind.fields.filter((field) => field.id === kind.lead)
  for (const field of [...lead, ...kind.fields]) {
    if (field.type !== 'image' && field.type !== 'card') yield formatField(field, rawField(fields, field.id))
  }
}

function* unknownTexts(fields: CardFields): Generator<string> {
  for (const id of Object.keys(fields).sort()) {
    const value = fields[id]
    if (typeof value === 'string') yield value
  }
}
