import type { Page } from '../../shared/api/page.ts'
import { BetwixtError } from '../../shared/errors.ts'

/** Where an item stands in a list that is sorted by `rank`, highest first, then by id. */
export interface Place {
  rank: number
  id: string
}

/**
 * One page of a list. The cursor names the last item shown, not a count, so that what changes meanwhile neither repeats
 * nor hides an item that stayed where it was.
 * @throws BetwixtError `invalid-request` for a cursor that is none of ours
 */
export function pageOf<Item>(
  items: readonly Item[],
  placeOf: (item: Item) => Place,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Page<Item> {
  const placed = items.map((item) => ({ item, place: placeOf(item) }))
  placed.sort((a, b) => compare(a.place, b.place))
  const after = cursor === undefined ? null : parseCursor(cursor)
  const rest = after ? placed.filter(({ place }) => compare(place, after) > 0) : placed
  const shown = rest.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ item }) => item),
    next: last && rest.length > shown.length ? cursorOf(last.place) : null,
  }
}

/** Whether a text holds all words of a search, whatever their case and accents. */
export function matches(text: string, search: string | undefined): boolean {
  if (search === undefined) return true
  const plain = plainText(text)
  return plainText(search)
    .split(/\s+/u)
    .every((word) => plain.includes(word))
}

function plainText(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
}

function compare(a: Place, b: Place): number {
  return b.rank - a.rank || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

function cursorOf({ rank, id }: Place): string {
  return Buffer.from(JSON.stringify([rank, id])).toString('base64url')
}

function parseCursor(cursor: string): Place {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const [rank, id]: unknown[] = Array.isArray(value) ? value : []
    if (typeof rank === 'number' && typeof id === 'string') return { rank, id }
  } catch {
    // Refused below, like any other text.
  }
  const message = 'This cursor is none that a list has given out.'
  throw new BetwixtError('invalid-request', message, { fieldErrors: [{ path: 'cursor', message }] })
}
