import { useEditor, useValue, type TLShapeId } from '@tldraw/tldraw'
import { useEffect } from 'react'
import { isCard } from '../../../shared/board/schema.ts'
import { fitHeight } from './fieldEdits.ts'

/** Whoever has a card open, or a field of it, sees to its height while they do. */
export function useCardHeight(id: TLShapeId): void {
  const editor = useEditor()
  const fields = useValue(
    'fields of the open card',
    () => {
      const shape = editor.getShape(id)
      return isCard(shape) ? shape.props.fields : null
    },
    [editor, id],
  )
  useEffect(() => {
    if (fields !== null) fitHeight(editor, id)
  }, [editor, id, fields])
}
