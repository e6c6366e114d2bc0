import { Box, type Editor } from '@tldraw/tldraw'
import { isZone } from '../../../shared/board/schema.ts'
import { sceneOf } from '../scene.ts'

/** On a first look, the whole board where its zones can still be made out; or else its beginning. */
const LEAST_OVERVIEW_ZOOM = 0.34
const BEGINNING_ZOOM = 0.8

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
export function lookAtBoard(editor: Editor): void {
  const whole = editor.getCurrentPageBounds()
  if (whole === undefined) return
  const { w, h } = editor.getViewportScreenBounds()
  const inset = Math.min(64, w * 0.06)
  const zoom = Math.min((w - inset) / whole.w, (h - inset) / whole.h)
  if (zoom >= LEAST_OVERVIEW_ZOOM) {
    editor.zoomToBounds(whole, { targetZoom: 1, inset, immediate: true })
    return
  }
  const first = editor.getCurrentPageShapesSorted().find(isZone)
  const start = (first === undefined ? undefined : editor.getShapePageBounds(first.id)) ?? whole
  const nearest = Math.min(BEGINNING_ZOOM, (w - inset) / start.w)
  const room = w / nearest
  // The beginning in the upper left, below whatever floats there, with as much around it as there is room for.
  editor.zoomToBounds(new Box(start.x - inset / 2, start.y - inset, room, h / nearest), {
    targetZoom: nearest,
    inset: 0,
    immediate: true,
  })
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
