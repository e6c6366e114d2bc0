import type { Side } from '../../shared/templates/kind.ts'

/** What a plan needs of a zone: all of it is in the template's data. */
export interface PlanZone {
  id: string
  /** Its template: each lies on sheets of its own. */
  template: string
  title: string
  side: Side
  columns: number
  /** Rows and columns of a table; null for a zone that is none. */
  table: { rows: number; columns: number } | null
  box: Rectangle
}

export interface Rectangle {
  x: number
  y: number
  w: number
  h: number
}

/** A template seen from so far that only its sides, its zones and where cards go can be told. */
export interface Plan {
  /** The part of the page that is drawn, in canvas pixels. */
  view: Rectangle
  /** The two sheets that the sides lie on, and where they overlap. Absent where a side has no zones. */
  sheets: Sheet[]
  zones: ZonePlan[]
}

/** A side of one template. */
export interface Sheet {
  side: Side
  box: Rectangle
}

/** A zone: its title, the places of cards, and the cells of a table. */
export interface ZonePlan {
  id: string
  side: Side
  box: Rectangle
  title: Rectangle
  cards: Rectangle[]
  cells: Rectangle[]
}

const MARGIN = 72
const SHEET_MARGIN = 56
const INSET = 28
const CARD_GAP = 20
const TITLE_HEIGHT = 28
const CELL_INSET = 24
const LETTER_WIDTH = 18

/** Lays the plan out; null for a template without zones. */
export function planLayout(zones: readonly PlanZone[]): Plan | null {
  const whole = bounds(zones.map((zone) => zone.box))
  if (whole === null) return null
  return {
    view: grow(whole, MARGIN),
    sheets: [...new Set(zones.map(({ template }) => template))].flatMap((id) =>
      sheetsOf(zones.filter(({ template }) => template === id)),
    ),
    zones: zones.map((zone) => ({
      id: zone.id,
      side: zone.side,
      box: zone.box,
      title: titleOf(zone),
      ...(zone.table === null ? { cards: cardsOf(zone), cells: [] } : tableOf(zone.box, zone.table)),
    })),
  }
}

/** Each side reaches over its own zones and those between; the overlap of the two is the third. */
function sheetsOf(zones: readonly PlanZone[]): Sheet[] {
  const of = (...sides: Side[]) => bounds(zones.filter((zone) => sides.includes(zone.side)).map((zone) => zone.box))
  const sheet = (side: Side, box: Rectangle | null) => (box === null ? [] : [{ side, box: grow(box, SHEET_MARGIN) }])
  const product = of('product') === null ? [] : sheet('product', of('product', 'between'))
  const ai = of('ai') === null ? [] : sheet('ai', of('ai', 'between'))
  return [...product, ...ai, ...sheet('between', of('between'))]
}

function titleOf({ title, box }: PlanZone): Rectangle {
  return {
    x: box.x + INSET,
    y: box.y + INSET,
    w: Math.min(title.length * LETTER_WIDTH, box.w - 2 * INSET),
    h: TITLE_HEIGHT,
  }
}

/** The first places of the zone's own columns, one fewer in the last row, as a zone in use looks. */
function cardsOf({ box, columns }: PlanZone): Rectangle[] {
  const top = box.y + 2 * INSET + TITLE_HEIGHT
  const w = (box.w - 2 * INSET - (columns - 1) * CARD_GAP) / columns
  const h = Math.min(w * 0.5, (box.y + box.h - INSET - top - CARD_GAP) / 2)
  if (w <= 0 || h <= 0) return []
  const count = columns === 1 ? 2 : 2 * columns - 1
  return Array.from({ length: count }, (_, place) => ({
    x: box.x + INSET + (place % columns) * (w + CARD_GAP),
    y: top + Math.floor(place / columns) * (h + CARD_GAP),
    w,
    h,
  }))
}

/** A row and a column of heads, and in each cell within a card. */
function tableOf(box: Rectangle, { rows, columns }: { rows: number; columns: number }) {
  const top = box.y + 2 * INSET + TITLE_HEIGHT
  const w = (box.w - 2 * INSET) / (columns + 1)
  const h = (box.y + box.h - INSET - top) / (rows + 1)
  if (w <= 2 * CELL_INSET || h <= 2 * CELL_INSET) return { cards: [], cells: [] }
  const cells = Array.from({ length: (rows + 1) * (columns + 1) }, (_, place) => ({
    x: box.x + INSET + (place % (columns + 1)) * w,
    y: top + Math.floor(place / (columns + 1)) * h,
    w,
    h,
  }))
  const inner = cells.filter((_, place) => place % (columns + 1) > 0 && place > columns)
  return { cells, cards: inner.map((cell) => grow(cell, -CELL_INSET)) }
}

function bounds(boxes: readonly Rectangle[]): Rectangle | null {
  if (boxes.length === 0) return null
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  return {
    x,
    y,
    w: Math.max(...boxes.map((box) => box.x + box.w)) - x,
    h: Math.max(...boxes.map((box) => box.y + box.h)) - y,
  }
}

function grow({ x, y, w, h }: Rectangle, by: number): Rectangle {
  return { x: x - by, y: y - by, w: w + 2 * by, h: h + 2 * by }
}
