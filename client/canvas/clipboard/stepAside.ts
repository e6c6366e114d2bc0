import type { Editor, TLShape } from '@tldraw/tldraw'
import { isLaidOut } from '../zones/zoneCards.ts'

/** In canvas units: enough to see that there are two. */
const STEP = 24
/** Pasted this often onto one place, nobody is looking for a free one any more. */
const STEPS_AT_MOST = 20

/**
 * Moves what was just pasted, which is selected, off what it was copied from: lying exactly on it, it would look as if
 * nothing had happened. What a zone lays out has found its place already.
 */
export function stepAside(editor: Editor): void {
  for (let step = 0; step < STEPS_AT_MOST; step++) {
    const pasted = editor.getSelectedShapes().filter((shape) => !isLaidOut(editor, shape))
    if (!pasted.some((shape) => coversItsLike(editor, shape))) return
    editor.updateShapes(pasted.map(({ id, type, x, y }) => ({ id, type, x: x + STEP, y: y + STEP })))
  }
}

function coversItsLike(editor: Editor, shape: TLShape): boolean {
  const bounds = editor.getShapePageBounds(shape)
  if (bounds === undefined) return false
  return editor
    .getCurrentPageShapes()
    .some(({ id, type }) => id !== shape.id && type === shape.type && editor.getShapePageBounds(id)?.equals(bounds))
}
