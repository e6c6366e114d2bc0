import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CLOSE_CODES } from '../../../shared/sync/closeCodes.ts'
import { MemoryUpdateLog, documentOf } from '../../support/memoryUpdateLog.ts'
import { startSyncServer } from '../../support/syncServer.ts'
import type { SyncServer } from '../../support/syncServer.ts'

const BOARD = 'stock'
let server: SyncServer
let log: MemoryUpdateLog
let providers: WebsocketProvider[] = []

beforeEach(async () => {
  log = new MemoryUpdateLog()
  server = await startSyncServer({ log })
  await server.board(BOARD)
})

afterEach(async () => {
  for (const provider of providers) provider.destroy()
  providers = []
  await server.stop()
})

function join(params: Record<string, string> = {}, boardId = BOARD, doc = new Y.Doc()): WebsocketProvider {
  const provider = new WebsocketProvider(server.url, boardId, doc, {
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    params,
  })
  providers.push(provider)
  return provider
}

async function synced(provider: WebsocketProvider): Promise<Y.Map<unknown>> {
  await expect.poll(() => provider.synced).toBe(true)
  return provider.doc.getMap('records')
}

describe('the stock WebsocketProvider', () => {
  it('SYN-100: joins, reads, writes, and what it wrote is on disk', async () => {
    const ada = await synced(join({ name: 'Ada' }))
    const bo = await synced(join({ name: 'Bo' }))
    expect(ada.get('page')).toBe('one')
    ada.set('from-ada', 1)
    bo.set('from-bo', 2)
    await expect.poll(() => [bo.get('from-ada'), ada.get('from-bo')]).toEqual([1, 2])
    const stored = (): unknown => {
      const board = log.boards.get(BOARD)
      return board && documentOf(board).getMap('records').toJSON()
    }
    await expect.poll(stored).toEqual({ page: 'one', 'from-ada': 1, 'from-bo': 2 })
  })

  it('SYN-101: brings what it made offline when it returns', async () => {
    const provider = join({ name: 'Ada' })
    const ada = await synced(provider)
    const bo = await synced(join({ name: 'Bo' }))
    provider.disconnect()
    ada.set('offline', true)
    bo.set('meanwhile', true)
    provider.connect()
    await expect.poll(() => [bo.get('offline'), ada.get('meanwhile')]).toEqual([true, true])
  })

  it('SYN-102: shows and sees presence with the name the server knows, also after a reconnect', async () => {
    const ada = join({ name: 'Ada' })
    const bo = join({ name: 'Bo' })
    await synced(ada)
    await synced(bo)
    ada.awareness.setLocalStateField('cursor', { x: 3 })
    const seen = (): unknown => bo.awareness.getStates().get(ada.doc.clientID)
    await expect.poll(seen).toMatchObject({ cursor: { x: 3 }, person: { name: 'Ada', role: 'editor' } })
    ada.disconnect()
    await expect.poll(seen).toBeUndefined()
    ada.connect()
    await expect.poll(seen).toMatchObject({ cursor: { x: 3 } })
  })

  it('SYN-103: what it echoes of others disturbs nobody', async () => {
    const [ada, bo, cy] = [join({ name: 'Ada' }), join({ name: 'Bo' }), join({ name: 'Cy' })]
    for (const provider of [ada, bo, cy]) await synced(provider)
    for (let i = 0; i < 20; i++) ada.awareness.setLocalStateField('cursor', i)
    await expect.poll(() => cy.awareness.getStates().get(ada.doc.clientID)).toMatchObject({ cursor: 19 })
    await expect.poll(() => cy.awareness.getStates().size).toBe(3)
    expect(cy.awareness.getStates().get(ada.doc.clientID)).toMatchObject({ person: { name: 'Ada' } })
  })

  it('SYN-104: a viewer reads, and what it writes stays with it', async () => {
    const viewer = await synced(join({ as: 'viewer', name: 'Vi' }))
    const ada = await synced(join({ name: 'Ada' }))
    viewer.set('crafted', 1)
    ada.set('real', 1)
    await expect.poll(() => viewer.get('real')).toBe(1)
    expect(ada.get('crafted')).toBeUndefined()
    expect(await server.rooms.read(BOARD, (doc) => doc.getMap('records').has('crafted'))).toBe(false)
  })

  it('SYN-105: stops for good when its board goes into the trash', async () => {
    const provider = join()
    await synced(provider)
    const closed = new Promise<{ code: number }>((resolve) => provider.on('closed', resolve))
    await server.rooms.drop(BOARD)
    expect((await closed).code).toBe(CLOSE_CODES['board-in-trash'])
    expect(provider.shouldConnect).toBe(false)
  })

  it('SYN-106: what the server writes reaches it', async () => {
    const ada = await synced(join())
    await server.rooms.write(BOARD, (doc) => doc.getMap('records').set('by-api', 'yes'))
    await expect.poll(() => ada.get('by-api')).toBe('yes')
  })
})

describe('upgrades', () => {
  it.each([
    ['an unknown board', '/nobody', 404],
    ['someone who is not signed in', `/${BOARD}?as=nobody`, 401],
    ['someone without a right', `/${BOARD}?as=stranger`, 403],
    ['someone without a right to a board that is not there', '/nobody?as=stranger', 403],
    ['another address', '/../other', 404],
    ['an address that is no address', '/%E0%A4%A', 404],
  ])('SYN-107: %s is refused before there is a socket', async (_who, path, status) => {
    const socket = new WebSocket(`${server.url}${path}`)
    const answered = await new Promise<number>((resolve, reject) => {
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
      socket.on('error', reject)
    })
    expect(answered).toBe(status)
  })
})
