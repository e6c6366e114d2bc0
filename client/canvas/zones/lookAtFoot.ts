import type { Editor } from '@tldraw/tldraw'
import type { ZoneShape } from '../../../shared/board/schema.ts'

const MARGIN_PX = 12
/** What the tools at the lower edge cover, and the zone's foot above them. */
const BELOW_PX = 112
const MOVE_MS = 160

/** Shows a zone's foot in its whole width, so that the buttons on it can be hit. */
export function lookAtFoot(editor: Editor, zone: ZoneShape): void {
  const bounds = editor.getShapePageBounds(zone.id)
  if (bounds === undefined) return
  const { w, h } = editor.getViewportScreenBounds()
  const zoom = Math.min(1, (w - 2 * MARGIN_PX) / bounds.w)
  editor.setCamera(
    { x: w / 2 / zoom - bounds.midX, y: (h - BELOW_PX) / zoom - bounds.maxY, z: zoom },
    { animation: { duration: MOVE_MS } },
  )
}
