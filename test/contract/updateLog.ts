import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { gunzipState } from '../../server/storage/mergeBoard.ts'
import type { ListedBoard, UpdateLog } from '../../server/storage/updateLog.ts'

/** What a backend of UpdateLog brings along to be put to the contract. */
export interface UpdateLogBackend {
  name: string
  open(directory: string, now: () => number): Promise<UpdateLog>
  /** Overwrites some bytes of the stored updates of a board behind the backend's back; the log is closed meanwhile. */
  damage(directory: string, boardId: string): Promise<void>
}

/** Updates of one document: each sets one key, the last one also overwrites the first key. */
function someUpdates(count: number): Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let index = 0; index < count - 1; index++) doc.getMap('m').set(`key${index}`, index)
  doc.getMap('m').set('key0', 'overwritten')
  return updates
}

async function contentOf(log: UpdateLog, boardId: string): Promise<unknown> {
  const stored = await log.load(boardId)
  if (!stored) return null
  const doc = new Y.Doc()
  if (stored.state) Y.applyUpdate(doc, await gunzipState(stored.state))
  for (const update of stored.tail) Y.applyUpdate(doc, update)
  return doc.getMap('m').toJSON()
}

async function listed(log: UpdateLog): Promise<ListedBoard[]> {
  const boards: ListedBoard[] = []
  for await (const board of log.list()) boards.push(board)
  return boards.sort((a, b) => a.boardId.localeCompare(b.boardId))
}

/** The one suite that every backend of UpdateLog passes. */
export function updateLogContract(backend: UpdateLogBackend): void {
  describe(`UpdateLog on ${backend.name}`, () => {
    let directory: string
    let log: UpdateLog
    let time: number

    const reopen = async () => {
      await log.close()
      log = await backend.open(directory, () => time)
    }

    beforeEach(async () => {
      directory = await mkdtemp(path.join(tmpdir(), 'betwixt-log-'))
      time = 1_000
      log = await backend.open(directory, () => time)
    })
    afterEach(async () => {
      await log.close()
      await rm(directory, { recursive: true })
    })

    it('STO-1: an unknown board is null, has no size and is in no list', async () => {
      expect(await log.load('nobody')).toBeNull()
      expect(await log.load('x'.repeat(5_000))).toBeNull()
      expect(await log.stats('nobody')).toEqual({ tailCount: 0, tailBytes: 0, stateBytes: 0 })
      expect(await listed(log)).toEqual([])
    })

    it('STO-2: updates come back in the order of the calls, byte by byte, also after a reopen', async () => {
      const updates = someUpdates(50)
      await Promise.all([
        log.append('b1', updates.slice(0, 10)),
        log.append('b1', updates.slice(10, 11)),
        log.append('b2', [new Uint8Array([7])]),
        log.append('b1', updates.slice(11)),
      ])
      expect((await log.load('b1'))?.tail).toEqual(updates)
      await reopen()
      expect((await log.load('b1'))?.tail).toEqual(updates)
      await log.append('b1', [new Uint8Array([9])])
      expect((await log.load('b1'))?.tail).toEqual([...updates, new Uint8Array([9])])
      expect((await log.load('b2'))?.tail).toEqual([new Uint8Array([7])])
    })

    it('STO-3: title and template are kept with the updates and can be changed alone', async () => {
      await log.append('b1', someUpdates(2), { title: 'One', template: 'blank' })
      expect((await log.load('b1'))?.meta).toEqual({ title: 'One', template: 'blank' })
      time = 2_000
      await log.append('b1', [], { title: 'Zwei ✓', template: 'blank' })
      await reopen()
      expect((await log.load('b1'))?.meta).toEqual({ title: 'Zwei ✓', template: 'blank' })
      expect((await log.load('b1'))?.tail).toHaveLength(2)
    })

    it('STO-4: the time of the newest update is told, and a rename is none', async () => {
      await log.append('b1', someUpdates(2), { title: 'One', template: 'blank' })
      time = 5_000
      await log.append('b1', [], { title: 'Two', template: 'blank' })
      expect((await log.load('b1'))?.updatedAt).toBe(1_000)
      time = 6_000
      await log.append('b1', [new Uint8Array([1])])
      expect((await log.load('b1'))?.updatedAt).toBe(6_000)
    })

    it('STO-5: compaction keeps every change, the meta and the time, and empties the tail', async () => {
      const updates = someUpdates(200)
      await log.append('b1', updates, { title: 'One', template: 'blank' })
      const before = await contentOf(log, 'b1')
      time = 9_000
      await log.compact('b1')
      const stats = await log.stats('b1')
      expect(stats.tailCount).toBe(0)
      expect(stats.stateBytes).toBeGreaterThan(0)
      await reopen()
      const stored = await log.load('b1')
      expect(stored).toMatchObject({ tail: [], meta: { title: 'One', template: 'blank' }, updatedAt: 1_000 })
      expect(await contentOf(log, 'b1')).toEqual(before)
    })

    it('STO-6: what is appended while a compaction runs stays in the tail', async () => {
      const updates = someUpdates(300)
      await log.append('b1', updates.slice(0, 200))
      const compacting = log.compact('b1')
      await log.append('b1', updates.slice(200))
      await compacting
      expect((await log.load('b1'))?.tail).toEqual(updates.slice(200))
      expect(await contentOf(log, 'b1')).toMatchObject({ key0: 'overwritten', key298: 298 })
      await log.compact('b1')
      expect((await log.load('b1'))?.tail).toEqual([])
      expect(await contentOf(log, 'b1')).toMatchObject({ key0: 'overwritten', key298: 298 })
    })

    it('STO-200: compaction keeps a state that it is handed, and what is appended meanwhile stays in the tail', async () => {
      const updates = someUpdates(300)
      await log.append('b1', updates.slice(0, 200), { title: 'Kept', template: 'blank' })
      const compacting = log.compact('b1', Y.mergeUpdates(updates.slice(0, 250)))
      await log.append('b1', updates.slice(200))
      await compacting
      const stored = await log.load('b1')
      expect(stored?.tail).toEqual(updates.slice(200))
      expect(stored?.meta).toEqual({ title: 'Kept', template: 'blank' })
      const doc = new Y.Doc()
      Y.applyUpdate(doc, await gunzipState(stored?.state ?? new Uint8Array()))
      expect(doc.getMap('m').get('key248')).toBe(248)
      expect(await contentOf(log, 'b1')).toMatchObject({ key0: 'overwritten', key298: 298 })
    })

    it('STO-7: an update whose predecessors are missing survives compaction', async () => {
      const [first, second, ...rest] = someUpdates(5)
      if (!first || !second) throw new Error('five updates were made')
      await log.append('b1', [first, ...rest])
      await log.compact('b1')
      await log.append('b1', [second])
      expect(await contentOf(log, 'b1')).toEqual({ key0: 'overwritten', key1: 1, key2: 2, key3: 3 })
    })

    it('STO-8: appending the same updates again changes nothing that is read', async () => {
      const updates = someUpdates(20)
      await log.append('b1', updates)
      const before = await contentOf(log, 'b1')
      await log.append('b1', updates)
      await log.compact('b1')
      await log.append('b1', updates.slice(5))
      expect(await contentOf(log, 'b1')).toEqual(before)
    })

    it('STO-9: a deleted board is gone after a reopen, others are not, and its id can be used again', async () => {
      await log.append('b1', someUpdates(20), { title: 'One', template: 'blank' })
      await log.compact('b1')
      void log.append('b1', [new Uint8Array([1])])
      await log.append('b2', someUpdates(3))
      await log.delete('b1')
      await log.delete('nobody')
      await reopen()
      expect(await log.load('b1')).toBeNull()
      expect((await listed(log)).map((board) => board.boardId)).toEqual(['b2'])
      await log.append('b1', [new Uint8Array([3])])
      expect((await log.load('b1'))?.tail).toEqual([new Uint8Array([3])])
    })

    it('STO-10: the list has every board once, whatever of it is stored', async () => {
      await log.append('only-tail', someUpdates(30))
      await log.append('only-meta', [], { title: 'M', template: 'blank' })
      time = 3_000
      await log.append('compacted', someUpdates(3), { title: 'C', template: 'discovery-map' })
      await log.compact('compacted')
      await log.append('x', someUpdates(2))
      await log.append('x1', someUpdates(2))
      expect(await listed(log)).toEqual([
        { boardId: 'compacted', meta: { title: 'C', template: 'discovery-map' }, updatedAt: 3_000 },
        { boardId: 'only-meta', meta: { title: 'M', template: 'blank' }, updatedAt: null },
        { boardId: 'only-tail', meta: null, updatedAt: 1_000 },
        { boardId: 'x', meta: null, updatedAt: 3_000 },
        { boardId: 'x1', meta: null, updatedAt: 3_000 },
      ])
    })

    it('STO-11: a damaged board is reported as storage-damaged, and the others still open', async () => {
      await log.append('broken', someUpdates(20), { title: 'B', template: 'blank' })
      await log.append('whole', someUpdates(20))
      await log.close()
      await backend.damage(directory, 'broken')
      log = await backend.open(directory, () => time)
      await expect(log.load('broken')).rejects.toMatchObject({ code: 'storage-damaged' })
      await expect(log.compact('broken')).rejects.toMatchObject({ code: 'storage-damaged' })
      expect(await contentOf(log, 'whole')).toMatchObject({ key0: 'overwritten' })
      expect((await listed(log)).map((board) => board.boardId)).toEqual(['broken', 'whole'])
    })

    it('STO-12: a large update and a thousand boards are kept', async () => {
      const large = new Uint8Array(5_000_000).fill(42)
      await log.append('large', [large])
      await Promise.all(Array.from({ length: 1_000 }, (_, index) => log.append(`b${index}`, [new Uint8Array([1, 2])])))
      await reopen()
      expect((await log.load('large'))?.tail[0]?.byteLength).toBe(large.byteLength)
      expect(await listed(log)).toHaveLength(1_001)
    })
  })
}
