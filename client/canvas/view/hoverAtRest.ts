import type { Editor } from '@tldraw/tldraw'

/**
 * While the camera moves, nothing counts as under the pointer: what passes below it is not pointed at, and showing it
 * would cost more than the motion. Returns the function that ends it.
 */
export function hoverAtRest(editor: Editor): () => void {
  const { setHoveredShape } = editor
  editor.setHoveredShape = (shape) => setHoveredShape.call(editor, editor.getCameraState() === 'moving' ? null : shape)
  return () => {
    editor.setHoveredShape = setHoveredShape
  }
}
