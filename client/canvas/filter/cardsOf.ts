import type { Editor } from '@tldraw/tldraw'
import { isCard, type CardProps } from '../../../shared/board/schema.ts'

/** All cards of the board, on whatever page; told anew when one of them changes. */
export function cardsOf(editor: Editor): readonly CardProps[] {
  const shapes = editor.store.query.records('shape', () => ({ type: { eq: 'card' } })).get()
  return shapes.flatMap((shape) => (isCard(shape) ? [shape.props] : []))
}
