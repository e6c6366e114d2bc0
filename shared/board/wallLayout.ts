import {
  byOrder,
  columnsOf,
  columnX,
  ZONE_FOOTER,
  ZONE_GAP,
  ZONE_HEADER,
  type CardPosition,
  type LaidOut,
  type LaidOutCard,
} from './layout.ts'
import { ShortestColumn } from './ShortestColumn.ts'

interface OnWall extends CardPosition {
  readonly column: number
  readonly h: number
}

/**
 * Positions on a wall, on which the first in order, the newest, stands on top. Cards come to their column in the order
 * in which they came to the wall, each to the one that was shortest then: a new card lies on top of that column and
 * moves down what stands in it, and no card changes columns because another comes.
 */
export function layOutWall(zoneWidth: number, cards: readonly LaidOutCard[]): LaidOut {
  const { positions, foot } = onWall(zoneWidth, cards)
  return { positions: positions.map(({ id, x, y }) => ({ id, x, y })), width: 0, height: foot + ZONE_FOOTER }
}

/**
 * Where in a wall's order a card belongs that is dropped with its centre at `point` (the wall's own space): before what
 * stands below the point in the column there. The number of the other cards that come before it.
 */
export function dropOnWall(zoneWidth: number, others: readonly LaidOutCard[], point: { x: number; y: number }): number {
  const { positions, xOf } = onWall(zoneWidth, others)
  const columns = new Set(positions.map(({ column }) => column))
  const nearest = [...columns].toSorted((a, b) => Math.abs(xOf(a) - point.x) - Math.abs(xOf(b) - point.x))[0]
  let place = 0
  for (const [at, { column, y, h }] of positions.entries()) {
    if (column !== nearest) continue
    if (y + h / 2 > point.y) return at
    place = at + 1
  }
  return place
}

/** In order. `xOf` is the centre of a column. */
function onWall(zoneWidth: number, cards: readonly LaidOutCard[]) {
  const ordered = cards.toSorted(byOrder)
  const count = columnsOf('wall', zoneWidth)
  const columns = new ShortestColumn(Math.max(1, Math.min(count, cards.length)), ZONE_HEADER)
  const columnOf = new Map<string, number>()
  for (const { id, h } of ordered.toReversed()) {
    const { column, y } = columns.next
    columnOf.set(id, column)
    columns.fill(y + h + ZONE_GAP)
  }
  const tops = new Map<number, number>()
  const positions = ordered.map(({ id, h, w }): OnWall & { w: number } => {
    const column = columnOf.get(id) ?? 0
    const y = tops.get(column) ?? ZONE_HEADER
    tops.set(column, y + h + ZONE_GAP)
    return { id, x: columnX(count, zoneWidth, column), y, column, h, w }
  })
  const half = (positions[0]?.w ?? 0) / 2
  return { positions, foot: columns.foot, xOf: (column: number) => columnX(count, zoneWidth, column) + half }
}
