import type { BoardModel } from '../../../../shared/templates/boardModel.ts'

/** A wall on which somebody has added a theme; cards that were put into zone `theme` lie in it. */
export function withTheme({ cards, links, zones }: BoardModel, title: string): BoardModel {
  const theme = { id: 'shape:zone-theme', template: 'aha-wall', zone: 'theme', title }
  return { cards, links, zones: [...zones, theme] }
}
