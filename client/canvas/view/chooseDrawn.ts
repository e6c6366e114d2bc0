import type { TLShapeId } from '@tldraw/tldraw'
import type { PageBounds, PageBox } from './PageBounds.ts'

/** What can be seen, and what is there to be seen. */
export interface Drawn {
  /** The page that this was chosen from. */
  readonly bounds: PageBounds
  /** The part of the page that it was chosen for: the screen and what lies around it. */
  readonly around: PageBox
  /** Shapes that share a point with that part. */
  readonly visible: ReadonlySet<TLShapeId>
  /** Shapes that are drawn wherever they lie. */
  readonly always: ReadonlySet<TLShapeId>
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
/** So many at most are drawn ahead together with what comes into view, of those that lie just beyond the screen. */
const MOST_AHEAD = 30
/** How far beyond the screen is drawn ahead, in parts of the screen. */
const AHEAD = 0.4
/** How far around the screen shapes count as in view: as long as a camera stays in there, it changes nothing. */
const AROUND = 0.15
/** A camera that came so much nearer sees few of those that count as in view. */
const MOST_AROUND = 2.5

/**
 * Which shapes are drawn for a view. What was drawn stays as long as it may; a shape in `always` is drawn wherever it
 * lies. Returns `before` itself where that serves as well.
 */
export function chooseDrawn(
  before: Drawn | null,
  bounds: PageBounds,
  view: PageBox,
  alwaysDrawn: Iterable<TLShapeId>,
): Drawn {
  const always = kept(before?.always, new Set(alwaysDrawn))
  const isStill =
    before !== null && !before.isWaiting && before.bounds === bounds && before.always === always && holds(before, view)
  if (isStill) return before
  const around = widened(view, AROUND)
  const visible = kept(before?.visible, bounds.touching(around))
  const mounted = new Set(always)
  const coming = new Set(visible)
  const { near, apart } = byNearness(before?.mounted ?? [], bounds, view)
  // The last that were added are the last that were seen.
  for (const id of [...apart.slice(-MOST_KEPT), ...near]) {
    mounted.add(id)
    coming.delete(id)
  }
  for (const id of always) coming.delete(id)

  const isWaiting = coming.size > MOST_NEW
  const now = isWaiting ? bounds.nearestFirst(coming, centreOf(view)).slice(0, MOST_NEW) : coming
  for (const id of now) mounted.add(id)
  // A look around costs as much for one as for thirty, so it is worth it only when something comes anyway.
  if (coming.size > 0 && !isWaiting) addAhead(mounted, bounds, view)
  return { bounds, around, visible, always, mounted: kept(before?.mounted, mounted), isWaiting }
}

/** Whether what was chosen serves a view as well. */
function holds({ around }: Drawn, view: PageBox): boolean {
  return (
    around.minX <= view.minX &&
    around.minY <= view.minY &&
    around.maxX >= view.maxX &&
    around.maxY >= view.maxY &&
    around.maxX - around.minX <= (view.maxX - view.minX) * MOST_AROUND
  )
}

/** Divides shapes that are still there into those in or just beyond a view and the others. */
function byNearness(ids: Iterable<TLShapeId>, bounds: PageBounds, view: PageBox) {
  const around = bounds.touching(widened(view, AHEAD))
  const near: TLShapeId[] = []
  const apart: TLShapeId[] = []
  for (const id of ids) {
    if (around.has(id)) near.push(id)
    else if (bounds.has(id)) apart.push(id)
  }
  return { near, apart }
}

function addAhead(mounted: Set<TLShapeId>, bounds: PageBounds, view: PageBox): void {
  const ahead = [...bounds.touching(widened(view, AHEAD))].filter((id) => !mounted.has(id))
  for (const id of bounds.nearestFirst(ahead, centreOf(view)).slice(0, MOST_AHEAD)) mounted.add(id)
}

function widened({ minX, minY, maxX, maxY }: PageBox, by: number): PageBox {
  const [w, h] = [(maxX - minX) * by, (maxY - minY) * by]
  return { minX: minX - w, minY: minY - h, maxX: maxX + w, maxY: maxY + h }
}

function centreOf({ minX, minY, maxX, maxY }: PageBox): { x: number; y: number } {
  return { x: (minX + maxX) / 2, y: (minY + maxY) / 2 }
}

/** The set as it was before, if it holds the same: whoever looks at it need not look again. */
function kept(before: ReadonlySet<TLShapeId> | undefined, now: ReadonlySet<TLShapeId>): ReadonlySet<TLShapeId> {
  return before !== undefined && same(before, now) ? before : now
}

function same(a: ReadonlySet<TLShapeId>, b: ReadonlySet<TLShapeId>): boolean {
  if (a.size !== b.size) return false
  for (const id of a) if (!b.has(id)) return false
  return true
}
