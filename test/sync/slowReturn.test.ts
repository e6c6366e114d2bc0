import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { SYNC_STEP, syncMessage } from '../../shared/sync/messages.ts'
import { BOARD, firstUpdate, handRooms, writtenBy } from '../support/handRooms.ts'
import { documentOf } from '../support/memoryUpdateLog.ts'

describe('someone who returns over a slow line', () => {
  it('SYN-404: goes on editing while what was done offline takes minutes to come up, is not cut, and then all is saved', async () => {
    const { connect, timers, log, rooms } = handRooms()
    await rooms.create(BOARD, firstUpdate(), { title: 'Board', template: 'blank' })
    const doc = new Y.Doc()
    for (let n = 0; n < 2_000; n++) doc.getMap('records').set(`offline ${n}`, n)
    const ada = await connect({ doc })
    // The socket is open; the server's question has not come yet, and she types.
    for (let n = 0; n < 20; n++) ada.set(`typed ${n}`, n)
    for (let second = 0; second < 300; second++) {
      await timers.pass(1000)
      ada.breathe()
    }
    expect(ada.wire.closed).toBeNull()
    ada.send(syncMessage(SYNC_STEP.missing, Y.encodeStateAsUpdate(doc)))
    ada.barrier(1)
    await timers.pass(1000)
    ada.read()
    expect(ada.saved).toEqual([1])
    const stored = log.boards.get(BOARD)
    const records = stored === undefined ? {} : documentOf(stored).getMap('records').toJSON()
    expect(records).toMatchObject(doc.getMap('records').toJSON())
  })

  it('SYN-404: is cut when nothing comes any more, or when the step 2 came without what was missing', async () => {
    for (const answers of [false, true]) {
      const { connect, timers, rooms } = handRooms()
      await rooms.create(BOARD, firstUpdate(), { title: 'Board', template: 'blank' })
      const ada = await connect()
      writtenBy(ada.doc, (doc) => doc.getMap('records').set('never sent', 1))
      ada.set('typed', 1)
      if (answers) ada.send(syncMessage(SYNC_STEP.missing, Uint8Array.of(0, 0)))
      for (let second = 0; second < 40; second++) {
        await timers.pass(1000)
        if (answers) ada.breathe()
      }
      expect(ada.wire.closed).toBe('limit-reached')
    }
  })
})
