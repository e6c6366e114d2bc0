/**
 * Where things stand in a zone that lays out, and how zones make room for each other. All of it is arithmetic on what
 * the document holds, so every client and the server get the same answer and nobody writes it down.
 */

import type { CardFields } from '../templates/field.ts'
import type { ZoneLayout } from '../templates/template.ts'
import { RangeMax } from './RangeMax.ts'
import { ShortestColumn } from './ShortestColumn.ts'

/** Canvas units (px at zoom 1). */
export const CARD_WIDTH = 240
export const ZONE_PADDING = 16
export const ZONE_GAP = 16
/** Between two templates on one page: more than lies between the sides of any one of them. */
export const TEMPLATE_GAP = 320
/** Room for a zone's title and prompt. */
export const ZONE_HEADER = 72
/** Room for the "Add …" buttons at its foot. */
export const ZONE_FOOTER = 56

/** A layout that says where cards lie. */
export type PlacingLayout = Exclude<ZoneLayout, { readonly type: 'free' }>
/** Of those, the ones in which cards follow each other in their order, from the top left. */
export type OrderLayout = Exclude<PlacingLayout, { readonly type: 'table' | 'wall' }>

export interface LaidOutCard {
  id: string
  /** Order key; ties are broken by id. */
  index: string
  w: number
  h: number
  /** What a table goes by. */
  kind: string
  fields: CardFields
}

/** Where a zone's cards lie in its own space, and how large it has to be for them. */
export interface LaidOut {
  positions: CardPosition[]
  /** 0 where the layout makes do with the width it is given. */
  width: number
  height: number
}

export interface CardPosition {
  id: string
  x: number
  y: number
}

/** Orders by order key, then by id, as plain strings: the same on every machine. */
export function byOrder(a: { index: string; id: string }, b: { index: string; id: string }): number {
  if (a.index !== b.index) return a.index < b.index ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** How many columns of cards a zone of this width holds, at least one. */
export function columnsOf(layout: ZoneLayout['type'], zoneWidth: number): number {
  if (layout !== 'grid' && layout !== 'wall') return 1
  return Math.max(1, Math.floor((zoneWidth - 2 * ZONE_PADDING + ZONE_GAP) / (CARD_WIDTH + ZONE_GAP)))
}

/** Where the cards of one of so many columns begin: all of them together stand in the middle of their zone. */
export function columnX(columns: number, zoneWidth: number, column: number): number {
  const used = columns * CARD_WIDTH + (columns - 1) * ZONE_GAP
  return Math.max(ZONE_PADDING, (zoneWidth - used) / 2) + column * (CARD_WIDTH + ZONE_GAP)
}

/** The columns of a zone as far as so many cards can fill them, and where a card in each begins. */
function emptyColumns(layout: OrderLayout, zoneWidth: number, cards: number) {
  const columns = columnsOf(layout.type, zoneWidth)
  return {
    columns: new ShortestColumn(Math.max(1, Math.min(columns, cards)), ZONE_HEADER),
    xOf: (column: number) => columnX(columns, zoneWidth, column),
  }
}

/**
 * Positions of a zone's cards in the zone's own space, and the height that the zone needs for them. Cards go, in
 * order, each to the column that is shortest so far (the leftmost of equals): packed, without overlap, read from the
 * top left.
 */
export function layOutColumns(layout: OrderLayout, zoneWidth: number, cards: readonly LaidOutCard[]): LaidOut {
  const { columns, xOf } = emptyColumns(layout, zoneWidth, cards.length)
  const positions = cards.toSorted(byOrder).map((card) => {
    const { column, y } = columns.next
    columns.fill(y + card.h + ZONE_GAP)
    return { id: card.id, x: xOf(column), y }
  })
  return { positions, width: 0, height: columns.foot + ZONE_FOOTER }
}

export interface ZoneBox {
  id: string
  x: number
  y: number
  w: number
  /** The height the document holds. */
  h: number
  /** The size its content needs. */
  content: { w: number; h: number }
}

/**
 * The boxes of a page's zones after each has grown to hold its content: a zone that grows pushes down what stands
 * below it (what began at or under its own foot and shares some of its width) by as much as it grew.
 */
export function makeRoom(zones: readonly ZoneBox[]): Map<string, { y: number; w: number; h: number }> {
  const ordered = zones.toSorted((a, b) => a.y - b.y || (a.id < b.id ? -1 : 1))
  const settled = ordered.map(({ id, x, y, w, h, content }, place) => ({
    id,
    place,
    left: x,
    right: x + Math.max(w, content.w),
    w: Math.max(w, content.w),
    top: y,
    foot: y + h,
    y,
    h: Math.max(h, content.h),
  }))
  const byFoot = settled.toSorted((a, b) => a.foot - b.foot || a.place - b.place)
  // How far what stands above pushes down what begins lower, along the width of the page.
  const pushes = new RangeMax(settled.flatMap(({ left, right }) => [left, right]))
  let passed = 0
  for (const zone of settled) {
    for (let above = byFoot[passed]; above !== undefined; above = byFoot[++passed]) {
      if (above.foot > zone.top || above.place >= zone.place) break
      pushes.raise(above.left, above.right, above.y + above.h - above.foot)
    }
    zone.y = zone.top + pushes.highest(zone.left, zone.right)
  }
  return new Map(settled.map(({ id, y, w, h }) => [id, { y, w, h }]))
}

/**
 * Where in a zone's order a card belongs that is dropped with its centre at `point` (the zone's own space): the number
 * of the other cards that come before it. Of all places it is the one whose layout puts the card nearest to the point,
 * so a card lands where it was let go. `others` are the zone's other cards.
 */
export function dropPosition(
  layout: OrderLayout,
  zoneWidth: number,
  others: readonly LaidOutCard[],
  dropped: { w: number; h: number },
  point: { x: number; y: number },
): number {
  const { columns, xOf } = emptyColumns(layout, zoneWidth, others.length + 1)
  let best = 0
  let bestDistance = Number.POSITIVE_INFINITY
  // Inserting at place p leaves the cards before it where they are: one pass over the order tries every place.
  const ordered = others.toSorted(byOrder)
  for (let place = 0; place <= ordered.length; place++) {
    const { column, y } = columns.next
    const dx = point.x - (xOf(column) + dropped.w / 2)
    const dy = point.y - (y + dropped.h / 2)
    const distance = dx * dx + dy * dy
    if (distance < bestDistance) {
      bestDistance = distance
      best = place
    }
    const card = ordered[place]
    if (card !== undefined) columns.fill(y + card.h + ZONE_GAP)
  }
  return best
}
