import { describe, expect, it } from 'vitest'
import { encodeAwarenessEntry } from '../../../shared/sync/awareness.ts'
import { awarenessMessage } from '../../support/awarenessMessage.ts'
import { MESSAGE } from '../../../shared/sync/protocol.ts'
import { BOARD, firstUpdate, handRooms } from '../../support/handRooms.ts'

async function three() {
  const all = handRooms()
  await all.rooms.create(BOARD, firstUpdate(), { title: 'Board', template: 'blank' })
  const ada = await all.connect({ name: 'Ada' })
  const bo = await all.connect({ name: 'Bo' })
  const cy = await all.connect({ name: 'Cy', role: 'viewer' })
  for (const peer of [ada, bo, cy]) await peer.sync()
  const show = async (): Promise<void> => {
    await all.timers.pass(20)
    for (const peer of [ada, bo, cy]) peer.read()
  }
  return { ...all, ada, bo, cy, show }
}

describe('presence', () => {
  it('SYN-40: name, discipline and role are put in by the server, whatever the client says', async () => {
    const { ada, bo, show } = await three()
    ada.point(1, 0, { cursor: { x: 1 }, person: { id: 'Bo', name: 'Bo', role: 'owner' } })
    await show()
    expect(bo.others.get(1)?.state).toEqual({
      cursor: { x: 1 },
      person: { id: 'Ada', name: 'Ada', discipline: 'AI', role: 'editor' },
    })
  })

  it('SYN-41: entries for ids of others are dropped without a word', async () => {
    const { ada, bo, cy, show } = await three()
    bo.point(2, 0, { cursor: 'bo' })
    ada.point(1, 0, { cursor: 'ada' })
    await show()
    ada.send(
      awarenessMessage([
        encodeAwarenessEntry(2, 50, { cursor: 'forged' }),
        encodeAwarenessEntry(1, 1, { cursor: 'ada 2' }),
        encodeAwarenessEntry(99, 0, { cursor: 'a third' }),
        encodeAwarenessEntry(2, 51, null),
      ]),
    )
    await show()
    expect(cy.others.get(2)?.state).toMatchObject({ cursor: 'bo' })
    expect(cy.others.get(1)?.state).toMatchObject({ cursor: 'ada 2' })
    expect(cy.others.has(99)).toBe(false)
    expect(ada.wire.closed).toBeNull()
  })

  it('SYN-50: whoever says their name comes back as another person, and is seen as soon as the old socket ends', async () => {
    const { connect, ada, bo, cy, show } = await three()
    ada.point(1, 3, { cursor: 'nameless' })
    await show()
    const named = await connect({ name: 'Ada Lovelace' })
    await named.sync()
    named.point(1, 4, { cursor: 'here' })
    await show()
    expect(cy.others.get(1)?.state).toMatchObject({ cursor: 'nameless' })
    ada.session.end()
    await show()
    for (const peer of [bo, cy]) {
      expect(peer.others.get(1)?.state).toMatchObject({ cursor: 'here', person: { name: 'Ada Lovelace' } })
    }

    // What a socket that has an id of its own, or is gone, has said under another's id counts for nothing.
    bo.point(1, 9, { cursor: 'forged' })
    bo.point(2, 0, { cursor: 'bo' })
    const gone = await connect({ name: 'Gone' })
    gone.point(1, 9, { cursor: 'ghost' })
    gone.session.end()
    named.session.end()
    await show()
    expect(cy.others.get(1)?.state).toBeNull()
    expect(cy.others.get(2)?.state).toMatchObject({ cursor: 'bo' })
  })

  it('SYN-42: an id that a live socket of someone else has cannot be taken', async () => {
    const { ada, bo, cy, show } = await three()
    ada.point(1, 0, { cursor: 'ada' })
    await show()
    bo.point(1, 5, { cursor: 'forged' })
    await show()
    expect(cy.others.get(1)?.state).toMatchObject({ cursor: 'ada' })
    bo.point(2, 0, { cursor: 'bo' })
    await show()
    expect(cy.others.get(2)?.state).toMatchObject({ cursor: 'bo' })
  })

  it('SYN-43: a state goes when its socket goes, and a return with the same clock is seen', async () => {
    const { ada, bo, connect, show } = await three()
    ada.point(1, 7, { cursor: 'here' })
    await show()
    ada.session.end()
    await show()
    const gone = bo.others.get(1)
    expect(gone?.state).toBeNull()
    const back = await connect({ name: 'Ada' })
    await back.sync()
    back.point(1, 7, { cursor: 'back' })
    await show()
    expect(bo.others.get(1)?.state).toMatchObject({ cursor: 'back' })
    expect(bo.others.get(1)?.clock).toBeGreaterThan(gone?.clock ?? 0)
  })

  it('SYN-44: the same person on a new socket takes the id over while the old one is not known to be dead', async () => {
    const { ada, bo, connect, show } = await three()
    ada.point(1, 7, { cursor: 'old' })
    await show()
    const again = await connect({ name: 'Ada' })
    await again.sync()
    again.point(1, 7, { cursor: 'new' })
    await show()
    expect(bo.others.get(1)?.state).toMatchObject({ cursor: 'new' })
    ada.session.end()
    await show()
    expect(bo.others.get(1)?.state).toMatchObject({ cursor: 'new' })
  })

  it('SYN-45: a changed name shows at once, and the next move of that person is not lost', async () => {
    const { ada, bo, rooms, show } = await three()
    ada.point(1, 3, { cursor: 1 })
    await show()
    rooms.personChanged('Ada', { name: 'Ada Lovelace', discipline: 'data' })
    await show()
    expect(bo.others.get(1)?.state).toMatchObject({
      cursor: 1,
      person: { name: 'Ada Lovelace', discipline: 'data', role: 'editor' },
    })
    ada.point(1, 4, { cursor: 2 })
    await show()
    expect(bo.others.get(1)?.state).toMatchObject({ cursor: 2, person: { name: 'Ada Lovelace' } })
    expect(rooms.people(BOARD)).toContainEqual({ name: 'Ada Lovelace', discipline: 'data' })
  })

  it('SYN-46: who joins sees who is there, and may ask again', async () => {
    const { ada, cy, connect, show, timers } = await three()
    ada.point(1, 0, { cursor: 'ada' })
    cy.point(3, 0, { cursor: 'cy' })
    await show()
    const dee = await connect({ name: 'Dee' })
    await dee.sync()
    expect([...dee.others.keys()].sort()).toEqual([1, 3])
    dee.others.clear()
    dee.send(Uint8Array.of(MESSAGE.queryAwareness))
    await timers.settle()
    dee.read()
    expect([...dee.others.keys()].sort()).toEqual([1, 3])
  })

  it('SYN-47: a socket that got nothing for 15 seconds is sent an empty message', async () => {
    const { ada, timers } = await three()
    await timers.pass(14_000)
    expect(ada.wire.writes).toHaveLength(0)
    await timers.pass(6_000)
    expect(ada.wire.messages()).toEqual([Buffer.of(MESSAGE.awareness, 1, 0)])
  })

  it('SYN-48: a socket from which nothing comes after a ping is cut', async () => {
    const { ada, bo, timers } = await three()
    await timers.pass(40_000)
    expect(ada.wire.pings).toBe(1)
    bo.breathe()
    await timers.pass(30_000)
    expect(ada.wire.closed).toBe('terminated')
    expect(bo.wire.closed).toBeNull()
  })

  it('SYN-49: presence that is too large, or no object, closes that socket only', async () => {
    const { ada, bo, cy, show } = await three()
    ada.point(1, 0, { cursor: 'x'.repeat(5000) })
    bo.send(awarenessMessage([encodeAwarenessEntry(2, 0, [1, 2])]))
    await show()
    expect(ada.wire.closed).toBe('too-large')
    expect(bo.wire.closed).toBe('bad-frame')
    expect(cy.wire.closed).toBeNull()
  })
})
