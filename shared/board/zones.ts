import type { TLRecord } from '@tldraw/tlschema'
import { findZone } from '../templates/index.ts'
import { layOutZone, makeRoom, type LaidOutCard, type ZoneBox, type ZoneLayout } from './layout.ts'
import type { RecordGraph } from './RecordGraph.ts'
import { isCard, isZone, type ZoneShape } from './schema.ts'
import { settledParent } from './settle.ts'

/** The layout of a zone: its template's, or free where the template or the zone is unknown. */
export function zoneLayout(zone: ZoneShape): ZoneLayout {
  return findZone(zone.props.template, zone.props.zone)?.layout.type ?? 'free'
}

/** The height that a zone's cards need at the width it is given; 0 where the zone does not lay out. */
export function contentHeight(zone: ZoneShape, graph: RecordGraph): number {
  const layout = zoneLayout(zone)
  return layout === 'free' ? 0 : layOutZone(layout, zone.props.w, cardsOf(zone, graph)).height
}

/** Looks at a record as it reads so far, and puts another in its place. */
export interface Draft {
  get(id: string): TLRecord | undefined
  set(id: string, record: TLRecord): void
}

/**
 * Puts the cards of the named zones where their layout has them, and every zone on the pages concerned where there is
 * room for it. `leftPages` are pages that a zone has left.
 */
export function layOutZones(
  zoneIds: Iterable<string>,
  leftPages: Iterable<string>,
  graph: RecordGraph,
  draft: Draft,
): void {
  const pages = new Set(leftPages)
  for (const id of zoneIds) {
    const zone = graph.get(id)
    if (!isZone(zone)) continue
    pages.add(settledParent(zone, graph))
    layOutCards(zone, graph, draft)
  }
  for (const page of pages) if (page.startsWith('page:')) makeRoomOn(page, graph, draft)
}

function cardsOf(zone: ZoneShape, graph: RecordGraph): LaidOutCard[] {
  const cards: LaidOutCard[] = []
  for (const id of graph.childrenOf(zone.id)) {
    const card = graph.get(id)
    if (!isCard(card) || settledParent(card, graph) !== zone.id) continue
    cards.push({ id, index: card.index, w: card.props.w, h: card.props.h })
  }
  return cards
}

function layOutCards(zone: ZoneShape, graph: RecordGraph, draft: Draft): void {
  const layout = zoneLayout(zone)
  if (layout === 'free') return
  for (const { id, x, y } of layOutZone(layout, zone.props.w, cardsOf(zone, graph)).positions) {
    const card = draft.get(id)
    if (isCard(card)) draft.set(id, { ...card, x, y, rotation: 0 })
  }
}

function makeRoomOn(page: string, graph: RecordGraph, draft: Draft): void {
  const boxes: ZoneBox[] = []
  for (const id of graph.zoneIds) {
    const zone = graph.get(id)
    if (!isZone(zone) || settledParent(zone, graph) !== page) continue
    const { x, y, props } = zone
    boxes.push({ id, x, y, w: props.w, h: props.h, contentHeight: contentHeight(zone, graph) })
  }
  for (const [id, { y, h }] of makeRoom(boxes)) {
    const zone = draft.get(id)
    if (isZone(zone)) draft.set(id, { ...zone, y, props: { ...zone.props, h } })
  }
}
