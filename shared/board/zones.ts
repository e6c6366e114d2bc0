import type { TLRecord } from '@tldraw/tlschema'
import { findZone } from '../templates/index.ts'
import type { ZoneLayout } from '../templates/template.ts'
import { makeRoom, type LaidOutCard, type ZoneBox } from './layout.ts'
import { layOutZone } from './layOutZone.ts'
import type { RecordGraph } from './RecordGraph.ts'
import { isCard, isZone, type CardShape, type ZoneShape } from './schema.ts'
import { settledParent } from './settle.ts'

/** The layout of a zone: its template's, or free where the template or the zone is unknown. */
export function zoneLayout(zone: ZoneShape): ZoneLayout {
  return findZone(zone.props.template, zone.props.zone)?.layout ?? FREE
}

const FREE: ZoneLayout = { type: 'free' }

/** The size that a zone's cards need at the width it is given; nothing where the zone does not lay out. */
export function contentSize(zone: ZoneShape, graph: RecordGraph): { w: number; h: number } {
  const layout = zoneLayout(zone)
  if (layout.type === 'free') return { w: 0, h: 0 }
  const { width, height } = layOutZone(layout, zone.props.w, cardsOf(zone, graph))
  return { w: width, h: height }
}

/** What a layout goes by, of a card. */
export function laidOut({
  id,
  index,
  props: { w, h, kind, fields },
}: Pick<CardShape, 'id' | 'index' | 'props'>): LaidOutCard {
  return { id, index, w, h, kind, fields }
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
    cards.push(laidOut(card))
  }
  return cards
}

function layOutCards(zone: ZoneShape, graph: RecordGraph, draft: Draft): void {
  const layout = zoneLayout(zone)
  if (layout.type === 'free') return
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
    boxes.push({ id, x, y, w: props.w, h: props.h, content: contentSize(zone, graph) })
  }
  for (const [id, { y, w, h }] of makeRoom(boxes)) {
    const zone = draft.get(id)
    if (isZone(zone)) draft.set(id, { ...zone, y, props: { ...zone.props, w, h } })
  }
}
