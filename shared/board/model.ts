import type { TLBinding, TLRecord } from '@tldraw/tlschema'
import type { BoardCard, BoardLink, BoardModel, BoardZone, LinkEnd } from '../templates/boardModel.ts'
import { isCard, isZone, type CardShape, type ZoneShape } from './schema.ts'

/**
 * Projects a board's records into what templates read: cards with the zone they lie in, arrows bound at both ends, and
 * zones. The same for any order of records; every valid card is in it.
 */
export function boardModel(records: ReadonlyMap<string, TLRecord>): BoardModel {
  const cards: BoardCard[] = []
  const zones: BoardZone[] = []
  const bindings: TLBinding[] = []
  for (const record of records.values()) {
    if (isCard(record)) {
      cards.push(cardOf(record, records))
    } else if (isZone(record)) {
      zones.push(zoneOf(record))
    } else if (isArrowBinding(record)) bindings.push(record)
  }
  return { cards: cards.sort(byIndexThenId), links: linksOf(bindings, records), zones: zones.sort(byId) }
}

/** A card with where it lies. */
export function cardOf(record: CardShape, records: ReadonlyMap<string, TLRecord>): BoardCard {
  const zone = records.get(record.parentId)
  return {
    id: record.id,
    template: record.props.template,
    kind: record.props.kind,
    fields: record.props.fields,
    zone: isZone(zone) ? zone.props.zone : null,
    zoneShapeId: isZone(zone) ? zone.id : null,
    index: record.index,
    page: pageOf(record.id, records),
  }
}

export function zoneOf({ id, props: { template, zone, title } }: ZoneShape): BoardZone {
  return { id, template, zone, title }
}

/** The arrows that these bindings bind at both ends, by their ids. */
export function linksOf(bindings: Iterable<TLBinding>, records: ReadonlyMap<string, TLRecord>): BoardLink[] {
  const arrowEnds = new Map<string, { start?: string; end?: string }>()
  for (const binding of bindings) {
    const { terminal } = binding.props as { terminal: 'start' | 'end' }
    const ends = arrowEnds.get(binding.fromId) ?? {}
    ends[terminal] = binding.toId
    arrowEnds.set(binding.fromId, ends)
  }
  const links: BoardLink[] = []
  for (const [id, { start, end }] of arrowEnds) {
    if (start !== undefined && end !== undefined)
      links.push({ id, from: linkEnd(start, records), to: linkEnd(end, records) })
  }
  return links.sort(byId)
}

/** Narrows a record to a binding of an arrow. */
export function isArrowBinding(record: TLRecord | undefined): record is TLBinding {
  return record?.typeName === 'binding' && record.type === 'arrow'
}

function linkEnd(id: string, records: ReadonlyMap<string, TLRecord>): LinkEnd {
  return { id, card: isCard(records.get(id)) ? id : null }
}

function pageOf(id: string, records: ReadonlyMap<string, TLRecord>): string {
  let at = records.get(id)
  // Settled records have no cycle of parents, so this ends.
  while (at?.typeName === 'shape') at = records.get(at.parentId)
  return at?.id ?? ''
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1
}

/** The order in which the cards of a board stand in its model. */
export function byIndexThenId(a: BoardCard, b: BoardCard): number {
  return a.index === b.index ? byId(a, b) : a.index < b.index ? -1 : 1
}
