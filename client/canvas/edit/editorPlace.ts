import type { Editor, TLShapeId } from '@tldraw/tldraw'

/** Where the open card stands, in screen px from the canvas' corner. */
export type EditorPlace =
  { isSheet: true } | { isSheet: false; left: number; top: number; width: number; maxHeight: number }

/** Below this width there is no room beside a keyboard: the open card is a sheet at the lower edge. */
const SHEET_BELOW = 640
const MARGIN = 12
/** Top and bottom hold tools and tldraw's mark, which nothing may cover. */
const TOP = 60
const BOTTOM = 64
const MIN_WIDTH = 380
const MAX_WIDTH = 440
/** A lower form would hide what one writes; it moves up instead. */
const MIN_HEIGHT = 320

/** Over the card, as wide as the card is shown but never unreadable, and always in view. */
export function editorPlace(editor: Editor, id: TLShapeId): EditorPlace {
  const { w, h } = editor.getViewportScreenBounds()
  const bounds = editor.getShapePageBounds(id)
  if (w < SHEET_BELOW || bounds === undefined) return { isSheet: true }
  const corner = editor.pageToViewport({ x: bounds.x, y: bounds.y })
  const width = Math.min(Math.max(bounds.w * editor.getZoomLevel(), MIN_WIDTH), MAX_WIDTH, w - 2 * MARGIN)
  const lowest = Math.max(TOP, h - BOTTOM - MIN_HEIGHT)
  const left = clamp(corner.x, MARGIN, w - MARGIN - width)
  const top = clamp(corner.y, TOP, lowest)
  return { isSheet: false, left, top, width, maxHeight: h - BOTTOM - top }
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, Math.max(least, most)))
}
