import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../server/launch/freePort.mjs'
import { box, newBoard } from '../support/boardShapes.ts'
import { sitDown, type AtDevice } from '../support/device.ts'
import { readRows, spoilRow } from '../support/deviceRows.ts'
import { documentOf, MemoryUpdateLog } from '../support/memoryUpdateLog.ts'
import { startSyncServer, type SyncServer } from '../support/syncServer.ts'
import { tcpLine, type TcpLine } from '../support/tcpLine.ts'

const BOARD = 'one'
const HASTE = 20

let log: MemoryUpdateLog
let server: SyncServer
let line: TcpLine
let storage: IDBFactory
const tabs: AtDevice[] = []

beforeEach(async () => {
  log = new MemoryUpdateLog()
  storage = new IDBFactory()
  const port = await freePort()
  server = await startSyncServer({ log, port })
  await server.rooms.create(BOARD, newBoard(), { title: 'Board', template: 'discovery-map' })
  line = await tcpLine(port)
})

afterEach(async () => {
  for (const { board } of tabs.splice(0)) await board.close()
  line.close()
  await server.stop()
})

async function tab(): Promise<AtDevice> {
  const opened = await sitDown({ url: line.url, boardId: BOARD, haste: HASTE, storage })
  tabs.push(opened)
  return opened
}

/** Draws something and tells under which numbers the device has kept it. */
async function put(at: AtDevice, name: string): Promise<number[]> {
  const before = await readRows(storage, BOARD)
  at.binding.store.put([box(name)])
  at.binding.flush()
  const added = async (): Promise<number[]> =>
    [...(await readRows(storage, BOARD)).keys()].filter((k) => !before.has(k))
  await expect.poll(async () => (await added()).length).toBeGreaterThan(0)
  return added()
}

async function goOffline(): Promise<void> {
  line.stall()
  line.cut()
  for (const { board } of tabs) await expect.poll(() => board.status.get().state).toBe('offline')
}

const stored = (): object => {
  const board = log.boards.get(BOARD)
  return board === undefined ? {} : documentOf(board).getMap('records').toJSON()
}

const NONSENSE: [string, unknown][] = [
  ['bytes that are no update', Uint8Array.from({ length: 90 }, (_, at) => (at * 37) & 0xff)],
  ['a few bytes that claim 32 million structs', Uint8Array.of(1, 0xff, 0xff, 0xff, 0x0f, 1, 0, 0)],
  ['something else altogether', { not: 'bytes' }],
]

describe('a device copy that is damaged', () => {
  it.each(NONSENSE)(
    'BND-450: the board opens all the same, what the copy can still give reaches the server, and then the copy is whole again (%s)',
    async (_, nonsense) => {
      const first = await tab()
      const early = await put(first, 'early')
      await first.board.whenSaved()
      await goOffline()
      await put(first, 'away')
      await first.board.close()
      const second = await tab()
      await put(second, 'later')
      await second.board.close()
      // What the server has, before what it has not.
      for (const key of early) await spoilRow(storage, BOARD, key, nonsense)

      const offline = await tab()
      expect([...offline.doc.getMap('records').keys()]).toContain('shape:later')
      expect(offline.board.status.get()).not.toMatchObject({ state: 'saved' })
      // Nobody may throw it away before the server has told that it lacks nothing.
      expect((await readRows(storage, BOARD)).get(early[0] ?? 0)).toEqual(nonsense)
      line.revive()
      offline.board.reconnect()
      await offline.board.whenSaved()
      const names = ['shape:early', 'shape:away', 'shape:later']
      for (const name of names) expect(stored()).toHaveProperty([name])
      await expect.poll(async () => [...(await readRows(storage, BOARD)).keys()]).not.toContain(early[0])
      await goOffline()
      await offline.board.close()

      const fromCopyAlone = await tab()
      expect([...fromCopyAlone.doc.getMap('records').keys()]).toEqual(expect.arrayContaining(names))
    },
  )
})
