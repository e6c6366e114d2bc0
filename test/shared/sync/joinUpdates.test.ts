import * as fc from 'fast-check'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { inspectUpdate } from '../../../shared/sync/inspectUpdate.ts'
import { joinUpdates } from '../../../shared/sync/joinUpdates.ts'

const CAPS = { structs: 100_000, deletes: 100_000 }

const change = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom('set', 'delete', 'type', 'erase', 'format', 'nest', 'hear', 'repeat'),
  key: fc.constantFrom('a', 'b'),
  text: fc.string({ unit: 'binary', maxLength: 6 }),
  at: fc.nat(12),
})

function changeAt(doc: Y.Doc, what: string, key: string, text: string, at: number): void {
  const words = doc.getText('words')
  if (what === 'set') doc.getMap('records').set(key, [text, at])
  else if (what === 'delete') doc.getMap('records').delete(key)
  else if (what === 'type') words.insert(Math.min(at, words.length), text)
  else if (what === 'erase') words.delete(0, Math.min(at, words.length))
  else if (what === 'format') words.format(0, Math.min(at, words.length), { bold: at })
  else if (what === 'nest') doc.getMap('records').set(key, new Y.Map([[text, new Y.Text(text)]]))
}

function contents(doc: Y.Doc): unknown {
  return [doc.getMap('records').toJSON(), doc.getText('words').toDelta()]
}

describe('joinUpdates', () => {
  it('SYN-16: applying what it makes is the same as applying the updates one after the other', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const docs = [1, 2, 3].map((clientId) => {
          const doc = new Y.Doc()
          doc.clientID = clientId
          return doc
        })
        // The order in which a server would have accepted them: each person hears the others only now and then.
        const accepted: Uint8Array[] = []
        for (const doc of docs) {
          doc.on('update', (update: Uint8Array, origin: unknown) => {
            if (origin !== 'heard') accepted.push(update)
          })
        }
        for (const { who, what, key, text, at } of changes) {
          const doc = docs[who]
          if (doc === undefined) continue
          if (what === 'hear') for (const update of accepted) Y.applyUpdate(doc, update, 'heard')
          else if (what === 'repeat') accepted.push(...accepted.slice(-at))
          else doc.transact(() => changeAt(doc, what, key, text, at))
        }
        const oneByOne = new Y.Doc()
        for (const update of accepted) Y.applyUpdate(oneByOne, update)
        const joined = joinUpdates(accepted)
        const atOnce = new Y.Doc()
        for (const update of joined) {
          inspectUpdate(update, CAPS)
          Y.applyUpdate(atOnce, update)
        }
        expect(joined.length).toBeLessThanOrEqual(accepted.length)
        expect(contents(atOnce)).toEqual(contents(oneByOne))
        expect(Y.encodeStateVector(atOnce)).toEqual(Y.encodeStateVector(oneByOne))
      }),
      { numRuns: 300 },
    )
  })

  it('SYN-19: an update that cannot be taken apart stays as it is, in its place', () => {
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    for (let i = 0; i < 4; i++) doc.getMap('edits').set('dragged', i)
    const odd = Uint8Array.of(1, 2, 3)
    expect(joinUpdates([...updates.slice(0, 2), odd, ...updates.slice(2)])).toEqual([
      ...joinUpdates(updates.slice(0, 2)),
      odd,
      ...joinUpdates(updates.slice(2)),
    ])
  })

  it('SYN-17: updates that continue each other become one', () => {
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    for (let i = 0; i < 1000; i++) doc.getMap('edits').set('dragged', [i, i])
    const joined = joinUpdates(updates)
    expect(joined).toHaveLength(1)
    const reader = new Y.Doc()
    Y.applyUpdate(reader, joined[0] ?? new Uint8Array())
    expect(reader.getMap('edits').toJSON()).toEqual({ dragged: [999, 999] })
  })
})
