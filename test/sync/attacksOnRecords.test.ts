import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readBoard } from '../../shared/board/read.ts'
import { ODD, UNREADABLE } from '../support/attackers/hostileRecords.ts'
import { asJson } from '../support/boardPeers.ts'
import { box } from '../support/boardShapes.ts'
import { freshStorage, sitDown, type AtDevice } from '../support/device.ts'
import { listeningServer, type ListeningServer } from '../support/listeningServer.ts'

let server: ListeningServer
let boardId: string
let ada: AtDevice
const stock: WebsocketProvider[] = []

beforeEach(async () => {
  freshStorage()
  server = await listeningServer()
  boardId = await server.board()
  ada = await sitDown({ url: syncUrl(), boardId })
})

afterEach(async () => {
  for (const provider of stock.splice(0)) provider.destroy()
  await ada.board.close()
  await server.close()
})

function syncUrl(): string {
  return `${server.url.replace('http', 'ws')}/sync`
}

/** Somebody with the stock provider and nothing of ours. */
async function stockClient(): Promise<Y.Doc> {
  const doc = new Y.Doc()
  const WebSocketPolyfill = WebSocket as unknown as typeof globalThis.WebSocket
  const provider = new WebsocketProvider(syncUrl(), boardId, doc, { WebSocketPolyfill, disableBc: true })
  stock.push(provider)
  await expect.poll(() => provider.synced).toBe(true)
  return doc
}

/** The updates that a document makes by itself: what its owner would send without having done anything. */
function ownWrites(doc: Y.Doc): Uint8Array[] {
  const writes: Uint8Array[] = []
  doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
    if (local) writes.push(update)
  })
  return writes
}

const reading = async (): Promise<Response> => fetch(`${server.url}/api/v1/boards/${boardId}/reading`)

it('SYN-340: hostile records are spread as they are, left out by every reader alike, and repaired by nobody', async () => {
  const [mallory, watcher] = [await stockClient(), await stockClient()]
  const writes = [ownWrites(ada.doc), ownWrites(watcher)]
  const hostile = [...UNREADABLE, ...ODD]
  for (const { write } of hostile) write(mallory)
  mallory.getMap('records').set('shape:last', box('last'))

  await expect.poll(() => watcher.getMap('records').has('shape:last')).toBe(true)
  await expect.poll(() => ada.binding.store.get('shape:last' as never)).toBeDefined()
  const truth = readBoard(mallory)
  expect(truth.invalid.size).toBe(UNREADABLE.length)
  expect(asJson(readBoard(watcher).records)).toEqual(asJson(truth.records))
  expect(asJson(ada.board.reading.records)).toEqual(asJson(truth.records))
  expect([...ada.board.reading.invalid.keys()].toSorted()).toEqual([...truth.invalid.keys()].toSorted())
  const inStore = ada.binding.store.allRecords().map(({ id }) => id as string)
  expect([...truth.records.keys()].filter((id) => !inStore.includes(id))).toEqual([])
  expect(inStore.filter((id) => truth.invalid.has(id))).toEqual([])
  expect((await reading()).status).toBe(200)

  // Work goes on beside them, for the canvas and for the API; and nobody else has written anything.
  expect(writes.map((list) => list.length)).toEqual([0, 0])
  ada.binding.store.put([box('of-ada')])
  await ada.board.whenSaved()
  await expect.poll(() => watcher.getMap('records').has('shape:of-ada')).toBe(true)
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()

  const newcomer = await stockClient()
  expect(asJson(readBoard(newcomer).records)).toEqual(asJson(readBoard(watcher).records))
})

it('SYN-341: who may edit may delete everything; the board stays one that can be worked on', async () => {
  ada.binding.store.put([box('gone')])
  await ada.board.whenSaved()
  const mallory = await stockClient()
  mallory.transact(() => {
    for (const root of ['records', 'edits', 'texts']) mallory.getMap(root).clear()
  })
  await expect.poll(() => ada.binding.store.get('shape:gone' as never)).toBeUndefined()
  expect((await reading()).status).toBe(200)
  ada.binding.store.put([box('after')])
  await ada.board.whenSaved()
  await expect.poll(() => mallory.getMap('records').has('shape:after')).toBe(true)
  expect([...readBoard(await stockClient()).records.keys()]).toContain('shape:after')
})
