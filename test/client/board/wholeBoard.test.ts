import { IDBFactory } from 'fake-indexeddb'
import { afterEach, describe, expect, it } from 'vitest'
import { box, newBoard } from '../../support/boardShapes.ts'
import { openDevice, sitDown } from '../../support/device.ts'
import { MemoryUpdateLog } from '../../support/memoryUpdateLog.ts'
import { startSyncServer } from '../../support/syncServer.ts'

const COUNT = 1_000
const ends: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

describe('a large board that comes in whole', () => {
  it('BND-203: is on the device afterwards with what followed, and was not put in bytes again', async () => {
    const server = await startSyncServer({ log: new MemoryUpdateLog() })
    ends.push(() => server.stop())
    await server.rooms.create('one', newBoard(), { title: 'Board', template: 'discovery-map' })
    const ada = await sitDown({ url: server.url, boardId: 'one', storage: null })
    ends.push(() => ada.board.close())
    ada.binding.store.put(Array.from({ length: COUNT }, (_, at) => box(`${at}`)))
    await ada.board.whenSaved()

    const storage = new IDBFactory()
    const ben = openDevice({ url: server.url, boardId: 'one', storage })
    ends.push(() => ben.close())
    const heeded: boolean[] = []
    ben.doc.on('afterTransactionCleanup', () => heeded.push(ben.doc._observers.has('update')))
    await ben.whenReady
    expect(new Set(heeded)).toEqual(new Set([false]))
    ada.binding.store.put([box('after', { x: 7 })])
    await expect.poll(() => ben.doc.getMap('records').has('shape:after')).toBe(true)
    await ben.close()
    await ada.board.close()
    await server.stop()

    const again = openDevice({ url: server.url, boardId: 'one', storage })
    ends.push(() => again.close())
    await again.whenReady
    const records = again.doc.getMap('records')
    expect(Array.from({ length: COUNT }, (_, at) => `shape:${at}`).filter((id) => !records.has(id))).toEqual([])
    expect(records.has('shape:after')).toBe(true)
  })
})
