import type { CardFields, FieldDefinition } from '../templates/field.ts'
import type { KindDefinition } from '../templates/kind.ts'
import type { TableLayout, Template } from '../templates/template.ts'
import { isImportable } from './readCell.ts'

/** What is made of a column. */
export type ColumnUse =
  | { readonly type: 'leave' }
  /** Fills a field. Of a list, each entry in the lead makes a card of its own. */
  | { readonly type: 'field'; readonly field: string; readonly isList: boolean }
  /** Is a column of the template's table, and what stands in it are the leads of cards in its cells. */
  | { readonly type: 'cells'; readonly isList: boolean }
  /** Fills a field of the card that heads the row. */
  | { readonly type: 'row'; readonly field: string }

/** Which kind of card rows become, and what is made of each column. */
export interface ImportMapping {
  readonly kind: KindDefinition
  readonly columns: readonly ColumnUse[]
}

/** A card on the board, as an import looks at it. */
export interface CardThere {
  readonly id: string
  readonly kind: string
  readonly fields: CardFields
}

/** Where cards are imported to: a template, and those of its cards that are on the board in their order. */
export interface ImportTarget {
  readonly template: Template
  readonly there: readonly CardThere[]
}

/** The table in which cards of a kind lie in cells; null for kinds that lie elsewhere, or head its rows or columns. */
export function tableLayoutOf({ zones }: Template, { id }: KindDefinition): TableLayout | null {
  for (const { accepts, layout } of zones) {
    if (layout.type !== 'table' || !accepts.includes(id)) continue
    return id === layout.rows.kind || id === layout.columns.kind ? null : layout
  }
  return null
}

/** Whether columns of an import can be columns of the table that a kind lies in. */
export function hasCells(template: Template, kind: KindDefinition): boolean {
  const layout = tableLayoutOf(template, kind)
  return layout !== null && layout.beside?.kind !== kind.id
}

/** The kind of the cards that head the rows of the table that a kind lies in. */
export function rowKindOf(template: Template, kind: KindDefinition): KindDefinition | undefined {
  const layout = tableLayoutOf(template, kind)
  return template.kinds.find(({ id }) => id === layout?.rows.kind)
}

/** What a table can say of its whole rows: fields of the cards that head them, besides their names. */
export function rowFieldsOf(template: Template, kind: KindDefinition): readonly FieldDefinition[] {
  const row = rowKindOf(template, kind)
  return row?.fields.filter((field) => field.id !== row.lead && field.type !== 'card' && isImportable(field)) ?? []
}

/** The field of a kind that its cards are called by. */
export function leadOf(kind: KindDefinition): FieldDefinition {
  return kind.fields.find(({ id }) => id === kind.lead) ?? { id: kind.lead, type: 'long-text', title: kind.title }
}
