import type { TLRecord } from '@tldraw/tlschema'
import type { BoardCard, BoardLink, BoardModel, BoardZone, LinkEnd } from '../templates/boardModel.ts'
import { isCard, isZone } from './schema.ts'

/**
 * Projects a board's records into what templates read: cards with the zone they lie in, arrows bound at both ends, and
 * zones. The same for any order of records; every valid card is in it.
 */
export function boardModel(records: ReadonlyMap<string, TLRecord>): BoardModel {
  const cards: BoardCard[] = []
  const zones: BoardZone[] = []
  const arrowEnds = new Map<string, { start?: string; end?: string }>()
  for (const record of records.values()) {
    if (isCard(record)) {
      const zone = records.get(record.parentId)
      cards.push({
        id: record.id,
        template: record.props.template,
        kind: record.props.kind,
        fields: record.props.fields,
        zone: isZone(zone) ? zone.props.zone : null,
        zoneShapeId: isZone(zone) ? zone.id : null,
        index: record.index,
        page: pageOf(record.id, records),
      })
    } else if (isZone(record)) {
      const { template, zone, title } = record.props
      zones.push({ id: record.id, template, zone, title })
    } else if (record.typeName === 'binding' && record.type === 'arrow') {
      const { terminal } = record.props as { terminal: 'start' | 'end' }
      const ends = arrowEnds.get(record.fromId) ?? {}
      ends[terminal] = record.toId
      arrowEnds.set(record.fromId, ends)
    }
  }
  const links: BoardLink[] = []
  for (const [id, { start, end }] of arrowEnds) {
    if (start !== undefined && end !== undefined)
      links.push({ id, from: linkEnd(start, records), to: linkEnd(end, records) })
  }
  return { cards: cards.sort(byIndexThenId), links: links.sort(byId), zones: zones.sort(byId) }
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

function byIndexThenId(a: BoardCard, b: BoardCard): number {
  return a.index === b.index ? byId(a, b) : a.index < b.index ? -1 : 1
}
