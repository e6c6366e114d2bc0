import type { CardFields } from './field.ts'
import type { KindDefinition } from './kind.ts'

const TITLE_LENGTH = 80

/**
 * The first words of a text on one line, cut at a word's end where there is one; an ellipsis stands for the rest.
 * Never longer than `length` UTF-16 code units.
 */
export function firstWords(text: string, length = TITLE_LENGTH): string {
  // A title needs no more of a long text than this, whatever its white space.
  const line = text
    .slice(0, length * 20)
    .replace(/\s+/gu, ' ')
    .trim()
  if (line.length <= length) return line
  // A pair of surrogates is never cut in two.
  const cut = line.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/u, '')
  const wordEnd = cut.lastIndexOf(' ')
  return `${(wordEnd > cut.length / 2 ? cut.slice(0, wordEnd) : cut).trimEnd()}…`
}

/**
 * What a card is called in a list: the first words of its lead, else of the first other text in it, else
 * "Empty <kind>". A kind this version does not know is called by its texts as well.
 */
export function cardTitle(kind: KindDefinition | undefined, fields: CardFields): string {
  const ids = kind ? [kind.lead, ...kind.fields.map((field) => field.id)] : Object.keys(fields).sort()
  for (const id of ids) {
    const words = firstWords(textAt(fields, id))
    if (words !== '') return words
  }
  return kind ? `Empty ${kind.title.toLowerCase()}` : 'A card of a kind this version does not know'
}

/** The accessible name of a card: "<Kind>: <its first words>". */
export function cardName(kind: KindDefinition | undefined, fields: CardFields): string {
  const words = kind ? firstWords(textAt(fields, kind.lead)) : cardTitle(kind, fields)
  return `${kind?.title ?? 'Card'}: ${words === '' ? 'empty' : words}`
}

function textAt(fields: CardFields, id: string): string {
  const value = Object.hasOwn(fields, id) ? fields[id] : null
  return typeof value === 'string' ? value : ''
}
