import { DocumentRecordType, PageRecordType, TLDOCUMENT_ID, type TLPageId, type TLRecord } from '@tldraw/tlschema'
import type { IndexKey } from '@tldraw/utils'
import type * as Y from 'yjs'
import { findKind, findZone } from '../templates/index.ts'
import { presetOf } from '../templates/newFields.ts'
import type { Template, ZoneDefinition } from '../templates/template.ts'
import { BoardCards, type Sources } from './cards.ts'
import { boardRoots } from './keys.ts'

export interface NewBoard {
  template: Template
  /** Fills the board with the template's example instead of what it starts with, its dates counted from this day. */
  exampleFor?: string
}

/**
 * Fills the document of a new board: the store's document and page records, the template's zones, and what it starts
 * with, or its example where asked for. Done once, by the server; no client ever seeds a board.
 */
export function fillNewBoard(doc: Y.Doc, { template, exampleFor }: NewBoard, sources: Sources): void {
  doc.transact(() => {
    const { records } = boardRoots(doc)
    const page = PageRecordType.create({
      id: 'page:page' as TLPageId,
      name: 'Page 1',
      index: 'a1' as IndexKey,
      meta: {},
    })
    const document = DocumentRecordType.create({ id: TLDOCUMENT_ID })
    for (const record of [document, page]) records.set(record.id, record)
    layZones(records, template, page.id, sources)
  })
  const example = (exampleFor === undefined ? null : template.example?.({ today: exampleFor })) ?? template.start
  if (example === null) return
  const ids = new Map<string, string>()
  doc.transact(() => {
    const cards = new BoardCards(doc, sources)
    for (const { key, kind: kindId, fields: given, refs = {}, zone } of example.cards) {
      const shape = zone === null ? null : cards.zoneFor(template.id, kindId, zone ?? null, given)
      const kind = findKind(template.id, kindId)
      const preset = shape && kind ? presetOf(findZone(template.id, shape.props.zone), kind) : {}
      const named = Object.entries(refs).map(([field, card]) => [field, ids.get(card) ?? null] as const)
      const fields = { ...preset, ...given, ...Object.fromEntries(named) }
      ids.set(key, cards.add({ template: template.id, kind: kindId, fields, zone: shape?.id ?? null }).id)
    }
  })
  // Links are drawn once the cards have been read again, and with that laid out: arrows start where the cards are.
  doc.transact(() => {
    const cards = new BoardCards(doc, sources)
    for (const link of example.links) {
      const from = cards.find(ids.get(link.from) ?? '')
      const to = cards.find(ids.get(link.to) ?? '')
      if (from !== undefined && to !== undefined) cards.link(from, to)
    }
  })
}

function layZones(records: Y.Map<unknown>, template: Template, page: string, sources: Sources): void {
  let index: string | null = null
  for (const zone of template.zones) {
    if (zone.repeatable === true) continue
    index = sources.indexBetween(index, null)
    const record = zoneRecord(template.id, zone, page, index, sources.newId())
    records.set(record.id, record)
  }
}

function zoneRecord(template: string, zone: ZoneDefinition, page: string, index: string, id: string): TLRecord {
  const { x, y, w, h } = zone.box
  return {
    id: `shape:${id}`,
    typeName: 'shape',
    type: 'zone',
    parentId: page,
    index,
    x,
    y,
    rotation: 0,
    isLocked: false,
    opacity: 1,
    props: { w, h, template, zone: zone.id, title: '' },
    meta: {},
  } as unknown as TLRecord
}
