import * as Y from 'yjs'
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { BOARD, firstUpdate, handRooms } from '../../support/handRooms.ts'

const META = { title: 'Board', template: 'blank' }

describe('slow sockets', () => {
  it('SYN-80: a reader that stalls is cut past a byte limit, and the room does not wait for it', async () => {
    const { rooms, connect, timers } = handRooms({ slowSocketBytes: 64 * 1024 })
    await rooms.create(BOARD, firstUpdate(), META)
    const [ada, bo, slow] = [await connect(), await connect({ name: 'Bo' }), await connect({ name: 'Slow' })]
    for (const peer of [ada, bo, slow]) await peer.sync()
    slow.wire.takes = false
    for (let i = 0; i < 100; i++) {
      ada.set(`card-${i}`, 'x'.repeat(1000))
      await timers.settle()
      bo.read()
      expect(bo.get(`card-${i}`)).toBeDefined()
    }
    expect(slow.wire.closed).toBe('too-slow')
    expect(slow.wire.bufferedBytes).toBeLessThan(70 * 1024)
    expect(bo.wire.closed).toBeNull()
  })

  it('SYN-212: many small updates of one moment are live, however many: a reader that stalls is cut no later for them', async () => {
    const { rooms, connect, timers } = handRooms()
    await rooms.create(BOARD, firstUpdate(), META)
    const [ada, slow] = [await connect(), await connect({ name: 'Slow' })]
    for (const peer of [ada, slow]) await peer.sync()
    slow.wire.takes = false
    let sentBytes = 0
    while (slow.wire.closed === null && sentBytes < 16 * 1024 * 1024) {
      for (let i = 0; i < 10; i++) {
        ada.set(`card-${i}`, 'x'.repeat(40_000))
        sentBytes += 40_000
      }
      await timers.pass(100)
    }
    expect(slow.wire.closed).toBe('too-slow')
    expect(sentBytes).toBeLessThan(4 * 1024 * 1024)
  })

  it('SYN-81: a reader that takes nothing for 30 seconds is cut, however little waits', async () => {
    const { rooms, connect, timers } = handRooms()
    await rooms.create(BOARD, firstUpdate(), META)
    const [ada, slow] = [await connect(), await connect({ name: 'Slow' })]
    await ada.sync()
    await slow.sync()
    slow.wire.takes = false
    ada.set('card', 1)
    await timers.settle()
    for (let i = 0; i < 6; i++) {
      slow.breathe()
      await timers.pass(4_900)
    }
    expect(slow.wire.closed).toBeNull()
    slow.breathe()
    await timers.pass(6_000)
    expect(slow.wire.closed).toBe('too-slow')
  })

  it('SYN-82: a first sync leaves as the line drains, of any size, and what happens meanwhile follows it', async () => {
    const { rooms, connect, timers } = handRooms({ slowSocketBytes: 256 * 1024 })
    const doc = new Y.Doc()
    for (let i = 0; i < 40; i++) doc.getMap('records').set(`image-${i}`, new Uint8Array(randomBytes(100_000)))
    await rooms.create(BOARD, Y.encodeStateAsUpdate(doc), META)
    const ada = await connect()
    await ada.sync()
    const slow = await connect({ name: 'Slow' })
    slow.wire.takes = false
    await slow.sync()
    expect(slow.wire.bufferedBytes).toBeLessThan(600 * 1024)
    ada.set('meanwhile', 1)
    ada.point(1, 0, { cursor: 1 })
    for (let minute = 0; minute < 30 && slow.get('meanwhile') === undefined; minute++) {
      ada.breathe()
      await timers.pass(20_000)
      slow.wire.drain()
      await timers.settle()
      slow.read()
    }
    expect(slow.wire.closed).toBeNull()
    expect(slow.doc.getMap('records').size).toBe(41)
    await timers.pass(20)
    slow.wire.drain()
    slow.read()
    expect(slow.others.get(1)?.state).toMatchObject({ cursor: 1 })
  })

  it('SYN-85: a large update does not make a socket too slow that is taking it', async () => {
    const { rooms, connect, timers } = handRooms({ slowSocketBytes: 256 * 1024 })
    await rooms.create(BOARD, firstUpdate(), META)
    const [ada, bo] = [await connect(), await connect({ name: 'Bo' })]
    await ada.sync()
    await bo.sync()
    bo.wire.takes = false
    ada.set('large', 'x'.repeat(1024 * 1024))
    await timers.settle()
    for (let i = 0; i < 10; i++) {
      ada.set('small', i)
      await timers.settle()
    }
    expect(bo.wire.closed).toBeNull()
    bo.wire.drain()
    bo.wire.takes = true
    await timers.settle()
    bo.read()
    expect(bo.get('small')).toBe(9)
    ada.set('small', 'live again')
    await timers.settle()
    bo.read()
    expect(bo.get('small')).toBe('live again')
  })

  it('SYN-83: a socket with much waiting gets no presence until it has caught up, and then all of it', async () => {
    const { rooms, connect, timers } = handRooms({ presenceSocketBytes: 1000 })
    await rooms.create(BOARD, firstUpdate(), META)
    const [ada, slow] = [await connect(), await connect({ name: 'Slow' })]
    await ada.sync()
    await slow.sync()
    slow.wire.takes = false
    ada.set('card', 'x'.repeat(2000))
    await timers.settle()
    const writes = slow.wire.writes.length
    for (let clock = 0; clock < 10; clock++) {
      ada.point(1, clock, { cursor: clock })
      await timers.pass(20)
    }
    expect(slow.wire.writes).toHaveLength(writes)
    slow.wire.drain()
    await timers.settle()
    slow.read()
    expect(slow.others.get(1)?.state).toMatchObject({ cursor: 9 })
    expect(slow.counts.awareness).toBe(1)
  })
})
