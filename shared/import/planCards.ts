import type { CardFields, FieldDefinition, RawFieldValue } from '../templates/field.ts'
import { textLimit } from '../templates/fieldInput.ts'
import { rawField } from '../templates/fieldValue.ts'
import type { KindDefinition } from '../templates/kind.ts'
import type { Axis, TableLayout } from '../templates/template.ts'
import { findHead, headFields } from './heads.ts'
import { columnName, IMPORT_LIMITS, type ImportTable } from './importTable.ts'
import { leadOf, tableLayoutOf, type ImportMapping, type ImportTarget } from './mapping.ts'
import { readCell, splitList } from './readCell.ts'
import { nameKey } from './words.ts'

/** A card that an import makes. */
export interface PlannedCard {
  readonly kind: KindDefinition
  /** What it says; empty fields are left out, so that its zone can set them. */
  readonly fields: CardFields
  /** Fields that name a card which is made as well, by its place among the heads. */
  readonly refs: Readonly<Record<string, number>>
}

/** What of a cell no field could hold. */
export interface Remark {
  /** Counted from 1, without the header. */
  readonly row: number
  readonly column: string
  readonly text: string
  readonly reason: string
  /** Whether it stands in the lead of the row's cards; it is left out otherwise. */
  readonly isKept: boolean
}

/** All that an import makes, and says about it. */
export interface ImportPlan {
  /** Cards that head rows and columns which the board's table does not have yet. */
  readonly heads: readonly PlannedCard[]
  readonly cards: readonly PlannedCard[]
  /** How many more were left out because the board has a card that says all of it. */
  readonly alreadyThere: number
  readonly remarks: readonly Remark[]
  /** Names of columns that nothing is made of. */
  readonly leftColumns: readonly string[]
  /** Whether there would be more cards than one import may make; those planned are then the first of them. */
  readonly isTooMany: boolean
}

export interface ImportOptions {
  /** Whether what a field cannot hold is added to the card's lead; it is left out otherwise. */
  readonly keepMisfits: boolean
  /** Whether cards are left out that say nothing which a card of the board does not say. */
  readonly skipThere: boolean
}

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
  readonly #heads: PlannedCard[] = []
  readonly #headByName = new Map<string, string | number>()
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
      heads: this.#heads,
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
    let hasCells = false
    columns.forEach((use, column) => {
      const cell = row[column] ?? ''
      const name = columnName(this.#table, column)
      if (use.type === 'leave') return
      if (use.type === 'cells') hasCells = true
      if (use.type === 'cells' || use.field === kind.lead) {
        const entries = use.isList ? splitList(cell) : cell.trim() === '' ? [] : [cell.trim()]
        leads.push(...entries.map((text) => ({ text, column: use.type === 'cells' ? name : null })))
        return
      }
      const field = kind.fields.find(({ id }) => id === use.field)
      if (field === undefined) return
      const misfit = this.#say(said, field, cell)
      if (misfit !== null) misfits.push({ row: number, column: name, ...misfit })
    })
    const saysSomething = Object.keys(said.fields).some((id) => !this.#isAxisField(id))
    if (leads.length === 0 && !hasCells && (saysSomething || misfits.length > 0)) leads.push({ text: '', column: null })
    const extra = misfits.map(({ column, text }) => `${column}: ${text}`).join(' · ')
    const isKept = this.#options.keepMisfits && leads.every(({ text }) => this.#withExtra(text, extra) !== null)
    this.#remarks.push(...misfits.map((misfit) => ({ ...misfit, isKept: isKept && leads.length > 0 })))
    for (const { text, column } of leads) {
      this.#planCard(said, (isKept ? this.#withExtra(text, extra) : null) ?? text, column, number)
      if (this.#isTooMany) return
    }
  }

  #planCard(row: Said, text: string, column: string | null, number: number): void {
    const { kind } = this.#mapping
    const { value, misfit } = readCell(leadOf(kind), text)
    const said: Said = { fields: { ...row.fields }, refs: { ...row.refs } }
    if (value !== null) said.fields[kind.lead] = value
    if (misfit !== null) {
      this.#remarks.push({ row: number, column: leadOf(kind).title, ...misfit, isKept: false })
    }
    if (column !== null && this.#layout !== null) this.#sayHead(said, this.#layout.columns, asTitle(column))
    if (this.#options.skipThere && this.#isThere(said)) this.#alreadyThere += 1
    else if (this.#cards.length < IMPORT_LIMITS.cards) this.#cards.push({ kind, ...said })
    else this.#isTooMany = true
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
    const kind = this.#target.template.kinds.find(({ id }) => id === axis.kind)
    if (kind === undefined) return
    const key = `${kind.id} ${nameKey(name)}`
    let head = this.#headByName.get(key)
    if (head === undefined) {
      head = findHead(kind, name, this.#target.there)?.id ?? this.#heads.length
      if (typeof head === 'number') this.#heads.push({ kind, fields: headFields(kind, name), refs: {} })
      this.#headByName.set(key, head)
    }
    if (typeof head === 'number') said.refs[axis.field] = head
    else said.fields[axis.field] = head
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

/** Whether a value on the board says all that an imported one does. */
function saysAll(there: RawFieldValue, value: RawFieldValue): boolean {
  if (Array.isArray(value)) return Array.isArray(there) && value.every((entry) => there.includes(entry))
  if (typeof value !== 'string' || typeof there !== 'string') return there === value
  return there.trim().toLowerCase() === value.trim().toLowerCase()
}
