import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { SYNC_STEP, numberMessage, syncMessage } from '../../../shared/sync/messages.ts'
import { MESSAGE } from '../../../shared/sync/protocol.ts'
import { BOARD, firstUpdate, handRooms, writtenBy } from '../../support/handRooms.ts'

async function two(options: { limits?: object; role?: 'editor' | 'viewer' } = {}) {
  const all = handRooms(options.limits)
  await all.rooms.create(BOARD, firstUpdate(), { title: 'Board', template: 'blank' })
  const attacker = await all.connect({ name: 'Mallory', role: options.role ?? 'editor' })
  const honest = await all.connect({ name: 'Ada' })
  await attacker.sync()
  await honest.sync()
  return { ...all, attacker, honest }
}

/** Twelve bytes that claim 32 million structs. */
function claimsMillions(): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, 32_000_000)
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, 0)
  encoding.writeUint8(encoder, 0)
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

describe('refusals', () => {
  it('SYN-60: a twelve-byte update that claims millions of structs closes that socket and nothing else', async () => {
    const { attacker, honest, timers, rooms } = await two()
    attacker.send(syncMessage(SYNC_STEP.update, claimsMillions()))
    expect(attacker.wire.closed).toBe('bad-frame')
    honest.set('still', 'here')
    await timers.settle()
    expect(await rooms.read(BOARD, (doc) => doc.getMap('records').get('still'))).toBe('here')
  })

  it.each([
    ['an empty frame', Uint8Array.of()],
    ['an unknown type', Uint8Array.of(77)],
    ['an unknown sync step', Uint8Array.of(0, 9, 0)],
    ['a frame that ends too early', Uint8Array.of(0, 2, 200, 1)],
    ['a server-only type', numberMessage(MESSAGE.saved, 1)],
    ['bytes after the message', Uint8Array.of(3, 1, 2, 3)],
    ['a state vector that claims too much', syncMessage(SYNC_STEP.stateVector, Uint8Array.of(255, 255, 3))],
    ['a truncated update', syncMessage(SYNC_STEP.update, firstUpdate().subarray(0, -3))],
  ])('SYN-61: %s closes that socket with bad-frame', async (_what, frame) => {
    const { attacker, honest, timers } = await two()
    attacker.send(frame)
    await timers.settle()
    expect(attacker.wire.closed).toBe('bad-frame')
    expect(honest.wire.closed).toBeNull()
  })

  it('SYN-62: a viewer changes nothing for anyone, is told so, and is never told saved', async () => {
    const { attacker: viewer, honest, timers, rooms } = await two({ role: 'viewer' })
    viewer.set('crafted', 1)
    viewer.barrier(1)
    await timers.settle()
    viewer.read()
    honest.read()
    expect(viewer.wire.closed).toBeNull()
    expect(viewer.notices).toEqual([{ type: 'refused', code: 'read-only' }])
    expect(viewer.notSaved).toEqual([1])
    expect(viewer.saved).toEqual([])
    expect(honest.get('crafted')).toBeUndefined()
    expect(await rooms.read(BOARD, (doc) => doc.getMap('records').has('crafted'))).toBe(false)
    honest.set('seen', 1)
    await timers.settle()
    viewer.read()
    expect(viewer.get('seen')).toBe(1)
  })

  it('SYN-63: a viewer who merely returns with what the board has is not refused', async () => {
    const { attacker: viewer, honest, timers, connect } = await two({ role: 'viewer' })
    honest.set('a', 1)
    honest.write((doc) => doc.getMap('records').delete('a'))
    await timers.settle()
    viewer.read()
    const back = await connect({ name: 'Mallory', role: 'viewer', doc: viewer.doc })
    await back.sync()
    back.barrier(3)
    await timers.settle()
    back.read()
    expect(back.saved).toEqual([3])
    expect(back.notices).toEqual([])
  })

  it('SYN-64: updates whose predecessors never come wait with their socket, bounded, and reach nobody', async () => {
    const { attacker, honest, timers, rooms, log } = await two()
    const foreign = new Y.Doc()
    const appends = log.appends
    for (let i = 0; i < 750 && attacker.wire.closed === null; i++) {
      writtenBy(foreign, (doc) => doc.getArray('a').push(['never sent']))
      attacker.send(
        syncMessage(
          SYNC_STEP.update,
          writtenBy(foreign, (doc) => doc.getArray('a').push([i])),
        ),
      )
    }
    await timers.settle()
    expect(attacker.wire.closed).toBe('limit-reached')
    honest.set('still', 'here')
    await timers.settle()
    const pending = await rooms.read(BOARD, (doc) => doc.store.pendingStructs)
    expect(pending).toBeNull()
    expect(log.appends).toBe(appends + 1)
  })

  it('SYN-65: an update that waits is taken once its predecessor comes, and only then called saved', async () => {
    const { attacker: early, honest, timers } = await two()
    const first = writtenBy(early.doc, (doc) => doc.getArray('a').push(['first']))
    const second = writtenBy(early.doc, (doc) => doc.getArray('a').push(['second']))
    early.send(syncMessage(SYNC_STEP.update, second))
    early.barrier(1)
    await timers.settle()
    early.read()
    expect(early.saved).toEqual([])
    early.send(syncMessage(SYNC_STEP.missing, first))
    await timers.settle()
    early.read()
    honest.read()
    expect(honest.doc.getArray('a').toJSON()).toEqual(['first', 'second'])
    expect(early.saved).toEqual([1])
  })

  it('SYN-66: an update that waits for too long makes its socket start afresh', async () => {
    const { attacker, timers } = await two()
    writtenBy(attacker.doc, (doc) => doc.getArray('a').push(['never sent']))
    attacker.send(
      syncMessage(
        SYNC_STEP.update,
        writtenBy(attacker.doc, (doc) => doc.getArray('a').push(['x'])),
      ),
    )
    await timers.settle()
    expect(attacker.wire.closed).toBeNull()
    await timers.pass(36_000)
    expect(attacker.wire.closed).toBe('limit-reached')
  })

  it('SYN-67: what another tab repeats is not written or sent a second time', async () => {
    const { attacker: ada, honest, timers, log } = await two()
    const update = ada.set('card', 1)
    await timers.settle()
    honest.read()
    const appends = log.appends
    ada.send(syncMessage(SYNC_STEP.update, update))
    ada.send(syncMessage(SYNC_STEP.missing, Y.encodeStateAsUpdate(ada.doc)))
    await timers.settle()
    expect(log.appends).toBe(appends)
    expect(honest.wire.writes).toHaveLength(0)
  })

  it('SYN-68: an update over its size limit is refused by name', async () => {
    const { attacker, honest, timers } = await two()
    attacker.set('huge', 'x'.repeat(9 * 1024 * 1024))
    await timers.settle()
    expect(attacker.wire.closed).toBe('too-large')
    honest.read()
    expect(honest.get('huge')).toBeUndefined()
  })
})
