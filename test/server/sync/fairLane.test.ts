import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { SYNC_STEP, syncMessage } from '../../../shared/sync/messages.ts'
import { MESSAGE } from '../../../shared/sync/protocol.ts'
import { Account, FairLane } from '../../../server/sync/fairLane.ts'
import { BOARD, firstUpdate, handRooms } from '../../support/handRooms.ts'
import { HandTimers } from '../../support/handTimers.ts'

/** Time that passes by working, besides by hand. */
class WorkTimers extends HandTimers {
  #workedMs = 0

  override now(): number {
    return super.now() + this.#workedMs
  }

  work(durationMs: number): void {
    this.#workedMs += durationMs
  }
}

describe('what costs much', () => {
  it('SYN-305: waits in the lane, which works for some milliseconds and then rests for as long', async () => {
    const timers = new WorkTimers()
    const lane = new FairLane(timers)
    let done = 0
    for (let i = 0; i < 12; i++) {
      lane.take(() => {
        timers.work(1)
        done += 1
      })
    }
    expect(done).toBe(0)
    await timers.settle()
    expect(done).toBe(4)
    await timers.pass(3)
    expect(done).toBe(4)
    await timers.pass(1)
    expect(done).toBe(8)
    await timers.pass(4)
    expect(done).toBe(12)
  })

  it('SYN-305: a socket is in credit again after a while, and never for more than a moment of work', async () => {
    const timers = new WorkTimers()
    const account = new Account(timers)
    expect(account.isInCredit).toBe(true)
    account.spend(() => timers.work(105))
    expect(account.isInCredit).toBe(false)
    await timers.pass(4_000)
    expect(account.isInCredit).toBe(false)
    await timers.pass(2_000)
    expect(account.isInCredit).toBe(true)
    await timers.pass(3_600_000)
    account.spend(() => timers.work(21))
    expect(account.isInCredit).toBe(false)
  })

  it('SYN-305: a large update lets others be heard between its parts, and is called saved when all of it is', async () => {
    const { rooms, connect, timers, log } = handRooms()
    await rooms.create(BOARD, firstUpdate(), { title: 'Board', template: 'blank' })
    const [ada, bo, cy] = [await connect(), await connect({ name: 'Bo' }), await connect({ name: 'Cy' })]
    for (const peer of [ada, bo, cy]) await peer.sync()
    ada.write((doc) => {
      for (let i = 0; i < 5_000; i++) doc.getMap('records').set(`key-${i}`, i)
    })
    ada.barrier(1)
    bo.set('between', true)
    await timers.settle()
    const seen: number[] = []
    cy.doc.on('update', () => void seen.push(cy.get('between') === true ? cy.doc.getMap('records').size : 0))
    for (const peer of [ada, bo, cy]) peer.read()
    expect(seen.find((size) => size > 0)).toBeLessThan(1_000)
    expect(cy.doc.getMap('records').size).toBe(5_002)
    expect(ada.saved).toEqual([1])
    const stored = log.boards.get(BOARD)
    expect(stored?.tail.length).toBeGreaterThan(0)
    const newcomer = await connect({ name: 'New' })
    await newcomer.sync()
    expect(newcomer.doc.getMap('records').size).toBe(5_002)
  })
})

describe('an answer to who has something', () => {
  it.each([
    ['little of the board is all of it, ready for everybody', 1, 10],
    ['most of it is what they lack', 9, 1],
  ])('SYN-307: %s', async (_what, known, got) => {
    const { rooms, connect, timers } = handRooms()
    const [some, others] = [new Y.Doc(), new Y.Doc()]
    for (let i = 0; i < known; i++) some.getMap('records').set(`some-${i}`, i)
    for (let i = known; i < 10; i++) others.getMap('records').set(`others-${i}`, i)
    const theirs = Y.encodeStateAsUpdate(some)
    Y.applyUpdate(others, theirs)
    await rooms.create(BOARD, Y.encodeStateAsUpdate(others), { title: 'Board', template: 'blank' })
    const peer = await connect()
    peer.send(syncMessage(SYNC_STEP.stateVector, Y.encodeStateVectorFromUpdate(theirs)))
    await timers.settle()
    const received = new Y.Doc()
    const questions: Uint8Array[] = []
    let structs = 0
    for (const message of peer.wire.messages()) {
      const decoder = decoding.createDecoder(message)
      if (decoding.readVarUint(decoder) !== MESSAGE.sync) continue
      const step = decoding.readVarUint(decoder)
      const body = decoding.readVarUint8Array(decoder)
      if (step === SYNC_STEP.stateVector) questions.push(body)
      else {
        structs += Y.decodeUpdate(body).structs.length
        Y.applyUpdate(received, body)
      }
    }
    expect(structs).toBe(got)
    // They are asked for what the board lacks, not for everything.
    expect(questions.map((vector) => Y.decodeStateVector(vector))).toEqual([
      Y.decodeStateVector(Y.encodeStateVector(others)),
    ])
  })
})

describe('formats', () => {
  it('SYN-306: a text that two have formatted at once is tidied up by nobody', async () => {
    const { rooms, connect, timers } = handRooms()
    await rooms.create(BOARD, firstUpdate(), { title: 'Board', template: 'blank' })
    const [ada, bo] = [await connect(), await connect({ name: 'Bo' })]
    await ada.sync()
    await bo.sync()
    ada.write((doc) => doc.getMap('texts').set('shape:a/who', new Y.Text('some words')))
    await timers.settle()
    bo.read()
    const text = (doc: Y.Doc): Y.Text => doc.getMap('texts').get('shape:a/who') as Y.Text
    ada.write((doc) => text(doc).format(0, 4, { bold: true }))
    bo.write((doc) => text(doc).format(0, 4, { bold: true }))
    await timers.settle()
    const live = await rooms.read(BOARD, (doc) => Y.encodeStateAsUpdate(doc))
    expect(Y.decodeUpdate(live).ds.clients.size).toBe(0)
  })
})
