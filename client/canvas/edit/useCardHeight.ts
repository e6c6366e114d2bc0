import { useEditor, useValue, type TLShapeId } from '@tldraw/tldraw'
import { useEffect } from 'react'
import { isCard } from '../../../shared/board/schema.ts'
import { fitHeight } from './fieldEdits.ts'

/**
 * Sees to a card's height as long as it is at hand: while its texts are typed, and when others change it at the same
 * time, who may make a line more than either saw. Null for no card.
 */
export function useCardHeight(id: TLShapeId | null): void {
  const editor = useEditor()
  const fields = useValue(
    'fields of the card at hand',
    () => {
      const shape = id === null ? undefined : editor.getShape(id)
      return isCard(shape) ? shape.props.fields : null
    },
    [editor, id],
  )
  useEffect(() => {
    if (id !== null && fields !== null) fitHeight(editor, id)
  }, [editor, id, fields])
}
