import type { BoardModel } from './boardModel.ts'
import { oncePerLinks } from './oncePerLinks.ts'

/**
 * Looks up which cards a card is linked with, or which of a kind, whichever way the arrows were drawn. As long as links
 * and cards stay, the answers are the very same lists.
 */
export type LinkedCards = (cardId: string, kind?: string) => readonly string[]

/**
 * Indexes a board's links once. Each linked card stands once, in the order of the board's cards; links to plain notes,
 * to cards that are not there and from a card to itself are passed over.
 */
export const linkedCards: (board: BoardModel) => LinkedCards = oncePerLinks(indexLinks)

function indexLinks(board: BoardModel): LinkedCards {
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
  return linkedByKind(board, linked)
}

function linkedByKind(board: BoardModel, linked: ReadonlyMap<string, readonly string[]>): LinkedCards {
  const byKind = new Map<string, ReadonlyMap<string, readonly string[]>>()
  return (cardId, kind) => {
    if (kind === undefined) return linked.get(cardId) ?? NONE
    let ofKind = byKind.get(kind)
    if (ofKind === undefined) {
      const ids = new Set(board.cards.filter((card) => card.kind === kind).map(({ id }) => id))
      ofKind = new Map([...linked].map(([id, others]) => [id, others.filter((other) => ids.has(other))]))
      byKind.set(kind, ofKind)
    }
    return ofKind.get(cardId) ?? NONE
  }
}

const NONE: readonly string[] = []
