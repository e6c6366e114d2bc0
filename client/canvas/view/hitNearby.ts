import { react, type Editor } from '@tldraw/tldraw'
import { inOrder } from './inOrder.ts'
import type { PageBounds } from './PageBounds.ts'
import { pageBoundsOf } from './pageBoundsOf.ts'

/** What lies under a point may reach so far beyond its bounds, in px of the screen: the width of a stroke. */
const SLACK_PX = 16

/**
 * Has an editor look for the shape at a point among those near it. tldraw asks every shape of the page, for each move
 * of the pointer and of the camera. Returns the function that ends it.
 */
export function hitNearby(editor: Editor): () => void {
  const { current, stop } = keepBounds(editor)
  const { getShapeAtPoint, getCurrentPageShapesSorted, getCurrentPageRenderingShapesSorted } = editor
  editor.getShapeAtPoint = (point, options = {}) => {
    const reach = (options.margin ?? 0) + SLACK_PX / editor.getZoomLevel()
    const bounds = current()
    const near = bounds.touching({
      minX: point.x - reach,
      minY: point.y - reach,
      maxX: point.x + reach,
      maxY: point.y + reach,
    })
    for (const id of bounds.frames) near.add(id)
    if (options.renderingOnly === true) {
      const culled = editor.getCulledShapes()
      for (const id of near) if (culled.has(id)) near.delete(id)
    }
    const shapes = inOrder(editor, near)
    editor.getCurrentPageShapesSorted = () => shapes
    editor.getCurrentPageRenderingShapesSorted = () => shapes
    try {
      return getShapeAtPoint.call(editor, point, options)
    } finally {
      editor.getCurrentPageShapesSorted = getCurrentPageShapesSorted
      editor.getCurrentPageRenderingShapesSorted = getCurrentPageRenderingShapesSorted
    }
  }
  return () => {
    editor.getShapeAtPoint = getShapeAtPoint
    stop()
  }
}

/**
 * The bounds of the page as the last effect left them. Asked outside of effects, tldraw's signals would look at each
 * shape to say that nothing has changed; so that is done only where one has since.
 */
function keepBounds(editor: Editor): { current: () => PageBounds; stop: () => void } {
  const bounds = pageBoundsOf(editor)
  let kept = bounds.get()
  let page = editor.getCurrentPageId()
  let isStale = false
  const age = () => {
    isStale = true
  }
  const { sideEffects } = editor
  const stops = [
    react('keep bounds', () => {
      kept = bounds.get()
      page = editor.getCurrentPageId()
      isStale = false
    }),
    ...(['shape', 'binding'] as const).flatMap((type) => [
      sideEffects.registerAfterCreateHandler(type, age),
      sideEffects.registerAfterChangeHandler(type, age),
      sideEffects.registerAfterDeleteHandler(type, age),
    ]),
  ]
  return {
    current: () => (isStale || page !== editor.getCurrentPageId() ? bounds.get() : kept),
    stop: () => stops.forEach((stop) => stop()),
  }
}
