import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { isRooted } from '../../../client/board/isRooted.ts'
import { readBoard } from '../../../shared/board/read.ts'
import { asJson, boardRecords, MemoryServer, Peer, synchronise } from '../../support/boardPeers.ts'
import { arrow, arrowBinding, box, frame, newBoard, painPoint, zonesOf } from '../../support/boardShapes.ts'

function session(count: number): { server: MemoryServer; peers: Peer[]; zones: Record<string, string> } {
  const server = new MemoryServer(newBoard())
  const peers = Array.from({ length: count }, () => new Peer(server))
  return { server, peers, zones: zonesOf(server.doc) }
}

function two(): { server: MemoryServer; ada: Peer; ben: Peer; zones: Record<string, string> } {
  const { server, peers, zones } = session(2)
  const [ada, ben] = peers
  if (ada === undefined || ben === undefined) throw new Error('two peers were asked for')
  return { server, ada, ben, zones }
}

describe('the binding of store and document', () => {
  it('BND-1: the store holds the board as it reads, and nothing of its own making', () => {
    const { ada } = two()
    expect(boardRecords(ada.store)).toEqual(asJson(readBoard(ada.doc).records))
  })

  it('BND-2: what one does, the other sees', () => {
    const { ada, ben } = two()
    ada.put(box('a', { x: 10 }))
    synchronise([ada, ben])
    expect(ben.get('shape:a')).toMatchObject({ x: 10 })
    ben.change('shape:a', { x: 20 })
    synchronise([ada, ben])
    expect(ada.get('shape:a')).toMatchObject({ x: 20 })
    ada.remove('shape:a')
    synchronise([ada, ben])
    expect(ben.get('shape:a')).toBeUndefined()
  })

  it('BND-3: two who change different things of one shape both win', () => {
    const { ada, ben } = two()
    ada.put(box('a'))
    synchronise([ada, ben])
    ada.change('shape:a', { x: 50 })
    ben.change('shape:a', { props: { color: 'red' } })
    synchronise([ada, ben])
    for (const peer of [ada, ben]) expect(peer.get('shape:a')).toMatchObject({ x: 50, props: { color: 'red' } })
  })

  it('BND-4: a client that does nothing writes nothing', () => {
    const { ada, ben, zones } = two()
    const cards = ['a1', 'a2', 'a3'].map((index) => painPoint(index, { parent: zones['pain-points'] ?? '', index }))
    ada.put(...cards)
    synchronise([ada, ben])
    for (let frame = 0; frame < 30; frame++) {
      ada.change('shape:a1', { x: frame, y: frame * 2 })
      if (frame === 15) ada.change('shape:a1', { index: 'a4' })
      synchronise([ada, ben])
    }
    expect(ben.sent).toEqual([])
  })

  it('BND-5: all that happens in one event is one update, and a gesture is at most twenty a second', () => {
    const { ada } = two()
    ada.put(box('a'), box('b'))
    ada.put(box('c'))
    ada.settle()
    expect(ada.sent).toHaveLength(1)
    ada.scheduler.advance(1000)
    ada.sent.length = 0
    for (let frame = 0; frame < 120; frame++) {
      ada.change('shape:a', { x: frame })
      ada.scheduler.advance(1000 / 120)
    }
    ada.scheduler.advance(60)
    expect(ada.sent.length).toBeGreaterThan(15)
    expect(ada.sent.length).toBeLessThanOrEqual(21)
    expect(readBoard(ada.doc).records.get('shape:a')).toMatchObject({ x: 119 })
  })

  it('BND-6: flush writes at once what waits', () => {
    const { ada } = two()
    ada.put(box('a'))
    expect(ada.binding.hasUncommitted.get()).toBe(true)
    ada.binding.flush()
    expect(ada.binding.hasUncommitted.get()).toBe(false)
    expect(readBoard(ada.doc).records.has('shape:a')).toBe(true)
  })

  it('BND-7: the store takes in what others do in one merge a frame', () => {
    const { ada, ben } = two()
    ada.put(box('a'))
    synchronise([ada, ben])
    let merges = 0
    ben.store.listen(() => merges++, { scope: 'document' })
    for (let x = 0; x < 10; x++) {
      ada.change('shape:a', { x })
      ada.binding.flush()
      ada.wire.deliverToServer()
      ben.wire.deliverToClient()
    }
    expect(ben.get('shape:a')).toMatchObject({ x: 0 })
    ben.scheduler.drawFrame()
    ben.store._flushHistory()
    expect(merges).toBe(1)
    expect(ben.get('shape:a')).toMatchObject({ x: 9 })
  })

  it('BND-8: what the user has changed and not yet written stays as they see it', () => {
    const { ada, ben } = two()
    ada.put(box('a'))
    synchronise([ada, ben])
    ada.change('shape:a', { x: 77, props: { color: 'red' } })
    ada.settle()
    ada.wire.deliverToServer()
    ben.scheduler.advance(500)
    ben.change('shape:a', { props: { color: 'blue' } })
    ben.wire.deliverToClient()
    ben.binding.mergeNow()
    expect(ben.get('shape:a')).toMatchObject({ x: 77, props: { color: 'blue' } })
    synchronise([ada, ben])
    expect(ada.get('shape:a')).toMatchObject({ x: 77, props: { color: 'blue' } })
  })

  it('BND-9: what a side effect does during a merge is never written, and put right', () => {
    const { ada, ben } = two()
    ben.store.sideEffects.registerAfterChangeHandler('shape', (_before, after) => {
      if (after.id === 'shape:a' && after.opacity === 1) ben.store.put([{ ...after, opacity: 0.5 }])
    })
    ada.put(box('a'))
    synchronise([ada, ben])
    ada.change('shape:a', { x: 5 })
    synchronise([ada, ben])
    expect(ben.sent).toEqual([])
    ada.change('shape:a', { x: 6 })
    synchronise([ada, ben])
    expect(ben.sent).toEqual([])
    expect(ben.binding.hasUncommitted.get()).toBe(false)
  })

  it('BND-10: a record that a side effect of a merge removed comes back', () => {
    const { ada, ben } = two()
    ada.put(box('a'), box('b'))
    synchronise([ada, ben])
    ben.store.sideEffects.registerAfterChangeHandler('shape', (_before, after) => {
      if (after.id === 'shape:a') ben.store.remove(['shape:b' as never])
    })
    ada.change('shape:a', { x: 5 })
    synchronise([ada, ben])
    expect(ben.get('shape:b')).toBeDefined()
    expect(ben.sent).toEqual([])
  })

  it('BND-11: a card in a zone that lays out is written as parent and order, never as a place', () => {
    const { ada, ben, zones } = two()
    const parent = zones['pain-points'] ?? ''
    ada.put(painPoint('one', { parent, index: 'a1' }), painPoint('two', { parent, index: 'a2' }))
    synchronise([ada, ben])
    const before = ada.sent.length
    ada.change('shape:one', { x: 33, y: 333 })
    synchronise([ada, ben])
    expect(ada.sent).toHaveLength(before)
    expect(boardRecords(ada.store)).toEqual(boardRecords(ben.store))
    const [one, second] = [ada.get('shape:one'), ada.get('shape:two')]
    ada.change('shape:one', { index: 'a3' })
    synchronise([ada, ben])
    expect(ben.get('shape:two')).toMatchObject({ y: one?.typeName === 'shape' ? one.y : null })
    expect(ben.get('shape:one')).toMatchObject({ y: second?.typeName === 'shape' ? second.y : null })
  })

  it('BND-12: what the user has in hand is not moved, and falls into its place when they let go', () => {
    const { ada, ben, zones } = two()
    const parent = zones['pain-points'] ?? ''
    ada.put(painPoint('one', { parent, index: 'a2' }))
    synchronise([ada, ben])
    let held = new Map([['shape:one', ['place']]])
    ada.binding.attach({ held: () => held, glides: () => false, beforePagesGo: () => undefined })
    ada.change('shape:one', { x: 500, y: 500 })
    ben.put(painPoint('above', { parent, index: 'a1' }, { who: 'a shopper' }))
    ben.change('shape:one', { props: { h: 200 } })
    synchronise([ada, ben])
    expect(ada.get('shape:one')).toMatchObject({ x: 500, y: 500, props: { h: 200 } })
    held = new Map()
    ada.binding.endGesture()
    ada.settle()
    expect(boardRecords(ada.store)).toEqual(boardRecords(ben.store))
    expect(ada.get('shape:one')).toMatchObject({ props: { h: 200 } })
  })

  it('BND-13: what others remove while the user has it in hand goes when they let go', () => {
    const { ada, ben } = two()
    ada.put(box('a'))
    synchronise([ada, ben])
    let held = new Map([['shape:a', ['place']]])
    ada.binding.attach({ held: () => held, glides: () => false, beforePagesGo: () => undefined })
    ben.remove('shape:a')
    ada.change('shape:a', { x: 3 })
    synchronise([ada, ben])
    expect(ada.get('shape:a')).toMatchObject({ x: 3 })
    held = new Map()
    ada.binding.endGesture()
    synchronise([ada, ben])
    expect(ada.get('shape:a')).toBeUndefined()
    expect(readBoard(ada.doc).records.has('shape:a')).toBe(false)
  })

  it('BND-14: a merge that comes in the middle of an operation waits for the next frame', () => {
    const { ada, ben } = two()
    ada.put(box('a'))
    synchronise([ada, ben])
    ada.change('shape:a', { x: 9 })
    ada.settle()
    ada.wire.deliverToServer()
    ben.wire.deliverToClient()
    const merged: boolean[] = []
    const stop = ben.store.sideEffects.registerOperationCompleteHandler(() => merged.push(ben.binding.mergeNow()))
    ben.put(box('b'))
    stop()
    expect(merged).toEqual([false])
    expect(ben.get('shape:a')).toMatchObject({ x: 0 })
    ben.scheduler.drawFrame()
    expect(ben.get('shape:a')).toMatchObject({ x: 9 })
  })

  it('BND-15: an invalid record stays out of the store and keeps nothing else out', () => {
    const { ada, ben } = two()
    ada.doc.transact(() => {
      ada.doc.getMap('records').set('shape:bad', { id: 'shape:bad', typeName: 'shape', type: 'geo' })
      ada.doc.getMap('records').set('shape:good', box('good'))
    })
    synchronise([ada, ben])
    for (const peer of [ada, ben]) {
      expect(peer.get('shape:bad')).toBeUndefined()
      expect(peer.get('shape:good')).toBeDefined()
      expect(peer.reader.invalid.size).toBe(1)
    }
    expect(ben.sent).toEqual([])
  })

  it('BND-16: whoever looks at a page is told before it goes', () => {
    const { ada, ben } = two()
    const page = { id: 'page:two', typeName: 'page', name: 'Two', index: 'a2', meta: {} } as never
    ada.put(page)
    synchronise([ada, ben])
    const told: unknown[] = []
    ben.binding.attach({
      held: () => new Map(),
      glides: () => false,
      beforePagesGo: (ids) => told.push([ids, ben.get('page:two') !== undefined]),
    })
    ada.remove('page:two')
    synchronise([ada, ben])
    expect(told).toEqual([[['page:two'], true]])
    expect(ben.get('page:two')).toBeUndefined()
  })

  it('BND-17: a one-shape drag frame is at most 64 bytes on the wire, ten shapes at most 450', () => {
    const { ada } = two()
    // As long as the ids that tldraw makes.
    const names = Array.from({ length: 10 }, (_, index) => `KvBG7hn2Zr0cXo5JQw1L${index}`)
    ada.put(...names.map((name) => box(name)))
    ada.settle()
    const frame = (count: number, x: number): number => {
      for (const name of names.slice(0, count)) ada.change(`shape:${name}`, { x, y: x / 3 })
      ada.binding.flush()
      return ada.sent.at(-1)?.length ?? 0
    }
    frame(10, 1.1)
    expect(frame(1, 101.30078125)).toBeLessThanOrEqual(64)
    expect(frame(10, 102.30078125)).toBeLessThanOrEqual(450)
  })

  it('BND-22: what is written whole is written less often the larger it grows', () => {
    const { ada } = two()
    ada.put(box('a'))
    ada.settle()
    ada.scheduler.advance(1000)
    ada.sent.length = 0
    const long = (n: number): object => ({
      type: 'doc',
      content: [{ type: 'paragraph', attrs: { dir: 'x'.repeat(20_000) + n } }],
    })
    for (let n = 0; n < 100; n++) {
      ada.change('shape:a', { props: { richText: long(n) } })
      ada.scheduler.advance(10)
    }
    expect(ada.sent.length).toBeLessThanOrEqual(3)
    ada.scheduler.advance(1000)
    expect(ada.get('shape:a')).toEqual(readBoard(ada.doc).records.get('shape:a'))
  })

  it('BND-23: what others move is drawn on its way, and what one does to it meanwhile moves nothing', () => {
    const { ada, ben } = two()
    ada.put(box('a'))
    synchronise([ada, ben])
    ben.glides = true
    ada.change('shape:a', { x: 100 })
    ada.settle()
    ada.wire.deliverToServer()
    ben.wire.deliverToClient()
    const seen: number[] = []
    for (let frame = 0; frame < 8; frame++) {
      ben.scheduler.drawFrame()
      const record = ben.get('shape:a')
      if (record?.typeName === 'shape') seen.push(record.x)
      if (frame === 2) {
        ben.change('shape:a', { opacity: 0.5 })
        ben.binding.flush()
      }
      ben.scheduler.advance(16)
    }
    expect(seen[0]).toBeGreaterThan(0)
    expect(seen[0]).toBeLessThan(50)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toBe(100)
    synchronise([ada, ben])
    for (const peer of [ada, ben]) expect(peer.get('shape:a')).toMatchObject({ x: 100, opacity: 0.5 })
  })

  it('BND-24: what the user has just put into something never hangs on itself, nor on what others took away', () => {
    const { ada, ben } = two()
    ada.put(frame('a'), frame('b'))
    synchronise([ada, ben])
    ada.change('shape:a', { parentId: 'shape:b' })
    ada.settle()
    ada.wire.deliverToServer()
    ben.scheduler.advance(500)
    ben.hold('shape:b')
    ben.put(box('before'))
    ben.scheduler.settle()
    ben.change('shape:b', { parentId: 'shape:a' })
    ben.wire.deliverToClient()
    ben.binding.mergeNow()
    for (const name of ['a', 'b']) expect(isRooted(`shape:${name}`, (id) => ben.get(id))).toBe(true)
    ben.letGo()
    synchronise([ada, ben])
    expect(boardRecords(ben.store)).toEqual(boardRecords(ada.store))

    ada.remove('shape:a')
    ada.settle()
    ada.wire.deliverToServer()
    ben.put(box('late', { parent: 'shape:a' }))
    ben.wire.deliverToClient()
    ben.binding.mergeNow()
    expect(ben.get('shape:late')).toMatchObject({ parentId: 'page:page' })
  })

  it('BND-18: texts that two change at once keep what both typed', () => {
    const { ada, ben } = two()
    ada.put(painPoint('one', {}, { who: 'a shopper' }))
    synchronise([ada, ben])
    const fieldsOf = (peer: Peer): Record<string, unknown> => {
      const record = peer.get('shape:one')
      return { ...(record as unknown as { props: { fields: Record<string, unknown> } }).props.fields }
    }
    ada.change('shape:one', { props: { fields: { ...fieldsOf(ada), who: 'a tired shopper' } } })
    ada.settle()
    ada.wire.deliverToServer()
    ben.scheduler.advance(500)
    ben.change('shape:one', { props: { fields: { ...fieldsOf(ben), who: 'a shopper at night' } } })
    ben.wire.deliverToClient()
    synchronise([ada, ben])
    for (const peer of [ada, ben]) expect(fieldsOf(peer)['who']).toBe('a tired shopper at night')
  })

  it('BND-19: once stopped, nothing more is written', () => {
    const { ada } = two()
    ada.binding.stopWriting()
    ada.put(box('a'))
    ada.settle()
    expect(ada.sent).toEqual([])
    expect(ada.binding.hasUncommitted.get()).toBe(true)
  })

  it('BND-20: links are arrows bound at both ends, and go with what they bind', () => {
    const { ada, ben } = two()
    ada.put(box('a'), box('b'), arrow('link'))
    ada.put(arrowBinding('s', 'shape:link', 'shape:a', 'start'), arrowBinding('e', 'shape:link', 'shape:b', 'end'))
    synchronise([ada, ben])
    expect(ben.get('binding:e')).toMatchObject({ toId: 'shape:b' })
    ben.doc.getMap('records').delete('shape:b')
    synchronise([ada, ben])
    for (const peer of [ada, ben]) expect(peer.get('binding:e')).toBeUndefined()
    expect(Y.encodeStateVector(ada.doc)).toEqual(Y.encodeStateVector(ben.doc))
  })
})
