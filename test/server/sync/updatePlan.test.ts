import * as fc from 'fast-check'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { ByteReader } from '../../../shared/sync/byteReader.ts'
import { readUpdate } from '../../../shared/sync/inspectUpdate.ts'
import { BoardDocument } from '../../../server/sync/boardDocument.ts'
import { newDeletes } from '../../../server/sync/newDeletes.ts'
import { UpdatePlan } from '../../../server/sync/updatePlan.ts'
import { rivals } from '../../support/attackers/hostileUpdates.ts'
import { writtenBy } from '../../support/handRooms.ts'
import { seeded } from '../../support/seeded.ts'

function planOf(update: Uint8Array, document: BoardDocument): UpdatePlan {
  return new UpdatePlan(update, readUpdate(new ByteReader(update), undefined, true), document)
}

/** Takes all it can; tells how many structs each part held. */
function takeAll(plan: UpdatePlan, document: BoardDocument): number[] {
  const sizes: number[] = []
  for (let part = plan.next(document); part !== null; part = plan.next(document)) {
    sizes.push(readUpdate(new ByteReader(part.update)).blocks.reduce((sum, { structs }) => sum + structs, 0))
    expect(document.apply(part.update, part.spreadAs).kind).not.toBe('waits')
  }
  return sizes
}

function contents(doc: Y.Doc): unknown {
  return [doc.getMap('m').toJSON(), doc.getText('t').toString(), doc.getArray('l').toJSON()]
}

const step = fc.record({
  who: fc.nat(3),
  what: fc.constantFrom('set', 'delete', 'type', 'erase', 'push', 'nest', 'many', 'sync'),
  key: fc.constantFrom('a', 'b', 'c'),
  at: fc.nat(40),
})

/** Several people write, hear of each other now and then, and end with one document. */
function written(steps: readonly { who: number; what: string; key: string; at: number }[]): Y.Doc {
  const docs = Array.from({ length: 4 }, () => new Y.Doc())
  const whole = new Y.Doc()
  for (const { who, what, key, at } of steps) {
    const doc = docs[who] ?? whole
    const [map, text, list] = [doc.getMap('m'), doc.getText('t'), doc.getArray('l')]
    if (what === 'set') map.set(key, at)
    else if (what === 'delete') map.delete(key)
    else if (what === 'type') text.insert(Math.min(at, text.length), `${key}😀${at}`)
    else if (what === 'erase') text.delete(0, Math.min(at, text.length))
    else if (what === 'push') list.insert(Math.min(at, list.length), [key, at])
    else if (what === 'nest') map.set(key, new Y.Map([[key, new Y.Text(key)]]))
    else if (what === 'many') doc.transact(() => Array.from({ length: at * 15 }, (_, i) => map.set(`${key}${i}`, i)))
    else {
      const other = docs[(who + at) % docs.length] ?? whole
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    }
  }
  for (const doc of docs) Y.applyUpdate(whole, Y.encodeStateAsUpdate(doc))
  return whole
}

describe('an update in parts', () => {
  it('SYN-354: what makes one part is taken as one, however many deletions known already come along', () => {
    const doc = new Y.Doc()
    for (let i = 0; i < 3_000; i++) doc.getMap('m').set(`${i}`, new Y.Text('x'))
    for (let i = 0; i < 3_000; i += 2) doc.getMap('m').delete(`${i}`)
    const document = new BoardDocument([Y.encodeStateAsUpdate(doc)])
    const state = Y.encodeStateVector(doc)
    doc.transact(() => {
      for (let i = 1; i < 100; i += 2) doc.getMap('m').delete(`${i}`)
      for (let i = 0; i < 100; i += 2) doc.getMap('m').set(`${i}`, 'back')
    })
    const plan = planOf(Y.encodeStateAsUpdate(doc, state), document)
    const whole = plan.whole(document)
    expect(plan.isDone).toBe(true)
    const { blocks, deleted } = readUpdate(new ByteReader(whole?.update ?? Uint8Array.of()))
    expect(blocks.map(({ structs }) => structs)).toEqual([50])
    expect(deleted[0]?.ranges.reduce((sum, { length }) => sum + length, 0)).toBe(50 * 2)
    document.apply(whole?.update ?? Uint8Array.of(), 'received')
    expect(contents(document.doc)).toEqual(contents(doc))
  })

  it('SYN-354: exactly the deletions that are not known yet remain, whatever ranges they come in', () => {
    const range = fc.record({ clock: fc.nat(60), length: fc.nat(20) })
    fc.assert(
      fc.property(fc.array(range, { maxLength: 12 }), fc.array(range, { maxLength: 12 }), (known, told) => {
        const doc = new Y.Doc({ gc: false })
        doc.clientID = 1
        for (let i = 0; i < 50; i++) doc.getArray('l').insert(0, [i])
        const isDeleted = (clock: number): boolean => known.some((k) => clock >= k.clock && clock < k.clock + k.length)
        for (let clock = 0; clock < 50; clock++) {
          const item = Y.getItem(doc.store, Y.createID(1, clock))
          if (isDeleted(clock)) doc.transact((transaction) => (item as Y.Item).delete(transaction))
        }
        const ranges = [...told].sort((a, b) => a.clock - b.clock)
        const left = newDeletes(doc, [{ client: 1, ranges }])
        const clocks = left.flatMap(({ range: { clock, length } }) => Array.from({ length }, (_, i) => clock + i))
        const expected = Array.from({ length: 100 }, (_, clock) => clock).filter(
          (clock) =>
            told.some((t) => clock >= t.clock && clock < t.clock + t.length) && !(clock < 50 && isDeleted(clock)),
        )
        expect(clocks).toEqual(expected)
      }),
      { numRuns: 300, ...seeded('deletions that are new') },
    )
  })

  it('SYN-300: taken part by part, in any order with others, it is the same as taken at once', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), fc.nat(59), (steps, known) => {
        const whole = written(steps)
        const update = Y.encodeStateAsUpdate(whole)
        const document = new BoardDocument([Y.encodeStateAsUpdate(written(steps.slice(0, known)))])
        const plan = planOf(update, document)
        for (const size of takeAll(plan, document)) expect(size).toBeLessThanOrEqual(400)
        expect(plan.isDone).toBe(true)
        expect([...plan.awaits()]).toEqual([])
        // The other document was written by other clients, so that both hold more than the update.
        const atOnce = new BoardDocument([Y.encodeStateAsUpdate(document.doc), update])
        expect(contents(document.doc)).toEqual(contents(atOnce.doc))
        expect(document.stateVector()).toEqual(atOnce.stateVector())
        const other = new BoardDocument([Y.encodeStateAsUpdate(written(steps.slice(0, known)))])
        const one = planOf(update, other).whole(other)
        if (one === null) return
        expect(other.apply(one.update, one.spreadAs).kind).not.toBe('waits')
        const same = new BoardDocument([Y.encodeStateAsUpdate(other.doc), update])
        expect(contents(other.doc)).toEqual(contents(same.doc))
        expect(other.stateVector()).toEqual(same.stateVector())
      }),
      { numRuns: 60, ...seeded('updates in parts') },
    )
  })

  it('SYN-300: what stands before something of a later part waits for that part', () => {
    const [one, two] = [new Y.Doc(), new Y.Doc()]
    one.clientID = 1
    two.clientID = 2
    one.transact(() => Array.from({ length: 900 }, (_, i) => one.getMap('m').set(`${i}`, i)))
    one.getArray('l').push(['behind'])
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    two.getArray('l').insert(0, ['before'])
    const document = new BoardDocument([])
    expect(takeAll(planOf(Y.encodeStateAsUpdate(two), document), document)).toEqual([400, 400, 102])
    expect(document.doc.getArray('l').toJSON()).toEqual(['before', 'behind'])
  })

  it('SYN-301: what builds on what is not here waits for exactly that, and the rest is taken', () => {
    const doc = new Y.Doc()
    const first = writtenBy(doc, () => doc.getMap('m').set('t', new Y.Text('one')))
    const other = new Y.Doc()
    Y.applyUpdate(other, first)
    const missing = writtenBy(doc, () => (doc.getMap('m').get('t') as Y.Text).insert(3, ' two'))
    Y.applyUpdate(other, missing)
    writtenBy(other, () => (other.getMap('m').get('t') as Y.Text).insert(7, ' three'))
    writtenBy(other, () => other.getMap('m').delete('gone'))
    const builds = Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc))
    const document = new BoardDocument([first])
    const plan = planOf(builds, document)
    takeAll(plan, document)
    expect(plan.isDone).toBe(false)
    const [awaited] = plan.awaits()
    expect(awaited?.client).toBe(doc.clientID)
    expect(document.clockOf(doc.clientID)).toBeLessThanOrEqual(awaited?.clock ?? -1)
    document.apply(missing, 'received')
    expect(document.clockOf(doc.clientID)).toBeGreaterThan(awaited?.clock ?? Number.POSITIVE_INFINITY)
    plan.retry()
    takeAll(plan, document)
    expect(plan.isDone).toBe(true)
    expect((document.doc.getMap('m').get('t') as Y.Text).toString()).toBe('one two three')
  })

  it('SYN-302: items that would have to pass thousands of others are taken a few at a time', () => {
    const document = new BoardDocument([rivals(1, 10_000)])
    const sizes = takeAll(planOf(rivals(9, 10), document), document)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(3)
    expect(document.doc.getArray('rivals')).toHaveLength(10_010)
    const empty = new BoardDocument([])
    expect(takeAll(planOf(rivals(10, 300), empty), empty)).toEqual([300])
  })

  it('SYN-303: a deletion of everything is taken part by part', () => {
    const doc = new Y.Doc()
    doc.transact(() => Array.from({ length: 9_000 }, (_, i) => doc.getMap('m').set(`${i}`, i)))
    const document = new BoardDocument([Y.encodeStateAsUpdate(doc)])
    const plan = planOf(
      writtenBy(doc, () => doc.getMap('m').clear()),
      document,
    )
    expect(plan.whole(document)).toBeNull()
    const sizes: number[] = []
    for (let part = plan.next(document); part !== null; part = plan.next(document)) {
      document.apply(part.update, part.spreadAs)
      sizes.push(document.doc.getMap('m').size)
    }
    expect(sizes.length).toBeGreaterThan(3)
    expect(sizes.at(-1)).toBe(0)
  })
})
