import { describe, expect, it } from 'vitest'
import { ROOM_LIMITS } from '../../../server/sync/limits.ts'
import { BOARD, firstUpdate, handBoard, handRooms } from '../../support/handRooms.ts'

describe('caps', () => {
  it('SYN-410: a full board takes nothing that would add to it, says so, and takes again once there is room', async () => {
    const { connect, rooms, timers } = await handBoard({ boardBytes: 600 })
    const ada = await connect({ name: 'Ada' })
    const ben = await connect({ name: 'Ben' })
    for (const peer of [ada, ben]) await peer.sync()
    ada.set('large', 'x'.repeat(600))
    ada.barrier(1)
    await timers.settle()
    ada.set('too much', 1)
    ada.barrier(2)
    await timers.settle()
    for (const peer of [ada, ben]) peer.read()
    expect(ada.saved).toEqual([1])
    expect(ada.notSaved).toEqual([2])
    expect(ada.notices).toEqual([{ type: 'refused', code: 'board-full' }])
    expect([ben.get('large'), ben.get('too much')]).toEqual(['x'.repeat(600), undefined])
    await expect(rooms.write(BOARD, (doc) => doc.getMap('records').set('by API', 1))).rejects.toMatchObject({
      code: 'board-full',
    })

    // What takes away is taken, from others and by the API alike.
    ben.write((doc) => doc.getMap('records').delete('large'))
    ben.barrier(1)
    await timers.settle()
    ben.read()
    expect(ben.saved).toEqual([1])
    expect(await rooms.read(BOARD, (doc) => doc.getMap('records').has('large'))).toBe(false)
    await timers.pass(ROOM_LIMITS.fullCompactMs)
    await timers.settle()
    ben.set('again', 1)
    ben.barrier(2)
    await timers.settle()
    ben.read()
    expect(ben.saved).toEqual([1, 2])
  })

  it('SYN-411: past so many boards in memory no other one is opened, and those that are go on', async () => {
    const { connect, rooms } = handRooms({ openBoards: 2 })
    for (const id of ['a', 'b', 'c']) await rooms.create(id, firstUpdate(), { title: id, template: 'blank' })
    const [one] = [await connect({ boardId: 'a' }), await connect({ boardId: 'b' })]
    await expect(rooms.hold('c')).rejects.toMatchObject({ code: 'limit-reached' })
    await connect({ boardId: 'a', name: 'Ben' })
    await one.sync()
    expect(one.wire.closed).toBeNull()
  })
})
