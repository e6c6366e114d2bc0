import { randomBytes } from 'node:crypto'
import * as Y from 'yjs'
import { afterEach, expect, it } from 'vitest'
import { MemoryUpdateLog } from '../../support/memoryUpdateLog.ts'
import { SocketPeer } from '../../support/socketPeer.ts'
import { startSyncServer, type SyncServer } from '../../support/syncServer.ts'
import { tcpLine, type TcpLine } from '../../support/tcpLine.ts'

const MB = 1024 * 1024
/** More than the system's own buffers hold, so that the server has to wait for the line. */
const BOARD_BYTES = 10 * MB
/** A hundred times as fast as a poor line, with limits that are that much shorter. */
const BYTES_PER_SECOND = 2 * MB
const LIMITS = { slowSocketBytes: 256 * 1024, noProgressMs: 1_000, heartbeatMs: 1_000, waitingMs: 1_000 }

let server: SyncServer
const lines: TcpLine[] = []
const peers: SocketPeer[] = []

afterEach(async () => {
  for (const { socket } of peers.splice(0)) socket.terminate()
  for (const line of lines.splice(0)) line.close()
  await server.stop()
})

async function slowPeer(name: string): Promise<SocketPeer> {
  const line = await tcpLine(server.port, BYTES_PER_SECOND)
  lines.push(line)
  return peer(`${line.url}/slow`, name)
}

function peer(url: string, name: string): SocketPeer {
  const one = new SocketPeer(url, `&name=${name}`)
  peers.push(one)
  return one
}

function fill(doc: Y.Doc, prefix: string): void {
  doc.transact(() => {
    for (let i = 0; i * 100_000 < BOARD_BYTES; i++)
      doc.getMap('records').set(`${prefix}${i}`, new Uint8Array(randomBytes(100_000)))
  })
}

it('SYN-330: a slow line is never cut for a large first sync, nor for hours of work that it brings back', async () => {
  const log = new MemoryUpdateLog()
  server = await startSyncServer({ log, limits: LIMITS })
  const board = new Y.Doc()
  fill(board, 'image-')
  await server.rooms.create('slow', Y.encodeStateAsUpdate(board), { title: 'Board', template: 'blank' })

  // Both ways at once: one has nothing, the other has all that the board holds and as much again.
  const newcomer = await slowPeer('New')
  const returner = await slowPeer('Returns')
  Y.applyUpdate(returner.doc, Y.encodeStateAsUpdate(board))
  fill(returner.doc, 'offline-')
  for (let i = 0; i < 3_000; i++) returner.set(`offline-card-${i % 500}`, i)
  await expect.poll(() => returner.synced, { timeout: 50_000 }).toBe(true)
  for (let i = 0; i < 2_000; i++) returner.set(`single-${i % 500}`, i)
  returner.barrier(1)

  await expect.poll(() => newcomer.synced, { timeout: 50_000 }).toBe(true)
  newcomer.set('of-the-newcomer', true)
  newcomer.barrier(2)
  await expect.poll(() => newcomer.saved.has(2), { timeout: 50_000 }).toBe(true)
  await expect.poll(() => returner.saved.has(1), { timeout: 50_000 }).toBe(true)
  expect([newcomer.closed, returner.closed]).toEqual([null, null])
  const keys = await server.rooms.read('slow', (doc) => [...doc.getMap('records').keys()].length)
  expect(keys).toBe(board.getMap('records').size * 2 + 500 + 500 + 1)
}, 120_000)
