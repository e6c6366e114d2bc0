import type { Editor, StateNode } from '@tldraw/tldraw'
import { isCard } from '../../../shared/board/schema.ts'
import { openCard } from '../zones/addCard.ts'

/**
 * tldraw lets a double click open nothing where one may only look, a card's face though has no room for all that is
 * written on it: there it opens the card to be read, as Enter does. Returns the function that ends it.
 */
export function readOnDoubleClick(editor: Editor): () => void {
  const idle = editor.getStateDescendant<StateNode>('select.idle')
  if (idle === undefined) return () => undefined
  const onDoubleClick = idle.onDoubleClick?.bind(idle)
  idle.onDoubleClick = (info) => {
    const shape = editor.getIsReadonly() && editor.getShapeAtPoint(editor.inputs.currentPagePoint, { hitInside: true })
    if (!shape || !isCard(shape)) onDoubleClick?.(info)
    else if (info.phase === 'up') openCard(editor, shape.id)
  }
  return () => {
    if (onDoubleClick === undefined) delete idle.onDoubleClick
    else idle.onDoubleClick = onDoubleClick
  }
}
