import { react, type Editor } from '@tldraw/tldraw'

/**
 * From this zoom on the browser may move what it has drawn. It keeps such a drawing at full size at least, so that from
 * further away it would be larger than what is seen, and cost more than drawing anew.
 */
const LEAST_ZOOM = 0.75

/**
 * Says on the canvas' element when the camera moves close to the cards: the browser then moves what it has drawn, where it
 * would draw all text anew at each step of a zoom, and draws it sharp once the camera rests. Returns the function that
 * ends it.
 */
export function moveAsDrawn(editor: Editor): () => void {
  const container = editor.getContainer()
  const mark = (isMoving: boolean): void => void container.toggleAttribute('data-moving', isMoving)
  const stop = react('moving', () => {
    mark(editor.getCameraState() === 'moving' && editor.getZoomLevel() >= LEAST_ZOOM)
  })
  return () => {
    stop()
    mark(false)
  }
}
