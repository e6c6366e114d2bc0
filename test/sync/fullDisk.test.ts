import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { freePort } from '../../server/launch/freePort.mjs'
import { LmdbUpdateLog } from '../../server/storage/lmdb/lmdbUpdateLog.ts'
import { box, newBoard } from '../support/boardShapes.ts'
import { sitDown, type AtDevice } from '../support/device.ts'
import { BOARD, handBoard } from '../support/handRooms.ts'
import { documentOf } from '../support/memoryUpdateLog.ts'
import { canRefuseWrites } from '../support/refuseWrites.ts'
import { SpareServer } from '../support/spareServer.ts'

describe('a disk that refuses, seen by a room', () => {
  it('SYN-400: a write of the server that the disk refuses makes nothing else saved', async () => {
    const { connect, timers, log, rooms, stored } = await handBoard()
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
    const { connect, timers, log, rooms, stored } = await handBoard({ refusedBytes: 20_000 })
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
    const first = await handBoard()
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
    const second = await handBoard()
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

describe.runIf(canRefuseWrites())('a disk that the system lets refuse, seen by ten people', () => {
  it('SYN-403: nothing is shown as saved, all see each other, a kill meanwhile loses nothing, and in the end all is on disk', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'betwixt-full-'))
    const stored = async (): Promise<object> => {
      const log = await LmdbUpdateLog.open({ directory, now: () => Date.now() })
      const board = await log.load(BOARD)
      await log.close()
      return board === null ? {} : documentOf(board).getMap('records').toJSON()
    }
    const log = await LmdbUpdateLog.open({ directory, now: () => Date.now() })
    await log.append(BOARD, [newBoard()], { title: 'Board', template: 'discovery-map' })
    await log.close()
    const server = new SpareServer(directory, await freePort())
    await server.start()
    const sit = (storage: IDBFactory | null): Promise<AtDevice> =>
      sitDown({ url: server.url, boardId: BOARD, haste: 50, storage })
    const people: AtDevice[] = []
    for (let n = 0; n < 10; n++) people.push(await sit(n % 2 === 0 ? new IDBFactory() : null))
    await Promise.all(people.map(({ board }) => board.whenSaved()))
    const saidSaved: string[] = []
    const drawn: string[] = []
    let isFull = false
    for (const [n, { board }] of people.entries()) {
      board.status.subscribe(() => {
        if (isFull && board.status.get().state === 'saved') saidSaved.push(`person ${n}`)
      })
    }
    const edit = async (round: string): Promise<void> => {
      for (let turn = 0; turn < 20; turn++) {
        for (const [n, { binding }] of people.entries()) {
          binding.store.put([box(`${round}-${n}`, { x: turn })])
          if (turn === 0) drawn.push(`shape:${round}-${n}`)
        }
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
      for (const { binding } of people) binding.flush()
    }
    const allSee = async (round: string): Promise<void> => {
      for (const { doc } of people) {
        const lacks = (): string[] => drawn.filter((id) => !doc.getMap('records').has(id))
        await expect.poll(lacks, { message: round }).toEqual([])
      }
    }
    const notSaved = { state: 'not-saved', reason: 'storage' }
    // A refusal in the middle of a commit can be the end of LMDB's process, which is then as if it had been killed.
    const allReadNotSaved = async (): Promise<void> => {
      for (const { board } of people) {
        await expect.poll(() => (server.hasEnded ? notSaved : board.status.get())).toEqual(notSaved)
      }
    }

    server.refuseWrites(true)
    isFull = true
    await edit('full')
    await allReadNotSaved()
    if (!server.hasEnded) {
      await allSee('full')
      const late = await sit(null)
      await expect.poll(() => drawn.filter((id) => !late.doc.getMap('records').has(id))).toEqual([])
      await late.board.close()
    }
    expect(saidSaved).toEqual([])

    // There is room again.
    server.refuseWrites(false)
    isFull = false
    if (server.hasEnded) await server.start()
    await Promise.all(people.map(({ board }) => board.whenSaved()))

    server.refuseWrites(true)
    isFull = true
    await edit('full again')
    await allReadNotSaved()
    if (!server.hasEnded) await allSee('full again')
    await server.kill()
    const onDisk = await stored()
    for (const id of drawn) {
      if (id.startsWith('shape:full-')) expect(onDisk).toHaveProperty([id])
      else expect(onDisk).not.toHaveProperty([id])
    }
    expect(saidSaved).toEqual([])
    isFull = false
    await server.start()
    await Promise.all(people.map(({ board }) => board.whenSaved()))
    await allSee('after the kill')
    await server.kill()
    const atLast = await stored()
    for (const id of drawn) expect(atLast).toHaveProperty([id])
    for (const { board } of people) await board.close()
    await server.close()
    await rm(directory, { recursive: true })
  })
})
