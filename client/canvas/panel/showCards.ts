import { Box, type Editor, type TLShapeId } from '@tldraw/tldraw'
import { isCard } from '../../../shared/board/schema.ts'

/** Near enough to read a card that one was led to. */
const READABLE_ZOOM = 0.8
const SLIDE_MS = 180

/** Brings cards into view and selects them. Does nothing where none of them is there any more. */
export function showCards(editor: Editor, ids: readonly string[]): void {
  const cards = ids.map((id) => editor.getShape(id as TLShapeId)).filter((shape) => isCard(shape))
  const [first] = cards
  if (first === undefined) return
  const page = editor.getAncestorPageId(first)
  if (page !== undefined && page !== editor.getCurrentPageId()) editor.setCurrentPage(page)
  editor.setCurrentTool('select')
  editor.select(...cards.map(({ id }) => id))
  const bounds = Box.Common(cards.map(({ id }) => editor.getShapePageBounds(id)).filter((box) => box !== undefined))
  const animation = { duration: editor.user.getAnimationSpeed() === 0 ? 0 : SLIDE_MS }
  const isReadable = editor.getZoomLevel() >= READABLE_ZOOM / 2
  if (editor.getViewportPageBounds().contains(bounds) && isReadable) return
  if (isReadable && fits(editor, bounds)) editor.centerOnPoint(bounds.center, { animation })
  else editor.zoomToBounds(bounds, { targetZoom: READABLE_ZOOM, inset: 160, animation })
}

function fits(editor: Editor, bounds: Box): boolean {
  const view = editor.getViewportPageBounds()
  return bounds.w < view.w && bounds.h < view.h
}
