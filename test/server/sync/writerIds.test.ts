import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { LineCare } from '../../../server/sync/lineCare.ts'
import { ROOM_LIMITS } from '../../../server/sync/limits.ts'
import { Outbox } from '../../../server/sync/outbox.ts'
import { Traffic } from '../../../server/sync/traffic.ts'
import { numberMessage, syncMessage, SYNC_STEP } from '../../../shared/sync/messages.ts'
import { MESSAGE } from '../../../shared/sync/protocol.ts'
import { BOARD, handBoard, type HandPeer, type PeerOptions, writtenBy } from '../../support/handRooms.ts'
import { HandTimers } from '../../support/handTimers.ts'
import { HandWire } from '../../support/handWire.ts'

/** A board with somebody who writes, and someone else who may edit as well. */
async function two(options: PeerOptions = {}) {
  const all = await handBoard()
  const ada = await all.connect({ name: 'Ada', ...options })
  if (ada.session.extended) ada.writesAs()
  else ada.point(ada.doc.clientID, 1, {})
  await ada.sync()
  const mallory = await all.connect({ name: 'Mallory' })
  await mallory.sync()
  return { ...all, ada, mallory }
}

/** An update with the next clocks of somebody else, as who saw all of theirs can make it. */
function inTheNameOf({ doc }: { doc: Y.Doc }, value = 'forged', id = doc.clientID): Uint8Array {
  const forger = new Y.Doc()
  Y.applyUpdate(forger, Y.encodeStateAsUpdate(doc))
  forger.clientID = id
  return writtenBy(forger, (copy) => copy.getMap('records').set('forged', value))
}

const sendUpdate = (peer: HandPeer, update: Uint8Array): void => peer.send(syncMessage(SYNC_STEP.update, update))

describe('writer ids', () => {
  it.each([
    ['our client', {}, true],
    ['our client, before its first change', {}, false],
    ['a stock client', { extended: false }, true],
    ['a stock client, before its first change', { extended: false }, false],
  ])(
    'SYN-360: nobody takes the place of what %s writes next, and whoever tries is cut',
    async (_who, options, wrote) => {
      const { ada, mallory, connect, timers, stored } = await two(options)
      if (wrote) ada.set('first', 1)
      await timers.settle()
      sendUpdate(mallory, inTheNameOf(ada))
      mallory.barrier(1)
      await timers.settle()
      ada.set('card', 'typed')
      if (ada.session.extended) ada.barrier(1)
      await timers.settle()
      ada.read()
      mallory.read()
      expect(mallory.get('card')).toBe('typed')
      expect(stored()).toMatchObject({ card: 'typed' })
      expect(stored()).not.toHaveProperty('forged')
      if (ada.session.extended) expect(ada.saved).toEqual([1])
      const newcomer = await connect({ name: 'Cy' })
      await newcomer.sync()
      expect(newcomer.get('card')).toBe('typed')
      sendUpdate(mallory, inTheNameOf(ada))
      mallory.barrier(2)
      for (let i = 0; i < 8; i++) {
        for (const peer of [ada, mallory, newcomer]) peer.breathe()
        await timers.pass(5_000)
      }
      mallory.read()
      expect(mallory.saved).not.toContain(2)
      expect(mallory.wire.closed).toBe('limit-reached')
      expect(ada.wire.closed).toBeNull()
      expect(stored()).not.toHaveProperty('forged')
    },
  )

  it('SYN-360: a large update, or a step 2, takes nobody’s place either, and the rest of it is taken', async () => {
    const { ada, mallory, timers, stored } = await two()
    ada.set('first', 1)
    await timers.settle()
    mallory.read()
    const forged = inTheNameOf(ada)
    mallory.doc.transact(() => {
      for (let i = 0; i < 1_000; i++) mallory.doc.getMap('records').set(`own-${i}`, i)
    })
    const both = Y.mergeUpdates([forged, Y.encodeStateAsUpdate(mallory.doc)])
    mallory.send(syncMessage(SYNC_STEP.missing, both))
    await timers.pass(1_000)
    ada.set('card', 'typed')
    await timers.settle()
    expect(stored()).toMatchObject({ card: 'typed', 'own-999': 999 })
    expect(stored()).not.toHaveProperty('forged')
  })

  it('SYN-367: nobody gets ahead of what is taken in parts, also under an id that nobody has claimed', async () => {
    const { rooms, connect, timers, stored } = await handBoard()
    const [ada, mallory] = [await connect({ name: 'Ada' }), await connect({ name: 'Mallory' })]
    for (const peer of [ada, mallory]) await peer.sync()
    ada.set('first', 1)
    await timers.settle()
    ada.write((doc) => {
      for (let i = 0; i < 5_000; i++) doc.getMap('records').set(`key-${i}`, i)
    })
    ada.barrier(1)
    const seen = new Y.Doc()
    Y.applyUpdate(seen, await rooms.read(BOARD, (doc) => Y.encodeStateAsUpdate(doc)))
    expect(seen.getMap('records').size).toBeGreaterThan(10)
    expect(seen.getMap('records').size).toBeLessThan(1_000)
    const forged = inTheNameOf({ doc: seen }, 'forged', ada.doc.clientID)
    sendUpdate(mallory, forged)
    await timers.settle()
    ada.read()
    expect(ada.saved).toEqual([1])
    expect(Object.keys(stored())).toHaveLength(5_002)
    expect(stored()).not.toHaveProperty('forged')
  })

  it('SYN-361: what others bring of somebody waits until that one has brought it, and is then called saved', async () => {
    const { timers, connect, stored } = await handBoard()
    const [ada, bo] = [await connect({ extended: false }), await connect({ name: 'Bo' })]
    // As after a crash: both have what the server lost.
    ada.doc.getMap('records').set('lost', 1)
    Y.applyUpdate(bo.doc, Y.encodeStateAsUpdate(ada.doc))
    ada.point(ada.doc.clientID, 1, {})
    await bo.sync()
    bo.barrier(1)
    await timers.settle()
    bo.read()
    expect(bo.saved).toEqual([])
    await ada.sync()
    await timers.settle()
    bo.read()
    expect(bo.saved).toEqual([1])
    expect(stored()).toMatchObject({ lost: 1 })
  })

  it('SYN-361: what others bring of somebody who is gone is taken', async () => {
    const { ada, mallory: bo, timers, stored } = await two()
    ada.set('card', 1)
    await timers.settle()
    bo.read()
    const update = inTheNameOf(ada, 'brought')
    sendUpdate(bo, update)
    bo.barrier(1)
    await timers.settle()
    expect(stored()).not.toHaveProperty('forged')
    ada.session.end()
    await timers.settle()
    bo.read()
    expect(bo.saved).toEqual([1])
    expect(stored()).toMatchObject({ forged: 'brought' })
  })

  it('SYN-368: whoever is back brings at once what the old line owns, and nobody else does', async () => {
    const { ada, mallory, connect, timers, stored } = await two()
    ada.set('card', 1)
    await timers.settle()
    mallory.read()
    sendUpdate(mallory, inTheNameOf(ada))
    ada.doc.getMap('records').set('unsent', 1)
    const back = await connect({ name: 'Ada', doc: ada.doc })
    back.writesAs(77)
    await back.sync()
    back.barrier(1)
    await timers.settle()
    back.read()
    expect(ada.wire.closed).toBeNull()
    expect(back.saved).toEqual([1])
    expect(stored()).toMatchObject({ unsent: 1 })
    expect(stored()).not.toHaveProperty('forged')
  })

  it('SYN-362: a line that has died is found out within seconds when someone brings what was written over it', async () => {
    const { ada, connect, timers, stored } = await two()
    ada.set('card', 1)
    await timers.settle()
    // Ada’s computer slept; the server has not noticed, and she is back, as somebody it does not know, with the rest.
    ada.doc.getMap('records').set('unsent', 1)
    const back = await connect({ name: 'Ada', personId: 'new', doc: ada.doc })
    back.writesAs(77)
    await back.sync()
    back.barrier(1)
    await timers.settle()
    expect(ada.wire.pings).toBe(1)
    expect(stored()).not.toHaveProperty('unsent')
    back.breathe()
    await timers.pass(5_000)
    back.read()
    expect(ada.wire.closed).toBe('terminated')
    expect(back.saved).toEqual([1])
    expect(stored()).toMatchObject({ unsent: 1 })
  })

  it('SYN-362: to be doubted takes nothing from what a slow line has brought since it was looked at last', async () => {
    const timers = new HandTimers()
    const wire = new HandWire()
    const outbox = new Outbox(
      wire,
      ROOM_LIMITS,
      timers,
      () => undefined,
      () => undefined,
      new Traffic(),
    )
    const line = new LineCare(wire, outbox, ROOM_LIMITS, timers)
    let dead = 0
    const doubt = (): void =>
      line.doubt(
        () => true,
        () => (dead += 1),
      )
    wire.receivedBytes += 10
    doubt()
    expect(line.bytesCome).toBe(true)
    // What came before the doubt is no sign of life after it, also where the line is looked at meanwhile.
    await timers.pass(1_000)
    expect(line.tick()).toBe(true)
    expect(line.bytesCome).toBe(false)
    await timers.pass(4_000)
    expect(dead).toBe(1)
    doubt()
    await timers.pass(1_000)
    wire.receivedBytes += 10
    await timers.pass(4_000)
    expect(dead).toBe(1)
  })

  it('SYN-362: a line that answers stays, however often it is doubted', async () => {
    const { ada, mallory, timers } = await two()
    ada.set('card', 1)
    await timers.settle()
    for (let i = 0; i < 5; i++) {
      sendUpdate(mallory, inTheNameOf(ada, `forged ${i}`))
      await timers.settle()
      ada.breathe()
      mallory.breathe()
      await timers.pass(1_000)
    }
    expect(ada.wire.pings).toBe(1)
    for (let i = 0; i < 3; i++) {
      ada.breathe()
      await timers.pass(5_000)
    }
    expect(ada.wire.closed).toBeNull()
  })

  it('SYN-363: an id with history, or that somebody has, cannot be claimed; nor by who may not edit', async () => {
    const { ada, mallory, connect, timers, stored } = await two()
    const viewer = await connect({ name: 'Vic', role: 'viewer' })
    viewer.writesAs(78)
    mallory.writesAs(ada.doc.clientID)
    const bo = await connect({ name: 'Bo', extended: false })
    await bo.sync()
    bo.set('bo', 1)
    await timers.settle()
    mallory.writesAs(bo.doc.clientID)
    bo.set('bo', 2)
    ada.set('ada', 1)
    sendUpdate(bo, inTheNameOf(bo, 'as 78', 78))
    await timers.settle()
    expect(stored()).toMatchObject({ bo: 2, ada: 1, forged: 'as 78' })
  })

  it('SYN-363: an id with history cannot be claimed before the board is in memory either', async () => {
    const { rooms, connect, timers, stored } = await handBoard()
    const writer = new Y.Doc()
    const first = writtenBy(writer, (doc) => doc.getMap('records').set('a', 1))
    await rooms.create('other', first, { title: 'Other', template: 'blank' })
    const mallory = await connect({ boardId: 'other', name: 'Mallory' })
    mallory.writesAs(writer.clientID)
    const ada = await connect({ boardId: 'other', doc: writer })
    await ada.sync()
    ada.set('b', 2)
    await timers.settle()
    expect(await rooms.read('other', (doc) => doc.getMap('records').toJSON())).toEqual({ a: 1, b: 2 })
    expect(stored()).toEqual({ page: 'one' })
  })

  it('SYN-363: an id claimed and not used is free again once another is claimed', async () => {
    const { mallory, ada, timers, stored } = await two()
    mallory.writesAs(1_001)
    mallory.writesAs(1_002)
    sendUpdate(ada, inTheNameOf(ada, 'under 1001', 1_001))
    await timers.settle()
    expect(stored()).toMatchObject({ forged: 'under 1001' })
  })

  it('SYN-363: a claim from a client that did not ask for more than the plain protocol closes its socket', async () => {
    const { connect } = await handBoard()
    const stock = await connect({ extended: false })
    stock.send(numberMessage(MESSAGE.writesAs, 5))
    expect(stock.wire.closed).toBe('bad-frame')
  })

  it('SYN-364: nobody takes the place of what the server writes, also while that is on its way to disk', async () => {
    const { rooms, mallory, timers, log, stored } = await two()
    const ids = new Set<number>()
    const write = async (key: string, attack: boolean): Promise<void> => {
      log.mood = 'holds'
      const writing = rooms.write(BOARD, (doc) => {
        ids.add(doc.clientID)
        doc.getMap('records').set(key, 1)
      })
      await timers.settle()
      if (attack) for (const id of ids) sendUpdate(mallory, inTheNameOf(mallory, `for ${key}`, id))
      await timers.settle()
      log.mood = 'works'
      log.release()
      await timers.settle()
      await writing
      mallory.read()
    }
    await write('first', false)
    await write('second', true)
    expect(stored()).toMatchObject({ first: 1, second: 1 })
    expect(await rooms.read(BOARD, (doc) => doc.getMap('records').toJSON())).toMatchObject({ first: 1, second: 1 })
    expect(stored()).not.toHaveProperty('forged')
    // Unused for a while, the draft is made anew, under another id.
    for (let i = 0; i < 5; i++) {
      mallory.breathe()
      await timers.pass(5_000)
    }
    await timers.pass(10_000)
    await write('third', true)
    expect(ids.size).toBe(2)
    expect(await rooms.read(BOARD, (doc) => doc.getMap('records').toJSON())).toMatchObject({ third: 1 })
    expect(stored()).toMatchObject({ third: 1 })
  })
})
