import type { TLRecord } from '@tldraw/tlschema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { boardRoots } from '../../../shared/board/keys.ts'
import { BoardReader, readBoard } from '../../../shared/board/read.ts'
import { boardSchema, isContainer } from '../../../shared/board/schema.ts'
import { arrow, arrowBinding, box, frame, painPoint } from '../../support/boardShapes.ts'
import { perform, write } from './arbitraryDoc.ts'

const steps = fc.array(fc.array(write, { minLength: 1, maxLength: 6 }), { maxLength: 12 })

function merged(...docs: Y.Doc[]): Y.Doc {
  const doc = new Y.Doc()
  for (const each of docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(each))
  return doc
}

/** Whether the parents of a record lead to a page, and not back to where they were. */
function leadsToPage(records: ReadonlyMap<string, TLRecord>, record: TLRecord): boolean {
  const seen = new Set<string>()
  let above: TLRecord | undefined = record
  while (above?.typeName === 'shape' && !seen.has(above.id)) {
    seen.add(above.id)
    above = records.get(above.parentId)
  }
  return above?.typeName === 'page'
}

describe('reading a board', () => {
  it('RD-1: whatever a document holds, reading answers with valid records that stand on each other', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const doc = new Y.Doc()
        for (const step of all.flat()) perform(doc, step)
        const { records } = readBoard(doc)
        for (const [id, record] of records) {
          expect(record.id).toBe(id)
          boardSchema.validateRecord({} as never, record, 'tests', null)
          if (record.typeName === 'shape') {
            const parent = records.get(record.parentId)
            expect(parent?.typeName === 'page' || isContainer(parent)).toBe(true)
            expect(leadsToPage(records, record)).toBe(true)
          }
          if (record.typeName === 'binding') {
            expect(records.get(record.fromId)).toMatchObject({ type: 'arrow' })
            expect(records.has(record.toId)).toBe(true)
          }
        }
        expect([...records.values()].some(({ typeName }) => typeName === 'page')).toBe(true)
        expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })

  it('RD-1: frames in each other, in themselves or in what is gone read as on the page, a binding with one end not at all', () => {
    const doc = new Y.Doc()
    for (const record of [
      frame('a', { parent: 'shape:b' }),
      frame('b', { parent: 'shape:c' }),
      frame('c', { parent: 'shape:a' }),
      box('in-a', { parent: 'shape:a' }),
      frame('itself', { parent: 'shape:itself' }),
      box('lost', { parent: 'shape:gone' }),
      box('in-box', { parent: 'shape:lost' }),
      arrow('arrow'),
      arrowBinding('bound', 'shape:arrow', 'shape:a', 'start'),
      arrowBinding('to-nothing', 'shape:arrow', 'shape:gone', 'end'),
      arrowBinding('from-nothing', 'shape:gone', 'shape:a', 'end'),
      arrowBinding('from-no-arrow', 'shape:lost', 'shape:a', 'end'),
    ]) {
      boardRoots(doc).records.set(record.id, record)
    }
    const { records } = readBoard(doc)
    for (const id of ['a', 'b', 'c', 'itself', 'lost', 'in-box']) {
      expect(records.get(`shape:${id}`)).toMatchObject({ parentId: 'page:page' })
    }
    expect(records.get('shape:in-a')).toMatchObject({ parentId: 'shape:a' })
    expect([...records.keys()].filter((id) => id.startsWith('binding:'))).toEqual(['binding:bound'])
  })

  it('RD-1: an object that refuses to become a string is left out like any other wrong value', () => {
    const refuses = { toString: 1, valueOf: 1 }
    const doc = new Y.Doc()
    const { records, edits } = boardRoots(doc)
    records.set('shape:a', { id: 'shape:a', typeName: refuses })
    records.set('shape:b', {
      id: 'shape:b',
      typeName: 'shape',
      type: 'card',
      props: { fields: { tags: [refuses, 'x'] } },
    })
    edits.set('shape:b/f.tags.y', 1)
    expect(readBoard(doc).invalid).toEqual(
      new Map([
        ['shape:a', 'malformed'],
        ['shape:b', 'malformed'],
      ]),
    )
  })

  it('RD-2: the reading kept up to date is always the one read anew', () => {
    fc.assert(
      fc.property(steps, (transactions) => {
        const doc = new Y.Doc()
        const reader = new BoardReader(doc)
        reader.observe()
        reader.update()
        const followed = new Map(reader.records)
        for (const transaction of transactions) {
          doc.transact(() => transaction.forEach((step) => perform(doc, step)))
          const { put, removed } = reader.update()
          for (const record of put) followed.set(record.id, record)
          for (const id of removed) followed.delete(id)
          const anew = readBoard(doc)
          const sorted = (map: ReadonlyMap<string, unknown>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))
          expect(sorted(reader.records)).toEqual(sorted(anew.records))
          expect(sorted(followed)).toEqual(sorted(anew.records))
          expect(sorted(reader.invalid)).toEqual(sorted(anew.invalid))
        }
      }),
      { numRuns: 400 },
    )
  })

  it('RD-2: cards whose zone becomes another one lie as that has them, or where they were put', () => {
    const doc = new Y.Doc()
    const { records } = boardRoots(doc)
    const zone = (id: string): TLRecord => {
      const record = painPoint('zone')
      const props = { w: 560, h: 400, template: 'discovery-map', zone: id, title: '' }
      return { ...record, type: 'zone', props } as unknown as TLRecord
    }
    const card = painPoint('card', { parent: 'shape:zone', x: 7, y: 9 })
    const reader = new BoardReader(doc)
    reader.observe()
    for (const record of [zone('pain-points'), card]) records.set(record.id, record)
    reader.update()
    expect(reader.records.get('shape:card')).not.toMatchObject({ x: 7, y: 9 })
    records.set('shape:zone', zone('of-a-newer-version'))
    reader.update()
    expect(reader.records.get('shape:card')).toMatchObject({ x: 7, y: 9 })
    records.set('shape:zone', zone('pain-points'))
    reader.update()
    expect([...reader.records].toSorted()).toEqual([...readBoard(doc).records].toSorted())
  })

  it('RD-3: two peers who merged in either order read the same', () => {
    fc.assert(
      fc.property(steps, steps, (mine, theirs) => {
        const a = new Y.Doc()
        const b = new Y.Doc()
        for (const step of mine.flat()) perform(a, step)
        for (const step of theirs.flat()) perform(b, step)
        const sorted = (doc: Y.Doc) => [...readBoard(doc).records.values()].sort((x, y) => (x.id < y.id ? -1 : 1))
        expect(sorted(merged(a, b))).toEqual(sorted(merged(b, a)))
      }),
      { numRuns: 200 },
    )
  })

  it('RD-4: an empty document reads as one empty page', () => {
    const types = [...readBoard(new Y.Doc()).records.values()].map(({ typeName }) => typeName).sort()
    expect(types).toEqual(['document', 'page'])
  })

  it('RD-5: what a newer version wrote is left out and told apart', () => {
    const doc = new Y.Doc()
    boardRoots(doc).records.set('shape:new', { id: 'shape:new', typeName: 'shape', $v: 99 })
    const reader = new BoardReader(doc)
    reader.update()
    expect(reader.invalid.get('shape:new')).toBe('newer')
    expect(reader.hasNewer).toBe(true)
  })
})
