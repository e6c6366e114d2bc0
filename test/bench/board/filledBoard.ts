import type { TLRecord } from '@tldraw/tlschema'
import { getIndices } from '@tldraw/utils'
import * as Y from 'yjs'
import { fillNewBoard } from '../../../shared/board/create.ts'
import { readBoard } from '../../../shared/board/read.ts'
import { isCard, isZone, type CardShape } from '../../../shared/board/schema.ts'
import type { Template } from '../../../shared/templates/template.ts'
import { countingSources } from '../../support/boardDocs.ts'

/**
 * The records of a board with so many cards: a template's example laid again and again into the same zones, each time
 * with links and references of its own. Days are counted from `today`.
 */
export function filledBoard(template: Template, count: number, today: string): Map<string, TLRecord> {
  const doc = new Y.Doc()
  fillNewBoard(doc, { template, exampleFor: today }, countingSources())
  const once = [...readBoard(doc).records.values()]
  const cards = once.filter((record) => isCard(record))
  if (cards.length === 0) throw new Error(`${template.id} has no example`)
  const others = once.filter((record) => record.typeName === 'binding' || isArrow(record))
  const indices = getIndices(count)
  const records = new Map<string, TLRecord>()
  for (const record of once) if (isZone(record) || !['shape', 'binding'].includes(record.typeName)) put(record)
  for (let round = 0, made = 0; made < count; round++) {
    const idOf = (id: string) => (round === 0 ? id : `${id}-${round}`)
    const inRound = cards.slice(0, count - made)
    for (const card of inRound) put(copyCard(card, idOf, indices[made++] ?? 'a1', round))
    for (const record of others) put(copyArrow(record, idOf))
  }
  // The last round may be cut short: what is bound to a card that did not come is none.
  for (const record of records.values()) {
    if (record.typeName === 'binding' && !records.has(record.toId)) records.delete(record.id)
  }
  return records

  function put(record: TLRecord): void {
    records.set(record.id, record)
  }
}

function isArrow(record: TLRecord): boolean {
  return record.typeName === 'shape' && record.type === 'arrow'
}

function copyCard(card: CardShape, idOf: (id: string) => string, index: string, round: number): TLRecord {
  const fields = Object.entries(card.props.fields).map(([id, value]) => {
    if (typeof value !== 'string') return [id, value]
    if (value.startsWith('shape:')) return [id, idOf(value)]
    // Names differ from round to round, as those of people and metrics do.
    return [id, value.length < 40 && /^[A-Z]/u.test(value) && round > 0 ? `${value} ${round}` : value]
  })
  return {
    ...card,
    id: idOf(card.id),
    index,
    props: { ...card.props, fields: Object.fromEntries(fields) as CardShape['props']['fields'] },
  } as CardShape
}

function copyArrow(record: TLRecord, idOf: (id: string) => string): TLRecord {
  if (record.typeName !== 'binding') return { ...record, id: idOf(record.id) } as TLRecord
  return { ...record, id: idOf(record.id), fromId: idOf(record.fromId), toId: idOf(record.toId) } as TLRecord
}
