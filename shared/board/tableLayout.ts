import type { CardFields } from '../templates/field.ts'
import { rawField } from '../templates/fieldValue.ts'
import type { TableLayout } from '../templates/template.ts'
import {
  byOrder,
  CARD_WIDTH,
  ZONE_FOOTER,
  ZONE_GAP,
  ZONE_HEADER,
  ZONE_PADDING,
  type CardPosition,
  type LaidOut,
  type LaidOutCard,
} from './layout.ts'

/** A cell: the ids of the cards that head its row and its column; the column of what lies beside the table is null. */
export interface TableCell {
  readonly row: string
  readonly column: string | null
}

/** The lines of a table, in its zone's own space. */
export interface TableGrid {
  /** From the left: where each column begins, and the card that heads it; null is the one beside the table. */
  readonly columns: readonly { readonly id: string | null; readonly x: number }[]
  /** From the top. */
  readonly rows: readonly { readonly id: string; readonly y: number; readonly h: number }[]
  /** Where the rows begin and end. */
  readonly top: number
  readonly foot: number
  readonly width: number
}

const PITCH = CARD_WIDTH + ZONE_GAP
/** Room for the button at the foot of each cell. */
export const CELL_FOOT = 32
/** Where the cards begin that head the rows. */
const LEFT = ZONE_PADDING

/** Rows, columns and cells of a table, and where each of its cards lies. */
export function tableOf(
  layout: TableLayout,
  cards: readonly LaidOutCard[],
): LaidOut & { grid: TableGrid; cellOf: ReadonlyMap<string, TableCell> } {
  const ordered = cards.toSorted(byOrder)
  const rows = ordered.filter(({ kind }) => kind === layout.rows.kind)
  const columns = ordered.filter(({ kind }) => kind === layout.columns.kind)
  const cellOf = new Map<string, TableCell>()
  const cells = new Map<string, LaidOutCard[]>()
  const loose: LaidOutCard[] = []
  const heads = new Set([...rows, ...columns].map(({ id }) => id))
  const [rowIds, columnIds] = [new Set(rows.map(({ id }) => id)), new Set(columns.map(({ id }) => id))]
  for (const card of ordered) {
    if (heads.has(card.id)) continue
    const cell = cellNamed(layout, card, rowIds, columnIds)
    if (cell === null) loose.push(card)
    else {
      cellOf.set(card.id, cell)
      const key = cellKey(cell)
      const inCell = cells.get(key)
      if (inCell === undefined) cells.set(key, [card])
      else inCell.push(card)
    }
  }

  const columnPlaces = [...columns.map(({ id }): string | null => id), ...(layout.beside === null ? [] : [null])].map(
    (id, at) => ({ id, x: LEFT + (at + 1) * PITCH }),
  )
  const width = LEFT + (columnPlaces.length + 1) * PITCH - ZONE_GAP + ZONE_PADDING
  const positions: CardPosition[] = columns.map(({ id }, at) => ({
    id,
    x: LEFT + (at + 1) * PITCH,
    y: ZONE_HEADER,
  }))
  const top = ZONE_HEADER + Math.max(0, ...columns.map(({ h }) => h + ZONE_GAP))
  let y = top
  const rowPlaces: { id: string; y: number; h: number }[] = []
  for (const row of rows) {
    positions.push({ id: row.id, x: LEFT, y })
    let foot = y + row.h
    for (const column of columnPlaces) {
      let at = y
      for (const card of cells.get(cellKey({ row: row.id, column: column.id })) ?? []) {
        positions.push({ id: card.id, x: column.x, y: at })
        at += card.h + ZONE_GAP
      }
      foot = Math.max(foot, at + CELL_FOOT)
    }
    rowPlaces.push({ id: row.id, y, h: foot - y })
    y = foot + ZONE_GAP
  }
  const foot = y
  const looseFoot = placeLoose(loose, Math.max(1, columnPlaces.length + 1), foot, positions)
  return {
    positions,
    width,
    height: looseFoot + ZONE_FOOTER,
    grid: { columns: columnPlaces, rows: rowPlaces, top, foot, width },
    cellOf,
  }
}

/** As `layOutZone`, for a table. */
export function layOutTable(layout: TableLayout, cards: readonly LaidOutCard[]): LaidOut {
  const { positions, width, height } = tableOf(layout, cards)
  return { positions, width, height }
}

/** The fields that put a card into a cell. */
export function cellFields(layout: TableLayout, { row, column }: TableCell): CardFields {
  return { [layout.rows.field]: row, ...(column === null ? {} : { [layout.columns.field]: column }) }
}

/** The cell under a point of the zone's own space, the nearest one outside; null for a table without any. */
export function cellAt(
  layout: TableLayout,
  grid: TableGrid,
  kind: string,
  point: { x: number; y: number },
): TableCell | null {
  const isBeside = kind === layout.beside?.kind
  const columns = grid.columns.filter(({ id }) => (id === null) === isBeside)
  const column = nearest(columns, ({ x }) => x, CARD_WIDTH, point.x)
  const row = nearest(
    grid.rows,
    (place) => place.y,
    (place) => place.h,
    point.y,
  )
  return row === undefined || column === undefined ? null : { row: row.id, column: column.id }
}

function nearest<Place>(
  places: readonly Place[],
  startOf: (place: Place) => number,
  length: number | ((place: Place) => number),
  at: number,
): Place | undefined {
  let best: Place | undefined
  let least = Number.POSITIVE_INFINITY
  for (const place of places) {
    const start = startOf(place)
    const end = start + (typeof length === 'number' ? length : length(place))
    const distance = Math.max(start - at, at - end, 0)
    if (distance >= least) continue
    best = place
    least = distance
  }
  return best
}

function cellNamed(
  layout: TableLayout,
  { kind, fields }: LaidOutCard,
  rows: ReadonlySet<string>,
  columns: ReadonlySet<string>,
): TableCell | null {
  const row = rawField(fields, layout.rows.field)
  if (typeof row !== 'string' || !rows.has(row)) return null
  if (kind === layout.beside?.kind) return { row, column: null }
  const column = rawField(fields, layout.columns.field)
  return typeof column === 'string' && columns.has(column) ? { row, column } : null
}

function cellKey({ row, column }: TableCell): string {
  return `${row} ${column ?? ''}`
}

/** Puts cards that lie in no cell below the table, row by row; returns where they end. */
function placeLoose(loose: readonly LaidOutCard[], columns: number, top: number, positions: CardPosition[]): number {
  let y = top
  for (let at = 0; at < loose.length; at += columns) {
    const line = loose.slice(at, at + columns)
    line.forEach(({ id }, column) => positions.push({ id, x: LEFT + column * PITCH, y }))
    y += Math.max(...line.map(({ h }) => h)) + ZONE_GAP
  }
  return y
}
