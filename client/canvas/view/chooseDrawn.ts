import type { TLShapeId } from '@tldraw/tldraw'
import type { PageBounds, PageBox } from './PageBounds.ts'

/** What can be seen, and what is there to be seen. */
export interface Drawn {
  /** Shapes that share a point with the screen. */
  readonly visible: ReadonlySet<TLShapeId>
  /** Shapes that are in the page's tree, whether they can be seen or not. */
  readonly mounted: ReadonlySet<TLShapeId>
  /** Whether more of what can be seen waits for the next frame. */
  readonly isWaiting: boolean
}

/** So many shapes more than can be seen may stay in the tree: going back to them costs nothing. */
const MOST_KEPT = 600
/**
 * So many that come into view are drawn in one frame, those in the middle of the screen first: a frame with more takes
 * longer than a hand that moves the camera can bear.
 */
export const MOST_NEW = 150
/** So many are drawn ahead in one frame, of those that lie just beyond the screen. */
const MOST_AHEAD = 12
/** How far beyond the screen is drawn ahead, in parts of the screen. */
const AHEAD = 0.25

/**
 * Which shapes are drawn for a view. What was drawn stays as long as it may; a shape in `always` is drawn wherever it
 * lies. Returns `before` itself when nothing has changed.
 */
export function chooseDrawn(
  before: Drawn | null,
  bounds: PageBounds,
  view: PageBox,
  always: Iterable<TLShapeId>,
): Drawn {
  const seen = bounds.touching(view)
  const visible = before !== null && same(before.visible, seen) ? before.visible : seen
  const [w, h] = [(view.maxX - view.minX) * AHEAD, (view.maxY - view.minY) * AHEAD]
  const near = bounds.touching({
    minX: view.minX - w,
    minY: view.minY - h,
    maxX: view.maxX + w,
    maxY: view.maxY + h,
  })
  const centre = { x: (view.minX + view.maxX) / 2, y: (view.minY + view.maxY) / 2 }
  const mounted = new Set<TLShapeId>(always)
  const there = new Set(bounds.ids)
  const kept: TLShapeId[] = []
  for (const id of before?.mounted ?? []) {
    if (near.has(id)) mounted.add(id)
    else if (there.has(id)) kept.push(id)
  }
  // The last that were added are the last that were seen.
  for (const id of kept.slice(-MOST_KEPT)) mounted.add(id)

  const coming = [...visible].filter((id) => !mounted.has(id))
  const isWaiting = coming.length > MOST_NEW
  const now = isWaiting ? bounds.nearestFirst(coming, centre).slice(0, MOST_NEW) : coming
  for (const id of now) mounted.add(id)
  if (before !== null && now.length < MOST_AHEAD) {
    let room = MOST_AHEAD - now.length
    for (const id of near) {
      if (room === 0) break
      if (mounted.has(id)) continue
      mounted.add(id)
      room--
    }
  }
  const isSame = before?.isWaiting === isWaiting && before.visible === visible && same(before.mounted, mounted)
  return isSame ? before : { visible, mounted, isWaiting }
}

function same(a: ReadonlySet<TLShapeId>, b: ReadonlySet<TLShapeId>): boolean {
  if (a.size !== b.size) return false
  for (const id of a) if (!b.has(id)) return false
  return true
}
