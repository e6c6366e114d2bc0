import { describe, expect, it } from 'vitest'
import { BOARD, firstUpdate, handBoard } from '../../support/handRooms.ts'

describe('saved', () => {
  it('SYN-20: saved n comes only when the disk has everything that came before barrier n', async () => {
    const { connect, timers, log, stored } = await handBoard()
    const ada = await connect()
    await ada.sync()
    log.mood = 'holds'
    ada.set('card', 1)
    ada.barrier(1)
    await timers.settle()
    ada.read()
    expect(ada.saved).toEqual([])
    log.release()
    await timers.settle()
    ada.read()
    expect(stored()).toMatchObject({ card: 1 })
    expect(ada.saved).toEqual([1])
  })

  it('SYN-21: a barrier after nothing is answered at once', async () => {
    const { connect, timers } = await handBoard()
    const ada = await connect()
    await ada.sync()
    ada.barrier(7)
    await timers.settle()
    ada.read()
    expect(ada.saved).toEqual([7])
  })

  it('SYN-22: what comes while one append runs shares the next one', async () => {
    const { connect, timers, log } = await handBoard()
    const ada = await connect()
    await ada.sync()
    log.mood = 'holds'
    const before = log.appends
    ada.set('first', 0)
    await timers.settle()
    for (let i = 0; i < 50; i++) {
      ada.set(`card-${i}`, i)
      ada.barrier(i)
      await timers.settle()
    }
    log.release()
    await timers.settle()
    ada.read()
    expect(log.appends - before).toBe(2)
    expect(ada.saved).toHaveLength(50)
  })

  it('SYN-34: boards that have something to write wait for one another, but not after a quiet time', async () => {
    const { connect, timers, log, rooms } = await handBoard({ commitWindowMs: 25 })
    await rooms.create('other', firstUpdate(), { title: 'Other', template: 'blank' })
    const [ada, bo] = [await connect(), await connect({ boardId: 'other' })]
    await ada.sync()
    await bo.sync()
    const before = log.appends
    ada.set('first', 0)
    await timers.settle()
    expect(log.appends - before).toBe(1)
    for (let i = 0; i < 10; i++) {
      ada.set('card', i)
      bo.set('card', i)
      await timers.pass(2)
    }
    expect(log.appends - before).toBe(1)
    await timers.pass(5)
    expect(log.appends - before).toBe(3)
  })

  it('SYN-35: a slow disk is written to less often', async () => {
    const { connect, timers, log } = await handBoard({ commitWindowMs: 10, longestCommitWindowMs: 250 })
    const ada = await connect()
    await ada.sync()
    log.mood = 'holds'
    ada.set('slow', 1)
    await timers.pass(20)
    log.release()
    await timers.settle()
    const before = log.appends
    for (let i = 0; i < 10; i++) {
      ada.set('card', i)
      await timers.pass(15)
    }
    expect(log.appends).toBe(before)
    await timers.pass(100)
    expect(log.appends).toBe(before + 1)
  })

  it('SYN-23: a disk that refuses is told of, the others go on seeing everything, and saved follows by itself', async () => {
    const { connect, timers, log, stored } = await handBoard()
    const [ada, bo] = [await connect(), await connect({ name: 'Bo' })]
    await ada.sync()
    await bo.sync()
    log.mood = 'refuses'
    ada.set('card', 1)
    ada.barrier(1)
    await timers.settle()
    ada.read()
    bo.read()
    expect(ada.notSaved).toEqual([1])
    expect(ada.saved).toEqual([])
    expect(bo.get('card')).toBe(1)
    ada.set('card', 2)
    ada.barrier(2)
    for (let i = 0; i < 6; i++) {
      ada.breathe()
      await timers.pass(10_000)
    }
    ada.read()
    expect(ada.notSaved).toEqual([1, 2])
    expect(ada.saved).toEqual([])
    log.mood = 'works'
    await timers.pass(5_000)
    ada.read()
    expect(ada.saved).toEqual([1, 2])
    expect(stored()).toMatchObject({ card: 2 })
  })

  it('SYN-24: while the disk refuses, the board stays in memory even if everybody leaves', async () => {
    const { connect, timers, log, rooms, stored } = await handBoard({ idleMs: 1000 })
    const ada = await connect()
    await ada.sync()
    log.mood = 'refuses'
    ada.set('card', 1)
    await timers.settle()
    ada.session.end()
    await timers.pass(120_000)
    expect(rooms.openBoards).toBe(1)
    log.mood = 'works'
    await timers.pass(10_000)
    expect(stored()).toMatchObject({ card: 1 })
    expect(rooms.openBoards).toBe(0)
  })

  it('SYN-25: a server write is on disk when it resolves, and everybody sees it', async () => {
    const { connect, timers, rooms, log, stored } = await handBoard()
    const ada = await connect()
    await ada.sync()
    log.mood = 'holds'
    let done = false
    const writing = rooms
      .write(BOARD, (doc) => {
        doc.getMap('records').set('by-api', 1)
        return 'answer'
      })
      .finally(() => {
        done = true
      })
    await timers.settle()
    ada.read()
    expect(done).toBe(false)
    expect(ada.get('by-api')).toBeUndefined()
    log.release()
    await timers.settle()
    expect(await writing).toBe('answer')
    await timers.settle()
    ada.read()
    expect(ada.get('by-api')).toBe(1)
    expect(stored()).toMatchObject({ 'by-api': 1 })
  })

  it('SYN-26: a server write that the disk refuses leaves no trace with anyone', async () => {
    const { connect, timers, rooms, log, stored } = await handBoard()
    const ada = await connect()
    await ada.sync()
    ada.set('card', 1)
    await timers.settle()
    log.mood = 'refuses'
    const writing = rooms.write(BOARD, (doc) => doc.getMap('records').set('by-api', 1))
    const refused = expect(writing).rejects.toMatchObject({ code: 'storage-unwritable' })
    await timers.settle()
    await refused
    log.mood = 'works'
    ada.set('card', 2)
    await timers.pass(10_000)
    ada.read()
    expect(ada.get('by-api')).toBeUndefined()
    expect(stored()).toEqual({ page: 'one', card: 2 })
    expect(await rooms.read(BOARD, (doc) => doc.getMap('records').toJSON())).toEqual({ page: 'one', card: 2 })
    const again = rooms.write(BOARD, (doc) => doc.getMap('records').set('by-api', 2))
    await timers.settle()
    await again
    expect(stored()).toEqual({ page: 'one', card: 2, 'by-api': 2 })
  })

  it('SYN-27: a server write that throws half-way changes nothing', async () => {
    const { connect, timers, rooms, stored } = await handBoard()
    const ada = await connect()
    await ada.sync()
    await expect(
      rooms.write(BOARD, (doc) => {
        doc.getMap('records').set('half', 1)
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    await timers.settle()
    ada.read()
    expect(ada.get('half')).toBeUndefined()
    expect(stored()).toEqual({ page: 'one' })
  })

  it('SYN-203: a server write that throws before it changed anything costs no new copy of the document', async () => {
    const { connect, rooms, timers } = await handBoard()
    await connect()
    const docs: unknown[] = []
    const write = (fn: () => void) => rooms.write(BOARD, (doc) => (docs.push(doc), fn()))
    await Promise.all([write(() => undefined), timers.settle()])
    const refused = expect(
      write(() => {
        throw new Error('no such card')
      }),
    ).rejects.toThrow('no such card')
    await timers.settle()
    await refused
    await Promise.all([write(() => undefined), timers.settle()])
    expect(new Set(docs).size).toBe(1)
  })

  it('SYN-28: shutting down writes what waits, says saved, and asks clients to come back', async () => {
    const { connect, timers, rooms, log, stored } = await handBoard()
    const ada = await connect()
    await ada.sync()
    log.mood = 'holds'
    ada.set('last', 1)
    ada.barrier(1)
    await timers.settle()
    const closing = rooms.close()
    await timers.settle()
    expect(ada.wire.closed).toBeNull()
    log.release()
    await timers.settle()
    await closing
    expect(ada.wire.closed).toBe('shutting-down')
    ada.read()
    expect(ada.saved).toEqual([1])
    expect(stored()).toMatchObject({ last: 1 })
    await expect(rooms.hold(BOARD)).rejects.toMatchObject({ code: 'shutting-down' })
  })

  it('SYN-29: shutting down does not wait for ever for a disk that refuses, and never says saved', async () => {
    const { connect, timers, rooms, log } = await handBoard()
    const ada = await connect()
    await ada.sync()
    log.mood = 'refuses'
    ada.set('last', 1)
    ada.barrier(1)
    await timers.settle()
    const closing = rooms.close()
    await timers.pass(8_000)
    await closing
    ada.read()
    expect(ada.saved).toEqual([])
    expect(ada.wire.closed).toBe('shutting-down')
  })

  it('SYN-30: a board that goes into the trash closes its sockets for good', async () => {
    const { connect, timers, rooms } = await handBoard()
    const ada = await connect()
    await ada.sync()
    const dropping = rooms.drop(BOARD)
    await timers.settle()
    await dropping
    expect(ada.wire.closed).toBe('board-in-trash')
    expect(rooms.openBoards).toBe(0)
  })

  it('SYN-31: a new title is told to those who can hear it', async () => {
    const { connect, timers, rooms } = await handBoard()
    const [ada, stock] = [await connect(), await connect({ name: 'Bo', extended: false })]
    await ada.sync()
    await stock.sync()
    rooms.rename(BOARD, 'A better title')
    await timers.settle()
    ada.read()
    expect(ada.notices).toEqual([{ type: 'board', title: 'A better title' }])
    expect(stock.wire.writes).toHaveLength(0)
  })
})
