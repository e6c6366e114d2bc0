import { layOutColumns, type LaidOut, type LaidOutCard, type PlacingLayout } from './layout.ts'
import { layOutTable } from './tableLayout.ts'
import { layOutWall } from './wallLayout.ts'

/** Where a zone's cards lie in its own space, whatever their order in the list, and how large it has to be for them. */
export function layOutZone(layout: PlacingLayout, zoneWidth: number, cards: readonly LaidOutCard[]): LaidOut {
  switch (layout.type) {
    case 'table':
      return layOutTable(layout, cards)
    case 'wall':
      return layOutWall(zoneWidth, cards)
    case 'column':
    case 'grid':
      return layOutColumns(layout, zoneWidth, cards)
  }
}
