import type { BoardCard, BoardModel } from './boardModel.ts'
import { parseFields } from './fieldValue.ts'
import type { CardOf, KindDefinition } from './kind.ts'
import { oncePer } from './oncePer.ts'

/** The board's cards of one kind with their fields parsed, in the board's order. A card that stayed gives the same again. */
export function cardsOfKind<Kind extends KindDefinition>(board: BoardModel, kind: Kind): CardOf<Kind>[] {
  const cardOf = parserOf(kind) as (card: BoardCard) => CardOf<Kind>
  const cards: CardOf<Kind>[] = []
  for (const card of board.cards) if (card.kind === kind.id) cards.push(cardOf(card))
  return cards
}

/** A card of a kind with its fields parsed, once for as long as the card stays as it is. */
const parserOf = oncePer((kind: KindDefinition) =>
  oncePer((card: BoardCard): CardOf<KindDefinition> => ({
    id: card.id,
    kind: kind.id,
    zone: card.zone,
    fields: parseFields(kind, card.fields),
  })),
)
