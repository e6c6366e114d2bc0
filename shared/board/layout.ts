/**
 * Where things stand in a zone that lays out, and how zones make room for each other. All of it is arithmetic on what
 * the document holds, so every client and the server get the same answer and nobody writes it down.
 */

/** Canvas units (px at zoom 1). */
export const CARD_WIDTH = 240
export const ZONE_PADDING = 16
export const ZONE_GAP = 16
/** Room for a zone's title and prompt. */
export const ZONE_HEADER = 72
/** Room for the "Add …" buttons at its foot. */
export const ZONE_FOOTER = 56

export type ZoneLayout = 'column' | 'grid' | 'free'

export interface LaidOutCard {
  id: string
  /** Order key; ties are broken by id. */
  index: string
  w: number
  h: number
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
export function columnsOf(layout: ZoneLayout, zoneWidth: number): number {
  if (layout !== 'grid') return 1
  return Math.max(1, Math.floor((zoneWidth - 2 * ZONE_PADDING + ZONE_GAP) / (CARD_WIDTH + ZONE_GAP)))
}

function emptyColumns(layout: 'column' | 'grid', zoneWidth: number): { left: number; bottoms: number[] } {
  const columns = columnsOf(layout, zoneWidth)
  const used = columns * CARD_WIDTH + (columns - 1) * ZONE_GAP
  return {
    left: Math.max(ZONE_PADDING, (zoneWidth - used) / 2),
    bottoms: new Array<number>(columns).fill(ZONE_HEADER),
  }
}

function nextSpot(left: number, bottoms: readonly number[]): { column: number; x: number; y: number } {
  const y = Math.min(...bottoms)
  const column = bottoms.indexOf(y)
  return { column, x: left + column * (CARD_WIDTH + ZONE_GAP), y }
}

/**
 * Positions of a zone's cards in the zone's own space, and the height that the zone needs for them. Cards go, in
 * order, each to the column that is shortest so far (the leftmost of equals): packed, without overlap, read from the
 * top left.
 */
export function layOutZone(
  layout: 'column' | 'grid',
  zoneWidth: number,
  cards: readonly LaidOutCard[],
): { positions: CardPosition[]; height: number } {
  const { left, bottoms } = emptyColumns(layout, zoneWidth)
  const positions = cards.toSorted(byOrder).map((card) => {
    const next = nextSpot(left, bottoms)
    bottoms[next.column] = next.y + card.h + ZONE_GAP
    return { id: card.id, x: next.x, y: next.y }
  })
  return { positions, height: Math.max(...bottoms) + ZONE_FOOTER }
}

export interface ZoneBox {
  id: string
  x: number
  y: number
  w: number
  /** The height the document holds. */
  h: number
  /** The height its content needs. */
  contentHeight: number
}

/**
 * The boxes of a page's zones after each has grown to hold its content: a zone that grows pushes down what stands
 * below it (what began at or under its own foot and shares some of its width) by as much as it grew.
 */
export function makeRoom(zones: readonly ZoneBox[]): Map<string, { y: number; h: number }> {
  const ordered = zones.toSorted((a, b) => a.y - b.y || (a.id < b.id ? -1 : 1))
  const settled: { zone: ZoneBox; y: number; h: number }[] = []
  for (const zone of ordered) {
    let pushed = 0
    for (const above of settled) {
      const foot = above.zone.y + above.zone.h
      const sharesWidth = above.zone.x < zone.x + zone.w && zone.x < above.zone.x + above.zone.w
      if (sharesWidth && foot <= zone.y) pushed = Math.max(pushed, above.y + above.h - foot)
    }
    settled.push({ zone, y: zone.y + pushed, h: Math.max(zone.h, zone.contentHeight) })
  }
  return new Map(settled.map(({ zone, y, h }) => [zone.id, { y, h }]))
}

/**
 * Where in a zone's order a card belongs that is dropped with its centre at `point` (the zone's own space): the number
 * of the other cards that come before it. Of all places it is the one whose layout puts the card nearest to the point,
 * so a card lands where it was let go. `others` are the zone's other cards.
 */
export function dropPosition(
  layout: 'column' | 'grid',
  zoneWidth: number,
  others: readonly LaidOutCard[],
  dropped: { w: number; h: number },
  point: { x: number; y: number },
): number {
  const { left, bottoms } = emptyColumns(layout, zoneWidth)
  let best = 0
  let bestDistance = Number.POSITIVE_INFINITY
  // Inserting at place p leaves the cards before it where they are: one pass over the order tries every place.
  const ordered = others.toSorted(byOrder)
  for (let place = 0; place <= ordered.length; place++) {
    const next = nextSpot(left, bottoms)
    const dx = point.x - (next.x + dropped.w / 2)
    const dy = point.y - (next.y + dropped.h / 2)
    const distance = dx * dx + dy * dy
    if (distance < bestDistance) {
      bestDistance = distance
      best = place
    }
    const card = ordered[place]
    if (card !== undefined) bottoms[next.column] = next.y + card.h + ZONE_GAP
  }
  return best
}
