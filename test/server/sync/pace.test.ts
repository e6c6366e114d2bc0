import { describe, expect, it } from 'vitest'
import type { RoomLimits } from '../../../server/sync/limits.ts'
import { BOARD, firstUpdate, handRooms } from '../../support/handRooms.ts'
import type { HandPeer } from '../../support/handRooms.ts'

const PEOPLE = 5
/** Milliseconds between two updates, so that another comes while one waits. */
const GAP_MS = 10

describe('how fast updates leave a room', () => {
  it('SYN-200: in a brisk room fewer than half of the updates wait for the next, which takes them along', async () => {
    const { people, timers } = await room({ briskDeliveriesPerSecond: 200 })
    await drag(people, timers, 60)
    await timers.pass(24)
    for (const person of people) person.read()
    const before = people.map((person) => person.counts.update)
    const { atOnce, writes } = await drag(people, timers, 90)
    expect(atOnce).toBeGreaterThan(45)
    expect(atOnce).toBeLessThan(60)
    expect(writes).toBe(atOnce)
    await timers.pass(24)
    for (const [index, person] of people.entries()) {
      person.read()
      expect(person.counts.update - (before[index] ?? 0)).toBe(index === 0 ? 0 : 90)
      expect(person.get('dragged')).toBe(people[0]?.get('dragged'))
    }
  })

  it('SYN-200: what waits for a next update that does not come waits 24 ms at most', async () => {
    const { people, timers } = await room({ briskDeliveriesPerSecond: 200 })
    const [ada, bo] = people
    if (ada === undefined || bo === undefined) throw new Error('Nobody is there')
    await drag(people, timers, 60)
    for (let last = 1; last <= 3; last++) {
      ada.set('last', last)
      await timers.pass(23)
      const waited = bo.wire.writes.length === 0
      await timers.pass(1)
      bo.read()
      expect(bo.get('last')).toBe(last)
      if (waited) return
    }
    throw new Error('None of three waited')
  })

  it('SYN-201: where the next update is not near, and in a calm room, none waits', async () => {
    const { people, timers } = await room({ briskDeliveriesPerSecond: 200 })
    const sparse = await drag(people, timers, 60, 30)
    expect(sparse.atOnce).toBe(60)
    const calm = await room({})
    expect((await drag(calm.people, calm.timers, 60)).atOnce).toBe(60)
  })
})

async function room(limits: Partial<RoomLimits>) {
  const hand = handRooms(limits)
  await hand.rooms.create(BOARD, firstUpdate(), { title: 'Board', template: 'blank' })
  const people: HandPeer[] = []
  for (let i = 0; i < PEOPLE; i++) {
    const person = await hand.connect({ name: `Person ${i}` })
    await person.sync()
    people.push(person)
  }
  for (const person of people) person.read()
  return { people, timers: hand.timers }
}

/** The first one drags. Tells after how many updates the second one had it at once, and in how many writes all came. */
async function drag(
  [first, second]: readonly HandPeer[],
  timers: Awaited<ReturnType<typeof room>>['timers'],
  updates: number,
  gapMs = GAP_MS,
): Promise<{ atOnce: number; writes: number }> {
  if (first === undefined || second === undefined) throw new Error('Nobody is there')
  let [atOnce, writes] = [0, 0]
  for (let frame = 0; frame < updates; frame++) {
    first.set('dragged', frame)
    await timers.settle()
    writes += second.wire.writes.length
    second.read()
    if (second.get('dragged') === frame) atOnce += 1
    await timers.pass(gapMs)
    writes += second.wire.writes.length
  }
  second.read()
  return { atOnce, writes }
}
