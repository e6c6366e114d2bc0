import type { TLShapeId } from '@tldraw/tldraw'

/** A rectangle of the page. */
export interface PageBox {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
}

/** Where each shape of the page lies, as plain numbers: a look at thousands of them costs microseconds. */
export class PageBounds {
  readonly ids: readonly TLShapeId[]
  readonly frames: readonly TLShapeId[]
  readonly #there: ReadonlySet<TLShapeId>
  /** Four numbers a shape: least x and y, most x and y. */
  readonly #edges: Float64Array

  /** `frames` are those of the shapes that have a name outside their bounds. */
  constructor(boxes: ReadonlyMap<TLShapeId, PageBox>, frames: readonly TLShapeId[] = []) {
    this.frames = frames
    this.ids = [...boxes.keys()]
    this.#there = new Set(this.ids)
    this.#edges = new Float64Array(boxes.size * 4)
    let at = 0
    for (const { minX, minY, maxX, maxY } of boxes.values()) {
      this.#edges.set([minX, minY, maxX, maxY], at)
      at += 4
    }
  }

  /** Whether the same shapes lie in the same places. */
  equals(other: PageBounds): boolean {
    const theirs = other.#edges
    return (
      this.ids.length === other.ids.length &&
      this.frames.length === other.frames.length &&
      this.#edges.every((edge, at) => edge === theirs[at]) &&
      this.ids.every((id, at) => id === other.ids[at]) &&
      this.frames.every((id, at) => id === other.frames[at])
    )
  }

  has(id: TLShapeId): boolean {
    return this.#there.has(id)
  }

  /** The shapes that share at least a point with a box. */
  touching({ minX, minY, maxX, maxY }: PageBox): Set<TLShapeId> {
    const found = new Set<TLShapeId>()
    const edges = this.#edges
    this.ids.forEach((id, index) => {
      const at = index * 4
      const isApart =
        (edges[at] ?? 0) > maxX ||
        (edges[at + 1] ?? 0) > maxY ||
        (edges[at + 2] ?? 0) < minX ||
        (edges[at + 3] ?? 0) < minY
      if (!isApart) found.add(id)
    })
    return found
  }

  /** Some shapes, those first that are nearest to a point. */
  nearestFirst(ids: Iterable<TLShapeId>, { x, y }: { x: number; y: number }): TLShapeId[] {
    const wanted = new Set(ids)
    const distances: { id: TLShapeId; distance: number }[] = []
    this.ids.forEach((id, index) => {
      if (!wanted.has(id)) return
      const at = index * 4
      const dx = Math.max((this.#edges[at] ?? 0) - x, x - (this.#edges[at + 2] ?? 0), 0)
      const dy = Math.max((this.#edges[at + 1] ?? 0) - y, y - (this.#edges[at + 3] ?? 0), 0)
      distances.push({ id, distance: dx * dx + dy * dy })
    })
    return distances.sort((a, b) => a.distance - b.distance).map(({ id }) => id)
  }
}
