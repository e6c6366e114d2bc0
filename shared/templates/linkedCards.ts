import type { BoardModel } from './boardModel.ts'

/** Looks up which cards a card is linked with, whichever way the arrows were drawn. */
export type LinkedCards = (cardId: string) => readonly string[]

/**
 * Indexes a board's links once. Each linked card stands once, in the order of the board's cards; links to plain notes,
 * to cards that are not there and from a card to itself are passed over.
 */
export function linkedCards(board: BoardModel): LinkedCards {
  const position = new Map(board.cards.map((card, index) => [card.id, index]))
  const linked = new Map<string, string[]>()
  const add = (from: string, to: string) => {
    const known = linked.get(from)
    if (known) known.push(to)
    else linked.set(from, [to])
  }
  for (const { from, to } of board.links) {
    if (from.card === null || to.card === null || from.card === to.card) continue
    if (!position.has(from.card) || !position.has(to.card)) continue
    add(from.card, to.card)
    add(to.card, from.card)
  }
  for (const [id, others] of linked) {
    if (others.length === 1) continue
    others.sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0))
    linked.set(
      id,
      others.filter((other, index) => other !== others[index - 1]),
    )
  }
  return (cardId) => linked.get(cardId) ?? NONE
}

const NONE: readonly string[] = []
