import * as encoding from 'lib0/encoding'
import * as fc from 'fast-check'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { MalformedBytes } from '../../../shared/sync/byteReader.ts'
import { inspectUpdate } from '../../../shared/sync/inspectUpdate.ts'
import { deepJson } from '../../support/attackers/hostileUpdates.ts'

const CAPS = { structs: 100_000, deletes: 100_000 }

/** Bytes of the numbers given, each as a varUint. */
function varUints(...numbers: number[]): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of numbers) encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}

/** One change of a document by one of three people. */
const change = fc.record({
  who: fc.integer({ min: 0, max: 2 }),
  what: fc.constantFrom('set', 'delete', 'type', 'erase', 'push', 'embed', 'format', 'nest', 'bytes', 'sync'),
  key: fc.constantFrom('a', 'b', 'c'),
  text: fc.string({ unit: 'binary', maxLength: 8 }),
  value: fc.jsonValue({ maxDepth: 3 }),
  at: fc.nat(20),
})

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

function apply(docs: Y.Doc[], { who, what, key, text, value, at }: Change): void {
  const doc = docs[who] ?? new Y.Doc()
  const map = doc.getMap('records')
  const words = doc.getText('words')
  switch (what) {
    case 'set':
      map.set(key, value)
      return
    case 'delete':
      map.delete(key)
      return
    case 'type':
      words.insert(Math.min(at, words.length), text)
      return
    case 'erase':
      words.delete(0, Math.min(at, words.length))
      return
    case 'push':
      doc.getArray('list').insert(0, [value, text])
      return
    case 'embed':
      words.insertEmbed(0, { image: text })
      return
    case 'format':
      words.format(0, Math.min(at, words.length), { bold: value as object })
      return
    case 'nest':
      map.set(key, new Y.Map([[text, new Y.Text(text)]]))
      return
    case 'bytes':
      map.set(key, new TextEncoder().encode(text))
      return
    case 'sync':
      for (const other of docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  }
}

describe('inspectUpdate', () => {
  it('SYN-120: whatever Yjs writes passes: single updates, differences, merged updates with gaps', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()]
        const updates: Uint8Array[] = []
        for (const doc of docs) doc.on('update', (update: Uint8Array) => updates.push(update))
        for (const one of changes) apply(docs, one)
        for (const update of updates) inspectUpdate(update, CAPS)
        for (const doc of docs) inspectUpdate(Y.encodeStateAsUpdate(doc), CAPS)
        inspectUpdate(Y.mergeUpdates(updates.filter((_, index) => index % 2 === 0)), CAPS)
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    ['nothing', Uint8Array.of()],
    ['32 million structs in twelve bytes', varUints(1, 32_000_000, 1, 0, 0, 1, 0)],
    ['more clients than bytes', varUints(100_000)],
    ['more deletions than bytes', varUints(0, 1, 1, 5_000_000, 0)],
    ['a client twice', varUints(2, 1, 7, 0, 0, 1, 1, 7, 1, 0, 1, 0)],
    ['an empty struct', varUints(1, 1, 7, 0, 0, 0, 0)],
    ['an item that hangs on itself', Uint8Array.of(1, 1, 7, 0, 0x84, 7, 0, 1, 97, 0)],
    ['a clock beyond all numbers', varUints(1, 2, 7, Number.MAX_SAFE_INTEGER - 1, 0, 5, 0, 5, 0)],
    ['an unknown content', Uint8Array.of(1, 1, 7, 0, 0x0b, 1, 1, 97, 0)],
    ['a subdocument', Uint8Array.of(1, 1, 7, 0, 0x09, 1, 1, 97, 1, 98, 118, 0, 0)],
    ['text that is not UTF-8', Uint8Array.of(1, 1, 7, 0, 0x04, 1, 1, 97, 2, 0xc0, 0x80, 0)],
    ['an embed that is not JSON', Uint8Array.of(1, 1, 7, 0, 0x05, 1, 1, 97, 1, 123, 0)],
    ['bytes after the update', Uint8Array.of(0, 0, 0)],
    [
      'a value nested 1000 levels deep',
      Uint8Array.of(1, 1, 7, 0, 0x08, 1, 1, 97, 1, ...Array.from({ length: 1000 }, () => [117, 1]).flat(), 126, 0),
    ],
  ])('SYN-122: refuses %s', (_what, update) => {
    expect(() => inspectUpdate(update, CAPS)).toThrow(MalformedBytes)
  })

  it('SYN-304: refuses embedded JSON that nests too deep, and only that', () => {
    const shallow = deepJson(256, 7)
    expect(inspectUpdate(shallow, CAPS).structs).toBe(1)
    expect(() => inspectUpdate(deepJson(257, 7), CAPS)).toThrow('nested too deep')
    expect(() => inspectUpdate(deepJson(100_000, 7), CAPS)).toThrow(MalformedBytes)
    const doc = new Y.Doc()
    const words = doc.getText('t')
    words.insertEmbed(0, { quotes: `"${'['.repeat(1000)}\\"`, list: Array.from({ length: 300 }, () => [{}]) })
    expect(inspectUpdate(Y.encodeStateAsUpdate(doc), CAPS).structs).toBe(1)
  })

  it('SYN-123: refuses more structs or deletions than the cap', () => {
    const doc = new Y.Doc()
    for (let i = 0; i < 20; i++) doc.getMap('records').set(`${i}`, i)
    for (let i = 0; i < 20; i += 2) doc.getMap('records').delete(`${i}`)
    const state = Y.encodeStateAsUpdate(doc)
    expect(() => inspectUpdate(state, { structs: 5, deletes: 100 })).toThrow('too many structs')
    expect(() => inspectUpdate(state, { structs: 100, deletes: 5 })).toThrow('too many deletions')
    expect(inspectUpdate(state, CAPS)).toMatchObject({ deletes: 10 })
  })
})
