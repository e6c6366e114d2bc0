import { cardTitle } from './cardTitle.ts'
import { formatField } from './fieldValue.ts'
import type { CardOf, KindDefinition } from './kind.ts'
import type { TableSection } from './readingView.ts'

/**
 * A section with every card of one kind and every field of it: the whole of what the rest of a view says more
 * briefly. A card without a lead is called by what else is in it, so that each has something to click on.
 */
export function kindTable(kind: KindDefinition, title: string, cards: readonly CardOf<KindDefinition>[]): TableSection {
  const rows = cards.map(({ id, fields }) =>
    kind.fields.map((field) => {
      const written = formatField(field, fields[field.id])
      const text = field.id === kind.lead && written === '' ? cardTitle(kind, fields) : written
      return [{ text, cards: [id], field: field.id }]
    }),
  )
  return {
    type: 'table',
    id: `all-${kind.id}`,
    title,
    empty: `No ${kind.title.toLowerCase()} yet.`,
    detail: true,
    columns: kind.fields.map((field) => ({ id: field.id, title: field.title, side: kind.side })),
    groups: [{ id: kind.id, title, rows }],
  }
}
