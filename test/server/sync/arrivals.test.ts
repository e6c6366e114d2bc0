import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { SYNC_STEP, syncMessage } from '../../../shared/sync/messages.ts'
import { BOARD, firstUpdate, handRooms } from '../../support/handRooms.ts'
import type { HandPeer } from '../../support/handRooms.ts'

const META = { title: 'Board', template: 'blank' }
const MB = 1024 * 1024

/** So many sockets on a server on which 8 MB may wait. */
async function crowd(sockets: number) {
  const hand = handRooms({ arrivingBytes: 8 * MB })
  await hand.rooms.create(BOARD, firstUpdate(), META)
  const peers: HandPeer[] = []
  for (let n = 0; n < sockets; n++) peers.push(await hand.connect({ name: `Mallory ${n}` }))
  /** Sends a piece of a message on each of them, as far as the server reads. Returns what it read. */
  const bring = (from: readonly HandPeer[], bytes: number): number => {
    let read = 0
    for (const { wire, session } of from) {
      if (wire.paused || wire.closed !== null) continue
      wire.receivedBytes += bytes
      session.arriving(bytes)
      read += bytes
    }
    return read
  }
  return { ...hand, peers, bring }
}

describe('messages that are not whole', () => {
  it('SYN-350: of all sockets together are held up to a limit; past it one goes on, the others wait, and small ones pass', async () => {
    const { connect, peers, bring, timers } = await crowd(20)
    const ada = await connect()
    await ada.sync()
    let held = 0
    for (let piece = 0; piece < 400; piece++) held += bring(peers, 64 * 1024)
    // The first goes on to the largest frame there may be, if it likes, and the others hold no more than the limit.
    const [first] = peers.filter(({ wire }) => !wire.paused)
    expect(peers.filter(({ wire }) => wire.paused)).toHaveLength(19)
    expect(held - 400 * 64 * 1024).toBeLessThan(9 * MB)
    ada.session.arriving(2_000)
    expect(ada.wire.paused).toBe(false)
    ada.set('card', 1)
    ada.barrier(1)
    await timers.settle()
    ada.read()
    expect(ada.saved).toEqual([1])
    expect([...peers, ada].map(({ wire }) => wire.closed)).toEqual(Array(21).fill(null))
    // The first one's message is whole: there is room for all until that is used up, and then for one again.
    first?.session.receive(Uint8Array.of(3))
    expect(peers.filter(({ wire }) => wire.paused)).toEqual([])
    for (let piece = 0; piece < 400; piece++) bring(peers, 64 * 1024)
    expect(peers.filter(({ wire }) => wire.paused)).toHaveLength(19)
    // What the others held has gone with their sockets.
    for (const peer of peers) if (peer.wire.paused) peer.session.end()
    const last = await connect({ name: 'Last' })
    const another = await connect({ name: 'Another' })
    peers.find(({ wire }) => wire.closed === null && !wire.paused)?.session.receive(Uint8Array.of(3))
    for (let piece = 0; piece < 60; piece++) bring([last, another], 64 * 1024)
    expect([last.wire.paused, another.wire.paused]).toEqual([false, false])
  })

  it('SYN-351: whoever goes first and brings next to nothing is cut and may come back; a slow line is not', async () => {
    const { peers, bring, timers } = await crowd(20)
    for (let piece = 0; piece < 400; piece++) bring(peers, 64 * 1024)
    const first = peers.find(({ wire }) => !wire.paused)
    const breathing = async (seconds: number, bytes: number): Promise<void> => {
      for (let second = 0; second < seconds; second++) {
        for (const peer of peers) peer.breathe()
        if (first !== undefined) bring([first], bytes)
        await timers.pass(1_000)
      }
    }
    await breathing(300, 12_000)
    expect(peers.map(({ wire }) => wire.closed)).toEqual(Array(20).fill(null))
    await breathing(70, 100)
    expect(first?.wire.closed).toBe('limit-reached')
    // What it held was most of what waited: the others go on.
    expect(peers.filter(({ wire }) => wire.paused)).toEqual([])
    expect(peers.filter(({ wire }) => wire.closed !== null)).toEqual([first])
  })

  it('SYN-351: someone who returns with much gets through although others hold all there is room for', async () => {
    const { connect, peers, bring, timers, rooms } = await crowd(20)
    const doc = new Y.Doc()
    for (let n = 0; n < 300; n++) doc.getMap('records').set(`offline ${n}`, 'x'.repeat(2_000))
    const message = syncMessage(SYNC_STEP.missing, Y.encodeStateAsUpdate(doc))
    const ada = await connect({ doc })
    for (let piece = 0; piece < 400; piece++) bring(peers, 64 * 1024)
    let sent = 0
    for (let second = 0; second < 3_600 && sent < message.length; second++) {
      for (const peer of peers) peer.breathe()
      sent += bring([ada], 30_000)
      await timers.pass(1_000)
    }
    expect(sent).toBeGreaterThanOrEqual(message.length)
    ada.session.receive(message)
    await timers.pass(1_000)
    expect(ada.wire.closed).toBeNull()
    expect(await rooms.read(BOARD, (board) => board.getMap('records').size)).toBe(301)
  })

  it('SYN-352: pings and pongs are no part of a message', async () => {
    const { peers, bring } = await crowd(2)
    for (let n = 0; n < 20_000; n++) {
      for (const { session } of peers) {
        session.arriving(6)
        session.arrivedControl(0)
        session.arriving(131)
        session.arrivedControl(125)
      }
    }
    for (let piece = 0; piece < 60; piece++) bring(peers, 64 * 1024)
    expect(peers.map(({ wire }) => wire.paused)).toEqual([false, false])
  })

  it('SYN-353: large messages that wait behind an answer which their socket does not read go with that socket', async () => {
    const { rooms, connect, timers } = handRooms({ arrivingBytes: 2 * MB })
    const large = new Y.Doc()
    for (let n = 0; n < 20; n++) large.getMap('records').set(`${n}`, new Uint8Array(randomBytes(200_000)))
    await rooms.create(BOARD, Y.encodeStateAsUpdate(large), META)
    const mallory = await connect({ name: 'Mallory' })
    mallory.wire.takes = false
    const question = syncMessage(SYNC_STEP.stateVector, Uint8Array.of(0))
    mallory.send(question)
    await timers.settle()
    mallory.send(question)
    for (let n = 0; n < 3; n++) mallory.send(new Uint8Array(MB))
    // Byte by byte she takes what was sent before, so that her line is alive.
    const take = async (seconds: number): Promise<void> => {
      for (let second = 0; second < seconds; second++) {
        mallory.wire.bufferedBytes -= 1
        mallory.breathe()
        await timers.pass(1_000)
      }
    }
    await take(55)
    expect(mallory.wire.closed).toBeNull()
    await take(15)
    expect(mallory.wire.closed).toBe('limit-reached')
  })
})
