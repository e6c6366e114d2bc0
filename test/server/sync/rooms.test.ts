import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { gzipSync } from 'node:zlib'
import { BOARD, firstUpdate, handRooms, writtenBy } from '../../support/handRooms.ts'
import { MemoryUpdateLog, documentOf } from '../../support/memoryUpdateLog.ts'

const META = { title: 'Board', template: 'blank' }

async function openBoard(limits = {}) {
  const all = handRooms(limits)
  await all.rooms.create(BOARD, firstUpdate(), META)
  return all
}

describe('rooms', () => {
  it('SYN-1: an unknown board is not opened, and asking for it leaves nothing behind', async () => {
    const { rooms, log } = handRooms()
    await expect(rooms.hold('nobody')).rejects.toMatchObject({ code: 'board-not-found' })
    expect(rooms.openBoards).toBe(0)
    expect(log.boards.size).toBe(0)
  })

  it('SYN-2: two who join at once share one load', async () => {
    const { connect, log } = await openBoard()
    const loads = log.loads
    const peers = await Promise.all([connect(), connect({ name: 'Bo' })])
    expect(log.loads - loads).toBe(1)
    for (const peer of peers) {
      await peer.sync()
      expect(peer.get('page')).toBe('one')
    }
    expect(log.loads - loads).toBe(1)
  })

  it('SYN-3: the first answer is what is stored, gzipped for those who asked, and needs no document', async () => {
    const { rooms, log, connect } = handRooms()
    const doc = new Y.Doc()
    doc.getMap('records').set('page', 'x'.repeat(5000))
    const tail = writtenBy(doc, () => doc.getMap('records').set('card', 'two'))
    const before = new Y.Doc()
    before.getMap('records').set('page', 'x'.repeat(5000))
    log.boards.set(BOARD, { state: gzipSync(Y.encodeStateAsUpdate(doc)), tail: [tail], meta: META, updatedAt: 0 })
    const ours = await connect()
    const stock = await connect({ extended: false })
    await ours.sync()
    await stock.sync()
    expect(ours.doc.getMap('records').toJSON()).toEqual(doc.getMap('records').toJSON())
    expect(stock.doc.getMap('records').toJSON()).toEqual(doc.getMap('records').toJSON())
    expect(ours.counts).toMatchObject({ gzip: 1, step1: 1, step2: 1 })
    expect(stock.counts).toMatchObject({ gzip: 0, step1: 1, step2: 1 })
    const { room } = await rooms.hold(BOARD)
    expect(room.built).toBeNull()
  })

  it('SYN-15: on a board whose log has grown long, who joins gets one update instead of thousands', async () => {
    const { connect, timers } = await openBoard()
    const ada = await connect()
    await ada.sync()
    for (let i = 0; i < 300; i++) ada.set('dragged', [i, i])
    await timers.settle()
    const [ours, stock] = [await connect(), await connect({ extended: false })]
    for (const peer of [ours, stock]) {
      await peer.sync()
      expect(peer.get('dragged')).toEqual([299, 299])
      expect(peer.counts).toMatchObject({ step2: 1, update: 0 })
    }
    ada.set('dragged', 'again')
    await timers.settle()
    ours.read()
    expect(ours.get('dragged')).toBe('again')
  })

  it('SYN-4: someone who has state gets the difference, and the server asks for theirs', async () => {
    const { connect, timers } = await openBoard()
    const first = await connect()
    await first.sync()
    first.set('a', 1)
    await timers.settle()
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(first.doc))
    doc.getMap('records').set('offline', true)
    first.set('b', 2)
    await timers.settle()
    const back = await connect({ doc, name: 'Bo' })
    await back.sync()
    expect(back.get('b')).toBe(2)
    first.read()
    expect(first.get('offline')).toBe(true)
  })

  it('SYN-5: an update reaches everybody but its sender, in the bytes it came in, and the disk', async () => {
    const { connect, timers, log } = await openBoard()
    const [ada, bo] = [await connect(), await connect({ name: 'Bo' })]
    await ada.sync()
    await bo.sync()
    const update = ada.set('card', 'new')
    await timers.settle()
    const written = bo.wire.messages()
    expect(written).toHaveLength(1)
    expect(Buffer.from(written[0]?.subarray(-update.length) ?? []).equals(update)).toBe(true)
    expect(ada.wire.writes).toHaveLength(0)
    const stored = log.boards.get(BOARD)
    expect(stored && documentOf(stored).getMap('records').get('card')).toBe('new')
  })

  it('SYN-6: all that a socket gets within one turn is one write', async () => {
    const { connect, timers } = await openBoard()
    const [ada, bo] = [await connect(), await connect({ name: 'Bo' })]
    await ada.sync()
    await bo.sync()
    for (let i = 0; i < 20; i++) ada.set(`card-${i}`, i)
    await timers.settle()
    expect(bo.wire.writes).toHaveLength(1)
    bo.read()
    expect(bo.counts.update).toBe(20)
    expect(bo.get('card-19')).toBe(19)
  })

  it('SYN-7: presence waits for its window, and one window is one write', async () => {
    const { connect, timers } = await openBoard()
    const [ada, bo, cy] = [await connect(), await connect({ name: 'Bo' }), await connect({ name: 'Cy' })]
    for (const peer of [ada, bo, cy]) await peer.sync()
    for (let clock = 0; clock < 5; clock++) {
      ada.point(1, clock, { cursor: clock })
      cy.point(3, clock, { cursor: clock })
    }
    await timers.pass(15)
    expect(bo.wire.writes).toHaveLength(0)
    await timers.pass(2)
    expect(bo.wire.writes).toHaveLength(1)
    for (const peer of [ada, bo, cy]) peer.read()
    expect(bo.others.get(1)?.state).toMatchObject({ cursor: 4 })
    expect(bo.others.get(3)?.state).toMatchObject({ cursor: 4 })
    expect([...ada.others.keys()]).toEqual([3])
  })

  it('SYN-8: in a busy room updates wait for the window as well', async () => {
    const { connect, timers } = await openBoard({ busyDeliveriesPerSecond: 40 })
    const [ada, bo] = [await connect(), await connect({ name: 'Bo' })]
    await ada.sync()
    await bo.sync()
    for (let i = 0; i < 12; i++) ada.set('busy', i)
    await timers.settle()
    bo.read()
    ada.set('busy', 'later')
    await timers.settle()
    expect(bo.wire.writes).toHaveLength(0)
    await timers.pass(16)
    expect(bo.wire.writes).toHaveLength(1)
    bo.read()
    expect(bo.get('busy')).toBe('later')
  })

  it('SYN-9: a board nobody uses is compacted and put away, and one who comes meanwhile keeps it open', async () => {
    const { connect, timers, rooms, log } = await openBoard({ idleMs: 1000, idleCompactUpdates: 3 })
    const ada = await connect()
    await ada.sync()
    for (let i = 0; i < 10; i++) {
      ada.set(`card-${i}`, i)
      await timers.settle()
    }
    ada.session.end()
    await timers.pass(999)
    expect(rooms.openBoards).toBe(1)
    const bo = await connect({ name: 'Bo' })
    await timers.pass(5000)
    expect(rooms.openBoards).toBe(1)
    bo.session.end()
    await timers.pass(1001)
    expect(rooms.openBoards).toBe(0)
    expect(log.compactions).toBe(1)
    expect(log.boards.get(BOARD)?.tail).toHaveLength(0)
    const cy = await connect({ name: 'Cy' })
    await cy.sync()
    expect(cy.get('card-9')).toBe(9)
  })

  it('SYN-18: an open board is compacted when its log has grown long', async () => {
    const { connect, timers, log } = await openBoard({ compactUpdates: 50 })
    const ada = await connect()
    await ada.sync()
    for (let i = 0; i < 60; i++) {
      ada.set(`card-${i}`, i)
      await timers.settle()
    }
    expect(log.compactions).toBe(1)
    expect(log.boards.get(BOARD)?.tail.length).toBeLessThan(20)
    const bo = await connect({ name: 'Bo' })
    await bo.sync()
    expect(bo.get('card-59')).toBe(59)
  })

  it('SYN-202: an open board is compacted to what its document holds, and a write under way is not lost by it', async () => {
    const { connect, timers, rooms, log } = await openBoard({ compactUpdates: 50 })
    const ada = await connect()
    await ada.sync()
    for (let i = 0; i < 60; i++) {
      ada.set(`card-${i}`, i)
      await timers.settle()
    }
    expect([log.compactions, log.wholes]).toEqual([1, 1])
    // The log takes the server's own change, and is compacted before the live document has that change.
    log.append = async (boardId, updates, meta) => {
      await MemoryUpdateLog.prototype.append.call(log, boardId, updates, meta)
      for (let i = 0; i < 60 && log.compactions === 1; i++) ada.set(`more-${i}`, i)
    }
    await Promise.all([rooms.write(BOARD, (doc) => doc.getMap('records').set('own', 'kept')), timers.settle()])
    await timers.settle()
    expect([log.compactions, log.wholes]).toEqual([2, 1])
    const stored = log.boards.get(BOARD)
    expect(stored && documentOf(stored).getMap('records').get('own')).toBe('kept')
  })

  it('SYN-10: a join while the board is being put away cancels that', async () => {
    const { connect, timers, rooms, log } = await openBoard({ idleMs: 1000 })
    const ada = await connect()
    await ada.sync()
    log.mood = 'holds'
    ada.set('late', true)
    await timers.settle()
    ada.session.end()
    await timers.pass(1001)
    const bo = await connect({ name: 'Bo' })
    await bo.sync()
    expect(bo.get('late')).toBe(true)
    log.release()
    await timers.pass(100)
    expect(rooms.openBoards).toBe(1)
    bo.set('more', 1)
    await timers.settle()
    const stored = log.boards.get(BOARD)
    expect(stored && documentOf(stored).getMap('records').toJSON()).toMatchObject({ late: true, more: 1 })
  })

  it('SYN-11: someone who joins while updates are on their way to disk misses none of them', async () => {
    const { connect, timers, log } = await openBoard()
    const ada = await connect()
    await ada.sync()
    log.mood = 'holds'
    ada.set('unsaved', 1)
    await timers.settle()
    const bo = await connect({ name: 'Bo' })
    const joining = bo.sync()
    ada.set('meanwhile', 2)
    await joining
    await timers.settle()
    bo.read()
    expect(bo.doc.getMap('records').toJSON()).toMatchObject({ unsaved: 1, meanwhile: 2 })
    log.release()
    await timers.settle()
  })

  it('SYN-12: an empty visit writes nothing', async () => {
    const { connect, timers, log, rooms } = await openBoard()
    const before = log.appends
    const ada = await connect({ extended: false })
    await ada.sync()
    const again = await connect({ extended: false, doc: ada.doc })
    await again.sync()
    ada.session.end()
    again.session.end()
    await timers.pass(60_000)
    expect(log.appends).toBe(before)
    expect(log.compactions).toBe(0)
    expect(rooms.openBoards).toBe(0)
  })
})
