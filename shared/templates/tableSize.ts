import type { Template, ZoneDefinition } from './template.ts'

/** How many rows and columns of cells a table begins with on a new board; null for a zone that is no table. */
export function tableSize(
  { start }: Pick<Template, 'start'>,
  { layout }: Pick<ZoneDefinition, 'layout'>,
): { rows: number; columns: number } | null {
  if (layout.type !== 'table') return null
  const count = (kind: string) => start?.cards.filter((card) => card.kind === kind).length ?? 0
  return {
    rows: count(layout.rows.kind),
    columns: count(layout.columns.kind) + (layout.beside === null ? 0 : 1),
  }
}
