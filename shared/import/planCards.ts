import type { CardFields, FieldDefinition, RawFieldValue } from '../templates/field.ts'
import { textLimit } from '../templates/fieldInput.ts'
import { rawField } from '../templates/fieldValue.ts'
import type { Axis, TableLayout } from '../templates/template.ts'
import { guessDiscipline } from './guessDiscipline.ts'
import { HeadPlan } from './HeadPlan.ts'
import { findHead } from './heads.ts'
import type { ImportOptions, ImportPlan, PlannedCard, Remark } from './importPlan.ts'
import { columnName, IMPORT_LIMITS, type ImportTable } from './importTable.ts'
import { hasCells, leadOf, rowFieldsOf, tableLayoutOf, type ImportMapping, type ImportTarget } from './mapping.ts'
import { readCell, splitList } from './readCell.ts'
import { saysAll } from './saysAll.ts'
import { nameKey } from './words.ts'

/** Works out which cards a table becomes. Pure, and total: whatever the cells hold, it answers. */
export function planCards(
  target: ImportTarget,
  table: ImportTable,
  mapping: ImportMapping,
  options: ImportOptions,
): ImportPlan {
  return new Planning(target, table, mapping, options).plan()
}

/** A value of a field: read from a cell, or a card that the import makes. */
interface Said {
  fields: Record<string, RawFieldValue>
  refs: Record<string, number>
}

class Planning {
  readonly #target: ImportTarget
  readonly #table: ImportTable
  readonly #mapping: ImportMapping
  readonly #options: ImportOptions
  readonly #layout: TableLayout | null
  readonly #hasCells: boolean
  readonly #heads: HeadPlan
  readonly #cards: PlannedCard[] = []
  readonly #remarks: Remark[] = []
  readonly #thereByLead = new Map<string, CardFields[]>()
  #alreadyThere = 0
  #isTooMany = false

  constructor(target: ImportTarget, table: ImportTable, mapping: ImportMapping, options: ImportOptions) {
    this.#target = target
    this.#table = table
    this.#mapping = mapping
    this.#options = options
    this.#layout = tableLayoutOf(target.template, mapping.kind)
    this.#hasCells = hasCells(target.template, mapping.kind)
    this.#heads = new HeadPlan(target)
    for (const { kind, fields } of target.there) {
      if (kind !== mapping.kind.id) continue
      const lead = nameKey(String(rawField(fields, mapping.kind.lead) ?? ''))
      const alike = this.#thereByLead.get(lead)
      if (alike === undefined) this.#thereByLead.set(lead, [fields])
      else alike.push(fields)
    }
  }

  plan(): ImportPlan {
    for (const [at, row] of this.#table.rows.entries()) {
      if (row.every((cell) => cell.trim() === '')) continue
      this.#planRow(row, at + 1)
      if (this.#isTooMany) break
    }
    return {
      heads: this.#heads.made,
      changes: this.#heads.changes,
      cards: this.#cards,
      alreadyThere: this.#alreadyThere,
      remarks: this.#remarks,
      leftColumns: this.#mapping.columns.flatMap((use, column) =>
        use.type === 'leave' && this.#table.rows.some((row) => row[column]?.trim())
          ? [columnName(this.#table, column)]
          : [],
      ),
      isTooMany: this.#isTooMany,
    }
  }

  #planRow(row: readonly string[], number: number): void {
    const { kind, columns } = this.#mapping
    const said: Said = { fields: {}, refs: {} }
    const misfits: Omit<Remark, 'isKept'>[] = []
    /** The cards of the row: their leads, and the column of the table that each lies in. */
    const leads: { text: string; column: string | null }[] = []
    let isInCells = false
    let rowName = ''
    columns.forEach((use, column) => {
      const cell = row[column] ?? ''
      const name = columnName(this.#table, column)
      if (use.type === 'leave' || use.type === 'row') return
      if (use.type === 'cells') isInCells = true
      if (use.type === 'cells' || use.field === kind.lead) {
        const entries = use.isList ? splitList(cell) : cell.trim() === '' ? [] : [cell.trim()]
        leads.push(...entries.map((text) => ({ text, column: use.type === 'cells' ? name : null })))
        return
      }
      const field = kind.fields.find(({ id }) => id === use.field)
      if (field === undefined) return
      if (field.id === this.#layout?.rows.field) rowName = cell.trim()
      const misfit = this.#say(said, field, cell)
      if (misfit !== null) misfits.push({ row: number, column: name, ...misfit })
    })
    this.#sayOfRow(row, number, rowName)
    const saysSomething = Object.keys(said.fields).some((id) => !this.#isAxisField(id))
    if (leads.length === 0 && !isInCells && (saysSomething || misfits.length > 0))
      leads.push({ text: '', column: null })
    const extra = misfits.map(({ column, text }) => `${column}: ${text}`).join(' · ')
    const isKept = this.#options.keepMisfits && leads.every(({ text }) => this.#withExtra(text, extra) !== null)
    this.#remarks.push(...misfits.map((misfit) => ({ ...misfit, isKept: isKept && leads.length > 0 })))
    for (const { text, column } of leads) {
      this.#planCard(said, (isKept ? this.#withExtra(text, extra) : null) ?? text, column, number)
      if (this.#isTooMany) return
    }
  }

  /** What the row's columns say of the card that heads it. That fits no other card, so that misfits are left out. */
  #sayOfRow(row: readonly string[], number: number, name: string): void {
    const { kind, columns } = this.#mapping
    columns.forEach((use, column) => {
      const field =
        use.type === 'row' ? rowFieldsOf(this.#target.template, kind).find(({ id }) => id === use.field) : undefined
      if (field === undefined || this.#layout === null) return
      const { value, misfit } = readCell(field, row[column] ?? '')
      const said = { row: number, column: columnName(this.#table, column), isKept: false }
      if (misfit !== null) this.#remarks.push({ ...said, ...misfit })
      if (value === null) return
      const reason =
        name === '' ? 'stands in a row without a name' : this.#heads.say(this.#layout.rows, name, field, value)
      if (reason !== null) this.#remarks.push({ ...said, text: (row[column] ?? '').trim(), reason })
    })
  }

  #planCard(row: Said, text: string, column: string | null, number: number): void {
    const { kind } = this.#mapping
    const { value, misfit } = readCell(leadOf(kind), text)
    const said: Said = { fields: { ...row.fields }, refs: { ...row.refs } }
    if (value !== null) said.fields[kind.lead] = value
    if (misfit !== null) {
      this.#remarks.push({ row: number, column: leadOf(kind).title, ...misfit, isKept: false })
    }
    if (column !== null && this.#layout !== null && this.#hasCells)
      this.#sayHead(said, this.#layout.columns, asTitle(column))
    if (this.#options.skipThere && this.#isThere(said)) this.#alreadyThere += 1
    else if (this.#cards.length < IMPORT_LIMITS.cards) {
      this.#cards.push({ kind, ...said, fields: { ...guessDiscipline(kind, said.fields), ...said.fields } })
    } else this.#isTooMany = true
  }

  /** Says in a field what a cell holds. Returns what the field could not take. */
  #say(said: Said, field: FieldDefinition, cell: string): { text: string; reason: string } | null {
    const { value, misfit } = readCell(field, cell)
    if (value === null || field.type !== 'card') {
      if (value !== null) said.fields[field.id] = value
      return misfit
    }
    const axis = [this.#layout?.rows, this.#layout?.columns].find((one) => one?.field === field.id)
    if (axis !== undefined) {
      this.#sayHead(said, axis, String(value))
      return null
    }
    const kinds = this.#target.template.kinds.filter(({ id }) => field.kinds.includes(id))
    const named = kinds.flatMap((kind) => findHead(kind, String(value), this.#target.there) ?? [])[0]
    if (named === undefined) return { text: String(value), reason: 'names no card on the board' }
    said.fields[field.id] = named.id
    return null
  }

  /** Names the card that heads a row or column: the board's, or one that is to be made, once for all rows. */
  #sayHead(said: Said, axis: Axis, name: string): void {
    const head = this.#heads.named(axis, name)
    if (typeof head === 'number') said.refs[axis.field] = head
    else if (head !== null) said.fields[axis.field] = head
  }

  #isAxisField(id: string): boolean {
    return id === this.#layout?.rows.field || id === this.#layout?.columns.field
  }

  #isThere({ fields, refs }: Said): boolean {
    if (Object.keys(refs).length > 0) return false
    const lead = nameKey(String(fields[this.#mapping.kind.lead] ?? ''))
    const alike = this.#thereByLead.get(lead) ?? []
    return alike.some((there) => Object.entries(fields).every(([id, value]) => saysAll(rawField(there, id), value)))
  }

  /** A lead with what no field could hold behind it; null where that is too long for it. */
  #withExtra(text: string, extra: string): string | null {
    if (extra === '') return text
    const whole = text === '' ? extra : `${text} (${extra})`
    return whole.length <= (textLimit(leadOf(this.#mapping.kind)) ?? whole.length) ? whole : null
  }
}

/** Headers are often written small throughout, and titles of columns are not. */
function asTitle(name: string): string {
  return name === name.toLowerCase() ? name.charAt(0).toUpperCase() + name.slice(1) : name
}
