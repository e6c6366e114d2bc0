import { gzipSync } from 'node:zlib'
import * as encoding from 'lib0/encoding'
import { WebSocketServer } from 'ws'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import WebSocket from 'ws'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { gzipMessage, syncMessage, SYNC_STEP } from '../../../shared/sync/messages.ts'
import { MESSAGE } from '../../../shared/sync/protocol.ts'
import { claimsMillions, deepAny } from '../../support/attackers/hostileUpdates.ts'
import { box, newBoard } from '../../support/boardShapes.ts'
import { freshStorage, sitDown, type AtDevice } from '../../support/device.ts'
import { documentOf, MemoryUpdateLog } from '../../support/memoryUpdateLog.ts'
import { startSyncServer, type SyncServer } from '../../support/syncServer.ts'

/** A proxy that passes messages on, and damages those of the server when it is told to. */
async function brokenProxy(serverUrl: string) {
  let damage: ((message: Buffer) => Buffer | null) | null = null
  let damaged = 0
  const proxy = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(proxy, 'listening')
  proxy.on('connection', (near, request) => {
    const far = new WebSocket(`${serverUrl}${(request.url ?? '').replace('/sync', '')}`)
    const early: Buffer[] = []
    near.on('message', (data: Buffer) => {
      if (far.readyState === WebSocket.OPEN) far.send(data)
      else early.push(data)
    })
    far.on('open', () => early.forEach((data) => far.send(data)))
    far.on('message', (data: Buffer) => {
      const instead = damage?.(data) ?? null
      if (instead !== null) damaged += 1
      near.send(instead ?? data)
    })
    near.on('close', () => far.terminate())
    far.on('close', () => near.terminate())
    for (const socket of [near, far]) socket.on('error', () => undefined)
  })
  return {
    url: `ws://127.0.0.1:${(proxy.address() as AddressInfo).port}/sync`,
    /** Damages each message for which `change` gives another, until told otherwise. */
    damages(change: ((message: Buffer) => Buffer | null) | null): void {
      damage = change
    },
    get damaged(): number {
      return damaged
    },
    close(): void {
      for (const client of proxy.clients) client.terminate()
      proxy.close()
    },
  }
}

/** A gzipped message that says it unpacks to less than it does, and one that says it unpacks to 4 GB. */
function bombs(): Buffer[] {
  const honest = gzipSync(Buffer.alloc(64 * 1024 * 1024))
  const small = Buffer.from(honest)
  small.writeUInt32LE(10, small.length - 4)
  const huge = Buffer.from(honest)
  huge.writeUInt32LE(0xffff_ffff, huge.length - 4)
  return [honest, small, huge].map((bytes) => Buffer.from(gzipMessage(bytes)))
}

const isUpdate = (message: Buffer): boolean => message[0] === MESSAGE.sync && message[1] !== SYNC_STEP.stateVector

/** What instead of an update may come out of a broken proxy. */
const DAMAGES: readonly (readonly [what: string, instead: (message: Buffer) => Buffer | undefined])[] = [
  ['half of it', (message) => message.subarray(0, Math.ceil(message.length / 2))],
  ['its last byte missing', (message) => message.subarray(0, -1)],
  ['a byte more', (message) => Buffer.concat([message, Buffer.of(7)])],
  ['nothing', () => Buffer.of()],
  ['an update that claims millions', () => Buffer.from(syncMessage(SYNC_STEP.update, claimsMillions()))],
  ['a deep update', () => Buffer.from(syncMessage(SYNC_STEP.update, deepAny(5_000, 5)))],
  ['a bomb', () => bombs()[0]],
  ['a bomb that says it is small', () => bombs()[1]],
  ['a bomb that says it is huge', () => bombs()[2]],
  ['two bytes of gzip', () => Buffer.from(gzipMessage(Uint8Array.of(31, 139)))],
  ['gzip in gzip', () => Buffer.from(gzipMessage(gzipSync(gzipMessage(gzipSync(Buffer.of(1))))))],
  ['a notice that is no JSON', () => Buffer.of(MESSAGE.notice, 2, 123, 34)],
  ['presence that is no JSON', () => Buffer.of(MESSAGE.awareness, 6, 1, 5, 1, 2, 123, 34)],
  ['an answer without a number', () => Buffer.of(MESSAGE.saved)],
]

let log: MemoryUpdateLog
let server: SyncServer
let proxy: Awaited<ReturnType<typeof brokenProxy>>
const opened: AtDevice[] = []

beforeEach(async () => {
  freshStorage()
  log = new MemoryUpdateLog()
  server = await startSyncServer({ log })
  await server.rooms.create('one', newBoard(), { title: 'Board', template: 'discovery-map' })
  proxy = await brokenProxy(server.url)
})

afterEach(async () => {
  for (const { board } of opened.splice(0)) await board.close()
  proxy.close()
  await server.stop()
})

async function join(url: string): Promise<AtDevice> {
  const device = await sitDown({ url, boardId: 'one', haste: 20 })
  opened.push(device)
  return device
}

const stored = (): Record<string, unknown> => {
  const board = log.boards.get('one')
  return board === undefined ? {} : documentOf(board).getMap('records').toJSON()
}

describe('a line that damages what the server says', () => {
  it.each(DAMAGES)('SYN-320: %s: is given up, and nothing of either side is lost', async (_what, instead) => {
    const ben = await join(server.url)
    const ada = await join(proxy.url)
    await ada.board.whenSaved()
    proxy.damages((message) => (isUpdate(message) ? (instead(message) ?? null) : null))
    ben.binding.store.put([box('of-ben')])
    await expect.poll(() => proxy.damaged).toBeGreaterThan(0)
    ada.binding.store.put([box('of-ada')])
    ada.binding.flush()
    expect(ada.doc.getMap('records').has('shape:of-ada')).toBe(true)
    proxy.damages(null)
    await expect.poll(() => ada.binding.store.get('shape:of-ben' as never)).toBeDefined()
    await ada.board.whenSaved()
    expect(Object.keys(stored())).toEqual(expect.arrayContaining(['shape:of-ada', 'shape:of-ben']))
    await expect.poll(() => ben.binding.store.get('shape:of-ada' as never)).toBeDefined()
  })

  it('SYN-321: nothing is called saved over such a line while updates of others are missing', async () => {
    const ben = await join(server.url)
    const ada = await join(proxy.url)
    await ada.board.whenSaved()
    const encoder = encoding.createEncoder()
    encoding.writeUint8Array(encoder, Uint8Array.of(MESSAGE.sync, SYNC_STEP.update, 3, 1, 1, 1))
    proxy.damages((message) => (isUpdate(message) ? Buffer.from(encoding.toUint8Array(encoder)) : null))
    ben.binding.store.put([box('of-ben')])
    await expect.poll(() => ada.board.link.get().state).toBe('offline')
    ada.binding.store.put([box('of-ada')])
    await expect.poll(() => ada.board.status.get().state).toBe('offline')
    proxy.damages(null)
    await ada.board.whenSaved()
    await expect.poll(() => ada.binding.store.get('shape:of-ben' as never)).toBeDefined()
  })
})
