import { layOutColumns, type LaidOut, type LaidOutCard, type PlacingLayout } from './layout.ts'
import { layOutTable } from './tableLayout.ts'

/** Where a zone's cards lie in its own space, whatever their order in the list, and how large it has to be for them. */
export function layOutZone(layout: PlacingLayout, zoneWidth: number, cards: readonly LaidOutCard[]): LaidOut {
  return layout.type === 'table' ? layOutTable(layout, cards) : layOutColumns(layout, zoneWidth, cards)
}
