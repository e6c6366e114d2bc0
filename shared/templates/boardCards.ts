import type { BoardModel } from './boardModel.ts'
import { parseFields } from './fieldValue.ts'
import type { CardOf, KindDefinition } from './kind.ts'

/** The board's cards of one kind with their fields parsed, in the board's order. */
export function cardsOfKind<Kind extends KindDefinition>(board: BoardModel, kind: Kind): CardOf<Kind>[] {
  return board.cards
    .filter((card) => card.kind === kind.id)
    .map((card) => ({ id: card.id, kind: kind.id, zone: card.zone, fields: parseFields(kind, card.fields) }))
}
