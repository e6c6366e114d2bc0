import fc from 'fast-check'
import type { TLRecord } from '@tldraw/tlschema'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { BoardReadings } from '../../../shared/board/BoardReadings.ts'
import { muteKey } from '../../../shared/board/mutes.ts'
import { BoardReader, readBoard } from '../../../shared/board/read.ts'
import { readingsOf } from '../../../shared/board/readings.ts'
import { isCard, isZone } from '../../../shared/board/schema.ts'
import { templates } from '../../../shared/templates/index.ts'
import type { TemplateReading } from '../../../shared/templates/template.ts'
import { newBoardDoc } from '../../support/boardDocs.ts'
import { arrow, arrowBinding } from '../../support/boardShapes.ts'
import { seeded } from '../../support/seeded.ts'
import { perform, write } from './arbitraryDoc.ts'

const DAYS = ['2026-03-02', '2026-04-20']

/** All that readings say, the drawn view as well. */
function said(readings: readonly TemplateReading[]): unknown {
  return readings.map((reading) => ({ ...reading, view: reading.view() }))
}

const steps = fc.array(fc.tuple(fc.array(write, { minLength: 1, maxLength: 6 }), fc.constantFrom(...DAYS)), {
  maxLength: 12,
})

it('TPL-250: whatever peers write into a document, readings kept up to date say what fresh ones say', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const doc = new Y.Doc()
      const reader = new BoardReader(doc)
      reader.observe()
      reader.update()
      const kept = new BoardReadings(reader.records.values())
      for (const [writes, today] of all) {
        for (const each of writes) perform(doc, each)
        const { put, removed } = reader.update()
        const before = kept.read({ today })
        const mayDiffer = kept.change(put, removed)
        const now = kept.read({ today })
        expect(said(now)).toEqual(said(readingsOf(reader.records, { today })))
        if (!mayDiffer) expect(said(now)).toEqual(said(before))
      }
    }),
    { numRuns: 200, ...seeded('readings of documents') },
  )
})

/** One change by numbers: which record, what to do with it, and what else it takes. */
const change = fc.tuple(fc.nat(), fc.nat(), fc.nat())

it('TPL-250: whatever happens to boards of all templates, readings kept up to date say what fresh ones say', () => {
  const filled = boardOfAll()
  fc.assert(
    fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { maxLength: 14 }), (all) => {
      const records = new Map(filled)
      const kept = new BoardReadings(records.values())
      for (const changes of all) {
        for (const [which, how, what] of changes) {
          const { put = [], removed = [] } = changeOf(records, which, how, what)
          for (const record of put) records.set(record.id, record)
          for (const id of removed) records.delete(id)
          kept.change(put, removed)
        }
        const today = { today: DAYS[(changes[0]?.[0] ?? 0) % 2] ?? '' }
        expect(said(kept.read(today))).toEqual(said(readingsOf(records, today)))
      }
    }),
    { numRuns: 30, ...seeded('readings of boards') },
  )
})

it('TPL-251: a template that a change does not touch answers with the same reading', () => {
  const records = boardOfAll()
  const kept = new BoardReadings(records.values())
  const today = { today: '2026-03-02' }
  const before = kept.read(today)
  const card = [...records.values()].filter((record) => isCard(record))[0]
  if (card === undefined) throw new Error('a filled board has cards')
  expect(kept.change([{ ...card, x: card.x + 9 }], [])).toBe(false)
  expect(kept.change([{ ...card, props: { ...card.props, fields: {} } }], [])).toBe(true)
  const after = kept.read(today)
  expect(after.length).toBe(templates.filter(({ example }) => example !== null).length)
  for (const [at, reading] of after.entries()) {
    if (reading.template === card.props.template) expect(reading).not.toBe(before[at])
    else expect(reading).toBe(before[at])
  }
})

/** The examples of all templates on one board. */
function boardOfAll(): Map<string, TLRecord> {
  const records = new Map<string, TLRecord>()
  for (const { id: template } of templates) {
    const rename = (id: string) => (id.startsWith('page:') || id.startsWith('document:') ? id : `${id}-${template}`)
    for (const record of readBoard(newBoardDoc(template, '2026-03-02')).records.values()) {
      const named: Record<string, unknown> = { ...record, id: rename(record.id) }
      for (const key of ['parentId', 'fromId', 'toId']) {
        if (typeof named[key] === 'string') named[key] = rename(named[key])
      }
      records.set(rename(record.id), named as unknown as TLRecord)
    }
  }
  return records
}

function changeOf(
  records: ReadonlyMap<string, TLRecord>,
  which: number,
  how: number,
  what: number,
): { put?: TLRecord[]; removed?: string[] } {
  const all = [...records.values()]
  const cards = all.filter((record) => isCard(record))
  const zones = all.filter((record) => isZone(record))
  const card = cards[which % cards.length]
  const other = cards[what % cards.length]
  const zone = zones[what % zones.length]
  if (card === undefined || other === undefined || zone === undefined) return {}
  const field = Object.keys(card.props.fields)[what % 5] ?? 'text'
  switch (how % 11) {
    case 0:
    case 1: {
      const value = other.props.fields[field] ?? ['', 'New words', '2026-03-09', null][what % 4] ?? null
      return { put: [{ ...card, props: { ...card.props, fields: { ...card.props.fields, [field]: value } } }] }
    }
    case 2:
      return { put: [{ ...card, parentId: zone.id }] }
    case 3:
      return { put: [{ ...card, index: other.index }] }
    case 4:
      return { removed: [card.id] }
    case 5:
      return { put: [{ ...other, id: `${card.id}+` } as TLRecord] }
    case 6:
      return { put: [{ ...zone, props: { ...zone.props, title: `Ours ${which % 3}` } }] }
    case 7: {
      const [a, b, c] = [`link${what}`, `start${what}`, `end${what}`]
      const link = arrow(a, { parent: 'page:page', index: 'a1' })
      return { put: [link, arrowBinding(b, link.id, card.id, 'start'), arrowBinding(c, link.id, other.id, 'end')] }
    }
    case 8: {
      const binding = all.filter(({ typeName }) => typeName === 'binding')[which % 7]
      return binding === undefined ? {} : { removed: [binding.id] }
    }
    case 9: {
      const document = records.get('document:document')
      const template = templates[what % templates.length]
      const check = template?.checks[0]
      if (document === undefined || template === undefined || check === undefined) return {}
      const mute = { reason: ['Later', ''][which % 2] ?? '', by: 'Ada', on: '2026-03-01' }
      return { put: [{ ...document, meta: { ...document.meta, [muteKey(template.id, check.id)]: mute } } as TLRecord] }
    }
    default: {
      // As the canvas deletes a zone: its cards leave it first.
      const left = cards.filter(({ parentId }) => parentId === zone.id)
      return { put: left.map((each) => ({ ...each, parentId: zone.parentId })), removed: [zone.id] }
    }
  }
}
