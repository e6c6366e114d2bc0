import { react, type Editor, type TLShapeId } from '@tldraw/tldraw'
import { NONE_HELD } from './BindingHost.ts'
import type { BoardBinding } from './BoardBinding.ts'

/** The gestures that move what is selected, by the path of tldraw's state, with what is then the user's alone. */
const GESTURES: Readonly<Record<string, readonly string[]>> = {
  'select.translating': ['place'],
  'select.rotating': ['place'],
  'select.resizing': ['place', 'size'],
  'select.dragging_handle': ['place'],
}

/** On a page with more shapes than this a merge costs tldraw too much to make one for each frame of a motion. */
const MOST_GLIDING = 600

/**
 * Tells the binding what its user has in hand in this editor, when they let go and when the page is hidden. To be called
 * when the editor has mounted. Returns the function that ends it.
 */
export function attachEditor(editor: Editor, binding: BoardBinding): () => void {
  const heldGroups = (): readonly string[] | undefined => GESTURES[editor.getPath()]
  const detach = binding.attach({
    held: () => {
      const groups = heldGroups()
      return groups === undefined ? NONE_HELD : new Map(editor.getSelectedShapeIds().map((id) => [id, groups]))
    },
    glides: (id) => {
      const shapes = editor.getCurrentPageShapeIds()
      if (shapes.size > MOST_GLIDING || !shapes.has(id as TLShapeId)) return false
      return editor.user.getAnimationSpeed() > 0 && !editor.getCulledShapes().has(id as TLShapeId)
    },
    beforePagesGo: (ids) => {
      if (!ids.includes(editor.getCurrentPageId())) return
      const other = editor.getPages().find(({ id }) => !ids.includes(id))
      if (other !== undefined) editor.setCurrentPage(other.id)
    },
  })
  let wasHolding = false
  const stopGestures = react('end of a gesture', () => {
    const isHolding = heldGroups() !== undefined
    if (wasHolding && !isHolding) binding.endGesture()
    wasHolding = isHolding
  })
  // Nothing is drawn any more and timers may stand still: what waits is written while it can be.
  const flushWhenHidden = (): void => {
    if (document.hidden) binding.flush()
  }
  const flush = (): void => binding.flush()
  document.addEventListener('visibilitychange', flushWhenHidden)
  window.addEventListener('pagehide', flush)
  return () => {
    document.removeEventListener('visibilitychange', flushWhenHidden)
    window.removeEventListener('pagehide', flush)
    stopGestures()
    detach()
  }
}
