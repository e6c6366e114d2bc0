import type { Cell, Column, Piece, TableSection } from '../readingView.ts'
import type { Role } from './kinds.ts'
import type { MatrixModel, MatrixRow } from './matrixModel.ts'
import { handOffText, raciText, roleText, type Titles } from './matrixTexts.ts'
import type { RaciEntry, RaciRow } from './raci.ts'

/**
 * Most columns that the table shows one by one; what is in further ones shares a column. Without this, thousands of
 * phases and as many columns would make millions of empty cells.
 */
export const COLUMN_LIMIT = 25

const PHASE_COLUMN: Column = { id: 'phase', title: 'Phase', side: null }

/** The matrix itself: phases down, columns across, the hand-off to the next phase beside them. */
export function matrixTable({ parts, rows }: MatrixModel, titles: Titles): TableSection {
  const shown = parts.slice(0, COLUMN_LIMIT)
  const isCut = shown.length < parts.length
  return {
    type: 'table',
    id: 'matrix',
    title: 'Who does what in each phase',
    empty: 'No phase yet. A phase, a column and a role make the first row.',
    detail: false,
    columns: [
      PHASE_COLUMN,
      // Two columns may be called the same; ids of cards are long, and their places are enough here.
      ...shown.map(({ id }, at): Column => ({ id: `column-${at + 1}`, title: titles.part(id) ?? '', side: null })),
      ...(isCut ? [{ id: 'further', title: 'Further columns', side: null }] : []),
      { id: 'handOff', title: 'Hand-off to the next phase', side: 'between' },
    ],
    groups: [
      {
        id: 'phases',
        title: 'Phases',
        rows: rows.map((row) => {
          const cells = cellsByPart(row)
          const inShown = shown.map(({ id }): Cell => (cells.get(id) ?? []).map((card) => piece(card, roleText(card))))
          for (const { id } of shown) cells.delete(id)
          return [
            phaseCell(row, titles),
            ...inShown,
            ...(isCut ? [furtherCell(cells, titles)] : []),
            row.handOffs.map((card) => piece(card, handOffText(card))),
          ]
        }),
      },
    ],
  }
}

function phaseCell({ phase }: MatrixRow, titles: Titles): Cell {
  const { startsOn } = phase.fields
  return [
    piece(phase, titles.phase(phase.id) ?? ''),
    ...(startsOn === null ? [] : [piece(phase, `starts on ${startsOn}`)]),
  ]
}

function cellsByPart({ lead, support, review, other }: MatrixRow): Map<string, Role[]> {
  const cells = new Map<string, Role[]>()
  for (const card of [lead, support, review, other].flat()) {
    const part = card.fields.part ?? ''
    const cell = cells.get(part)
    if (cell) cell.push(card)
    else cells.set(part, [card])
  }
  return cells
}

function furtherCell(cells: ReadonlyMap<string, readonly Role[]>, titles: Titles): Cell {
  return [...cells].flatMap(([part, cards]) =>
    cards.map((card) => piece(card, `${titles.part(part) ?? ''}: ${roleText(card)}`)),
  )
}

/** The same phases in the letters of RACI. */
export function raciTable({ raci }: MatrixModel, titles: Titles): TableSection {
  return {
    type: 'table',
    id: 'raci',
    title: 'The same as RACI',
    empty: 'No phase yet.',
    detail: false,
    columns: [
      PHASE_COLUMN,
      { id: 'responsible', title: 'Responsible', side: null },
      { id: 'accountable', title: 'Accountable', side: null },
      { id: 'consulted', title: 'Consulted', side: null },
      { id: 'informed', title: 'Informed', side: null },
    ],
    groups: [{ id: 'phases', title: 'Phases', rows: raci.map((row) => raciCells(row, titles)) }],
  }
}

function raciCells({ phase, responsible, accountable, consulted, informed }: RaciRow, titles: Titles): Cell[] {
  const cell = (entries: readonly RaciEntry[]): Cell => entries.map((entry) => piece(entry, raciText(entry)))
  return [
    [piece({ id: phase }, titles.phase(phase) ?? '')],
    cell(responsible),
    cell(accountable),
    cell(consulted),
    cell(informed),
  ]
}

function piece({ id }: { readonly id: string }, text: string): Piece {
  return { text, cards: [id] }
}
