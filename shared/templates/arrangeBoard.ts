import type { BoardCard, BoardLink, BoardModel, BoardZone } from './boardModel.ts'

/**
 * The part of a board that belongs to one template, in an order that depends on what lies there and not on the
 * order of its records: cards by page, zone, order key and id. Links are kept whole, since they may lead to cards
 * of other templates.
 */
export function arrangeBoard(board: BoardModel, template: string): BoardModel {
  if (arrangedFor.get(board) === template) return board
  const zones = board.zones.filter((zone) => zone.template === template).sort(compareZones)
  const zoneShapes = new Set(zones.map((zone) => zone.id))
  const cards = board.cards
    .filter((card) => card.template === template)
    .map((card) =>
      // In another template's zone a card is as lost as on the page, even where the two zones share an id.
      card.zoneShapeId !== null && zoneShapes.has(card.zoneShapeId) ? card : { ...card, zone: null, zoneShapeId: null },
    )
    .sort(compareCards)
  return { cards, links: [...board.links].sort(compareLinks), zones }
}

const arrangedFor = new WeakMap<BoardModel, string>()

/**
 * Says of a board that it is what `arrangeBoard` would make of it for that template, so that whoever keeps one in order
 * while it changes need not have it sorted again. Returns the board.
 */
export function asArranged(board: BoardModel, template: string): BoardModel {
  arrangedFor.set(board, template)
  return board
}

/** By UTF-16 code units: the same on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The order in which a template reads its cards. */
export function compareCards(a: BoardCard, b: BoardCard): number {
  return (
    compare(a.page, b.page) ||
    compare(a.zoneShapeId ?? '', b.zoneShapeId ?? '') ||
    compare(a.index, b.index) ||
    compare(a.id, b.id) ||
    compare(a.kind, b.kind) ||
    compare(canonicalFields(a), canonicalFields(b))
  )
}

/** Reached only where two cards share an id, which a well-formed document cannot hold. */
function canonicalFields(card: BoardCard): string {
  return JSON.stringify(Object.entries(card.fields).sort(([a], [b]) => compare(a, b)))
}

/** The order in which links are read. */
export function compareLinks(a: BoardLink, b: BoardLink): number {
  return (
    compare(a.id, b.id) ||
    compare(a.from.id, b.from.id) ||
    compare(a.to.id, b.to.id) ||
    compare(a.from.card ?? '', b.from.card ?? '') ||
    compare(a.to.card ?? '', b.to.card ?? '')
  )
}

/** The order in which a template reads its zones. */
export function compareZones(a: BoardZone, b: BoardZone): number {
  return compare(a.id, b.id) || compare(a.zone, b.zone) || compare(a.title, b.title)
}
