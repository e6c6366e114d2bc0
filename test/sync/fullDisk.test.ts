import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { BOARD, firstUpdate, handRooms } from '../support/handRooms.ts'
import { documentOf } from '../support/memoryUpdateLog.ts'

async function openBoard(limits = {}) {
  const all = handRooms(limits)
  await all.rooms.create(BOARD, firstUpdate(), { title: 'Board', template: 'blank' })
  const stored = (): Record<string, unknown> => {
    const board = all.log.boards.get(BOARD)
    return board === undefined ? {} : documentOf(board).getMap('records').toJSON()
  }
  return { ...all, stored }
}

describe('a disk that refuses, seen by a room', () => {
  it('SYN-400: a write of the server that the disk refuses makes nothing else saved', async () => {
    const { connect, timers, log, rooms, stored } = await openBoard()
    const ada = await connect()
    await ada.sync()
    log.mood = 'refuses'
    ada.set('before', 1)
    ada.barrier(1)
    for (let n = 0; n < 5; n++) {
      const posting = rooms.write(BOARD, (doc) => doc.getMap('records').set(`posted ${n}`, n))
      const refused = expect(posting).rejects.toMatchObject({ code: 'storage-unwritable' })
      await timers.settle()
      await refused
      ada.set(`between ${n}`, n)
      ada.barrier(n + 2)
      await timers.settle()
    }
    await timers.pass(10_000)
    ada.read()
    expect(ada.saved).toEqual([])
    expect(ada.notSaved.toSorted()).toEqual([1, 2, 3, 4, 5, 6])
    log.mood = 'works'
    await timers.pass(10_000)
    ada.read()
    expect(ada.saved).toEqual([1, 2, 3, 4, 5, 6])
    expect(Object.keys(stored()).toSorted()).toEqual([
      'before',
      'between 0',
      'between 1',
      'between 2',
      'between 3',
      'between 4',
      'page',
    ])
  })

  it('SYN-401: while ten people edit for ten minutes the others see it, nothing is called saved, memory stays bounded, and then all is there', async () => {
    const { connect, timers, log, rooms, stored } = await openBoard({ refusedBytes: 20_000 })
    const people = []
    for (let n = 0; n < 10; n++) people.push(await connect({ name: `Person ${n}` }))
    for (const person of people) await person.sync()
    log.mood = 'refuses'
    let barrier = 0
    for (let second = 0; second < 600; second++) {
      for (const [n, person] of people.entries()) {
        // As a drag does: one place, again and again.
        person.set(`drag ${n}`, `${second} ${'.'.repeat(20)}`)
        if (second % 60 === n) person.set(`card ${n} ${second}`, second)
      }
      if (second % 30 === 0) for (const person of people) person.barrier(++barrier)
      await timers.pass(1000)
      for (const person of people) person.read()
    }
    const expected = people[0]?.doc.getMap('records').toJSON()
    for (const person of people) {
      expect(person.doc.getMap('records').toJSON()).toEqual(expected)
      expect(person.saved).toEqual([])
      expect(person.notSaved).toHaveLength(20)
    }
    const { room, release } = await rooms.hold(BOARD)
    const kept = room.persister.unsaved().reduce((sum, update) => sum + update.length, 0)
    expect(kept).toBeLessThan(30_000)
    release()
    const late = await connect({ name: 'Late' })
    await late.sync()
    expect(late.doc.getMap('records').toJSON()).toEqual(expected)
    log.mood = 'works'
    await timers.pass(10_000)
    for (const person of people) {
      person.read()
      expect(person.saved).toHaveLength(20)
    }
    expect(stored()).toEqual(expected)
  })

  it('SYN-402: a server that is killed while its disk is full has lost nothing that its clients cannot bring again', async () => {
    const first = await openBoard()
    const [ada, bo] = [await first.connect(), await first.connect({ name: 'Bo' })]
    await ada.sync()
    await bo.sync()
    first.log.mood = 'refuses'
    ada.set('ada', 1)
    bo.set('bo', 1)
    await first.timers.settle()
    ada.read()
    bo.read()
    // Killed: another server finds only what the disk has. Ada comes back, and Bo never does.
    const second = await openBoard()
    const again = await second.connect({ doc: ada.doc })
    await again.sync()
    again.barrier(1)
    await second.timers.pass(1000)
    again.read()
    expect(again.saved).toEqual([1])
    expect(second.stored()).toMatchObject({ ada: 1, bo: 1 })
    expect(Y.encodeStateVector(again.doc)).toEqual(Y.encodeStateVector(ada.doc))
  })
})
