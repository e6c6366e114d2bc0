import type { FieldDefinition } from '../templates/field.ts'
import type { KindDefinition } from '../templates/kind.ts'
import type { Template } from '../templates/template.ts'
import { choicesNamed, findHead } from './heads.ts'
import { columnName, type ImportTable } from './importTable.ts'
import {
  hasCells,
  leadOf,
  rowFieldsOf,
  rowKindOf,
  tableLayoutOf,
  type CardThere,
  type ColumnUse,
  type ImportMapping,
  type ImportTarget,
} from './mapping.ts'
import { findChoice, isImportable } from './readCell.ts'
import { readDay } from './readDay.ts'
import { nameKey, wordsOf } from './words.ts'

/** How sure a column is of its field: by its name, as the kind's own name, by the choices or days in it, by a word. */
const BY_NAME = 4
const BY_KIND = 3
const BY_CHOICES = 2
const BY_WORD = 1
/** Rows that are looked at for what a column holds. */
const SAMPLE = 50

/** The target and mapping that fit a table best, by the names of its columns; the first of equals. Null without a kind. */
export function guessImport(
  targets: readonly ImportTarget[],
  table: ImportTable,
): { target: ImportTarget; mapping: ImportMapping } | null {
  let best: { target: ImportTarget; mapping: ImportMapping; score: number } | null = null
  for (const target of targets) {
    for (const kind of target.template.kinds) {
      const { mapping, score } = guessScored(target, kind, table)
      if (best === null || score > best.score) best = { target, mapping, score }
    }
  }
  return best
}

/** What is probably meant by each column, for cards of a kind. */
export function guessMapping(target: ImportTarget, kind: KindDefinition, table: ImportTable): ImportMapping {
  return guessScored(target, kind, table).mapping
}

function guessScored(
  { template, there }: ImportTarget,
  kind: KindDefinition,
  table: ImportTable,
): { mapping: ImportMapping; score: number } {
  const columns: ColumnUse[] = table.header.map(() => ({ type: 'leave' }))
  const isFree = (column: number) => columns[column]?.type === 'leave'
  let score = 0
  const take = (column: number, use: ColumnUse, points: number) => {
    columns[column] = use
    score += points
  }
  const filled = new Set<string>()
  for (const { column, field, points } of pairsOf(table, kind, kind.fields.filter(isImportable))) {
    if (points < BY_CHOICES && headsCells(template, kind, columnName(table, column), there)) continue
    if (!isFree(column) || filled.has(field.id)) continue
    filled.add(field.id)
    take(
      column,
      { type: 'field', field: field.id, isList: field.id === kind.lead && holdsLists(table, column) },
      points,
    )
  }
  const free = () => table.header.map((_, column) => column).filter(isFree)
  const isInCells = (column: number) => headsCells(template, kind, columnName(table, column), there)
  const hasCellColumns = !filled.has(kind.lead) && free().some(isInCells)
  if ((hasCellColumns || filled.has(kind.lead)) && filled.has(tableLayoutOf(template, kind)?.rows.field ?? '')) {
    const row = rowKindOf(template, kind)
    const ofRow = row === undefined ? [] : pairsOf(table, row, rowFieldsOf(template, kind))
    for (const { column, field, points } of ofRow) {
      if (!isFree(column) || isInCells(column) || filled.has(rowUse(field.id))) continue
      filled.add(rowUse(field.id))
      take(column, { type: 'row', field: field.id }, points)
    }
  }
  if (hasCellColumns) {
    // Where one column is one of the table, its neighbours are as well: new ones that the team has added.
    for (const column of free()) take(column, { type: 'cells', isList: holdsLists(table, column) }, BY_KIND)
  } else if (!filled.has(kind.lead)) {
    const [first] = free()
    if (first !== undefined) {
      take(first, { type: 'field', field: kind.lead, isList: holdsLists(table, first) }, 0)
    }
  }
  return { mapping: { kind, columns }, score }
}

/** Which columns may be which fields, the surest first. */
function pairsOf(
  table: ImportTable,
  kind: KindDefinition,
  fields: readonly FieldDefinition[],
): { column: number; field: FieldDefinition; points: number }[] {
  return (
    table.header
      .flatMap((_, column) => fields.map((field) => ({ column, field, points: pointsOf(kind, field, table, column) })))
      .filter(({ points }) => points > 0)
      // Sorting is stable, so that of equals the first column and field find each other.
      .toSorted((a, b) => b.points - a.points)
  )
}

function pointsOf(kind: KindDefinition, field: FieldDefinition, table: ImportTable, column: number): number {
  const name = table.header[column] ?? ''
  const key = nameKey(name)
  if (key !== '' && (key === nameKey(field.title) || key === nameKey(field.id))) return BY_NAME
  if (key !== '' && field.id === kind.lead && key === nameKey(kind.title)) return BY_KIND
  if (field.type === 'choice' || field.type === 'date') {
    const said = table.rows.slice(0, SAMPLE).flatMap((row) => (row[column]?.trim() ? [row[column]] : []))
    const fits = (cell: string) =>
      field.type === 'date' ? readDay(cell) !== null : findChoice(field.choices, cell) !== undefined
    if (said.length > 0 && said.filter(fits).length > said.length / 2) return BY_CHOICES
  }
  if (key === '' || ![field.title, field.id].some((one) => shareWords(wordsOf(name), wordsOf(one)))) return 0
  // "Owner name" is an owner: the lead's words, such as name, are in many a column's.
  return field.id === kind.lead ? BY_WORD / 2 : BY_WORD
}

/** Whether all words of one of the two are in the other. */
function shareWords(some: readonly string[], others: readonly string[]): boolean {
  const [few, many] = some.length < others.length ? [some, others] : [others, some]
  return few.length > 0 && few.every((word) => many.includes(word))
}

/** Whether a name is that of a column of the table that a kind's cards lie in. */
function headsCells(template: Template, kind: KindDefinition, name: string, there: readonly CardThere[]): boolean {
  const layout = hasCells(template, kind) ? tableLayoutOf(template, kind) : null
  const head = template.kinds.find(({ id }) => id === layout?.columns.kind)
  if (head === undefined) return false
  return findHead(head, name, there) !== undefined || Object.keys(choicesNamed(head, name)).length > 0
}

/** Whether some cell of a column is a list with semicolons. */
export function holdsLists(table: ImportTable, column: number): boolean {
  return table.rows.some((row) => row[column]?.includes(';'))
}

/** What a column becomes when it is given to a field or to a table's cells by hand. */
export function useOf(kind: KindDefinition, table: ImportTable, column: number, what: string): ColumnUse {
  if (what === LEAVE) return { type: 'leave' }
  const isList = holdsLists(table, column)
  if (what === CELLS) return { type: 'cells', isList }
  if (what.startsWith(ROW)) return { type: 'row', field: what.slice(ROW.length) }
  return { type: 'field', field: what, isList: what === leadOf(kind).id && isList }
}

/** How a select names a use. */
export function nameOfUse(use: ColumnUse): string {
  switch (use.type) {
    case 'leave':
      return LEAVE
    case 'cells':
      return CELLS
    case 'row':
      return rowUse(use.field)
    case 'field':
      return use.field
  }
}

/** How a select names the use of a column for a field of the card that heads the row. */
export function rowUse(field: string): string {
  return `${ROW}${field}`
}

/** The uses that are no field of the row's cards, as a select names them; ids of fields hold no such sign. */
export const LEAVE = '-'
export const CELLS = '='
const ROW = '/'
