import { react, TLPOINTER_ID, type Editor } from '@tldraw/tldraw'
import { sceneOf } from '../scene.ts'

/**
 * Tells everybody else where this person is: pointer, page, selection, what they see and which text they have open.
 * How often it is sent is the connection's to decide. Returns the function that ends it.
 */
export function tellOthers(editor: Editor): () => void {
  const { presence } = sceneOf(editor).connection
  const stops = [
    react('tell my cursor', () => {
      const pointer = editor.store.get(TLPOINTER_ID)
      const isHere = editor.getInstanceState().isHoveringCanvas !== false
      presence.update({
        cursor: pointer === undefined || !isHere ? null : { x: Math.round(pointer.x), y: Math.round(pointer.y) },
      })
    }),
    react('tell my page', () => presence.update({ page: editor.getCurrentPageId() })),
    react('tell my selection', () => presence.update({ selection: editor.getSelectedShapeIds() })),
    react('tell my view', () => {
      const { x, y, w, h } = editor.getViewportPageBounds()
      presence.update({ viewport: { x: Math.round(x), y: Math.round(y), w: Math.round(w), h: Math.round(h) } })
    }),
    react('tell what I write', () => presence.update({ editing: editor.getEditingShapeId() })),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
