import type { Editor, TLShapeId } from '@tldraw/tldraw'
import { isCard } from '../../../shared/board/schema.ts'
import type { FieldDefinition } from '../../../shared/templates/field.ts'
import { findKind } from '../../../shared/templates/index.ts'
import type { Piece } from '../../../shared/templates/readingView.ts'

/** A field that is edited where a table shows it. */
export interface CellField {
  readonly cardId: TLShapeId
  readonly field: FieldDefinition
  /** Tells it from the other cells of its table. */
  readonly key: string
}

/** What a piece lets people edit in its place; null where it shows more than one field, or one that needs more room. */
export function cellField(editor: Editor, { cards, field: id }: Piece): CellField | null {
  const [cardId, ...more] = cards
  if (id === undefined || cardId === undefined || more.length > 0) return null
  const card = editor.getShape(cardId as TLShapeId)
  if (!isCard(card)) return null
  const field = findKind(card.props.template, card.props.kind)?.fields.find((known) => known.id === id)
  return field === undefined || !fitsCell(field) ? null : { cardId: card.id, field, key: `${cardId} ${id}` }
}

/** Pictures, signatures, reactions and threads are acts of their own, for which the card is opened. */
function fitsCell({ type }: FieldDefinition): boolean {
  switch (type) {
    case 'image':
    case 'signatures':
    case 'reactions':
    case 'thread':
      return false
    case 'short-text':
    case 'long-text':
    case 'person':
    case 'discipline':
    case 'date':
    case 'choice':
    case 'number':
    case 'tags':
    case 'yes-no':
    case 'card':
      return true
  }
}
