import type { Editor } from '@tldraw/tldraw'
import { isZone } from '../../../shared/board/schema.ts'
import { findTemplate } from '../../../shared/templates/index.ts'
import { sceneOf } from '../scene.ts'

/** On a first look, the whole board where its zones can still be made out; or else its beginning. */
const LEAST_OVERVIEW_ZOOM = 0.28
const BEGINNING_ZOOM = 0.8
/** What the tools at the lower edge cover, and at the upper one the filter where there is one. */
const TOOLS_PX = 76
const FILTER_PX = 56

/** Begins where this tab last looked at the board, or with a good first look. Returns the function that ends it. */
export function keepCamera(editor: Editor): () => void {
  const key = `betwixt:camera:${sceneOf(editor).connection.boardId}`
  const kept = readCamera(key)
  if (kept === null) lookAtBoard(editor)
  else editor.setCamera(kept, { immediate: true })
  const keep = () => {
    try {
      sessionStorage.setItem(key, JSON.stringify(editor.getCamera()))
    } catch {
      // Storage is refused: the next visit begins with a first look.
    }
  }
  window.addEventListener('pagehide', keep)
  return () => {
    window.removeEventListener('pagehide', keep)
    keep()
  }
}

/** Shows the whole board, or its beginning where the whole would be too small to make out. */
function lookAtBoard(editor: Editor): void {
  const whole = editor.getCurrentPageBounds()
  if (whole === undefined) return
  const { w, h } = editor.getViewportScreenBounds()
  const margin = Math.min(32, w * 0.03)
  const zones = editor.getCurrentPageShapesSorted().filter((shape) => isZone(shape))
  const top = zones.some(({ props }) => findTemplate(props.template)?.filters !== undefined) ? FILTER_PX : margin
  const fitting = Math.min((w - 2 * margin) / whole.w, (h - top - TOOLS_PX) / whole.h, 1)
  if (fitting >= LEAST_OVERVIEW_ZOOM) {
    lookFrom(editor, { x: whole.midX - w / 2 / fitting, y: whole.y - top / fitting }, fitting)
    return
  }
  const [first] = zones
  const start = (first === undefined ? undefined : editor.getShapePageBounds(first.id)) ?? whole
  const near = Math.min(BEGINNING_ZOOM, (w - 2 * margin) / start.w)
  lookFrom(editor, { x: start.x - margin / near, y: start.y - top / near }, near)
}

/** Puts a point of the page into the canvas' upper left corner. */
function lookFrom(editor: Editor, { x, y }: { x: number; y: number }, zoom: number): void {
  editor.setCamera({ x: -x, y: -y, z: zoom }, { immediate: true })
}

function readCamera(key: string): { x: number; y: number; z: number } | null {
  try {
    const camera: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    if (typeof camera !== 'object' || camera === null) return null
    const { x, y, z }: { x?: unknown; y?: unknown; z?: unknown } = camera
    return typeof x === 'number' && typeof y === 'number' && typeof z === 'number' ? { x, y, z } : null
  } catch {
    // Storage is refused, or holds something else.
    return null
  }
}
