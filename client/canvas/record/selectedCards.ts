import type { Editor } from '@tldraw/tldraw'
import { API_LIMITS } from '../../../shared/api/limits.ts'
import { isCard, type CardShape } from '../../../shared/board/schema.ts'

/** The cards that are selected, those in selected zones and groups with them, as many as a record takes. */
export function selectedCards(editor: Editor): CardShape[] {
  return [...editor.getShapeAndDescendantIds(editor.getSelectedShapeIds())]
    .map((id) => editor.getShape(id))
    .filter((shape) => isCard(shape))
    .slice(0, API_LIMITS.evidence)
}
