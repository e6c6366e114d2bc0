import { byOrder } from '../../../shared/board/layout.ts'

/** A card among its siblings. */
interface Ordered {
  id: string
  index: string
}

/** Makes `count` order keys between two, in ascending order; null stands for an open end. */
export type MakeKeys = (below: string | null, above: string | null, count: number) => readonly string[]

/**
 * The order keys that put cards, in the order given, at a place among the others (`place` of these come before them).
 * Keeps the keys they have where these already do that, so that a hand that does not change the order writes nothing;
 * null then.
 *
 * Two others may hold the same key, made at once by two people, and nothing fits between equal keys: the cards then
 * come after all that share it.
 */
export function keysAt(
  others: readonly Ordered[],
  place: number,
  moved: readonly Ordered[],
  makeKeys: MakeKeys,
): readonly string[] | null {
  const ordered = others.toSorted(byOrder)
  const below = ordered[place - 1] ?? null
  const above = ordered.slice(place).find(({ index }) => below === null || index > below.index) ?? null
  if (isInOrder([...(below === null ? [] : [below]), ...moved, ...(above === null ? [] : [above])])) return null
  return makeKeys(below?.index ?? null, above?.index ?? null, moved.length)
}

function isInOrder(cards: readonly Ordered[]): boolean {
  return cards.every((card, at) => {
    const next = cards[at + 1]
    return next === undefined || card.index < next.index
  })
}
