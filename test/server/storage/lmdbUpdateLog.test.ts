import { mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { open as openLmdb } from 'lmdb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { LmdbUpdateLog } from '../../../server/storage/lmdb/lmdbUpdateLog.ts'
import { gunzipState } from '../../../server/storage/mergeBoard.ts'
import { killAndReopen } from '../../contract/killAndReopen.ts'
import { updateLogContract } from '../../contract/updateLog.ts'
import { numberedUpdate } from '../../support/numberedUpdate.ts'

updateLogContract({
  name: 'LMDB',
  open: (directory, now) => LmdbUpdateLog.open({ directory, now }),
  async damage(directory, boardId) {
    const root = openLmdb({ path: path.join(directory, 'boards.mdb'), noSubdir: true, maxDbs: 4 })
    const tails = root.openDB<Buffer, [string, number]>({ name: 'tails', encoding: 'binary' })
    for (const { key, value } of tails.getRange({ start: [boardId, 0], end: [boardId, 1e9], limit: 3 })) {
      const torn = Buffer.from(value)
      torn.fill(0xff, torn.byteLength - 3)
      await tails.put(key, torn)
    }
    await root.close()
  },
})

describe('LMDB on a full disk', () => {
  it('STO-16: it takes no updates, but still reads, compacts and deletes, and goes on when there is room', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'betwixt-lmdb-'))
    let isFull = false
    const log = await LmdbUpdateLog.open({ directory, now: () => 1, isDiskFull: () => isFull })
    await log.append('kept', [numberedUpdate(1)])
    await log.append('deleted', [numberedUpdate(1)])
    isFull = true
    await expect(log.append('kept', [numberedUpdate(2)])).rejects.toMatchObject({ code: 'storage-unwritable' })
    await log.compact('kept')
    await log.delete('deleted')
    expect((await log.load('kept'))?.tail).toEqual([])
    expect(await log.load('deleted')).toBeNull()
    isFull = false
    await log.append('kept', [numberedUpdate(2)])
    expect((await log.load('kept'))?.tail).toEqual([numberedUpdate(2)])
    await log.close()
    await rm(directory, { recursive: true })
  })
})

describe('when a board changed, as LMDB tells it', () => {
  let directory: string
  let time = 0
  const open = () => LmdbUpdateLog.open({ directory, now: () => time })
  const openRaw = () => openLmdb({ path: path.join(directory, 'boards.mdb'), noSubdir: true, maxDbs: 4 })
  const timeOf = async (log: LmdbUpdateLog): Promise<number | null> => {
    for await (const { updatedAt } of log.list()) return updatedAt
    return null
  }
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'betwixt-lmdb-'))
    time = 1_000
    const log = await open()
    await log.append('board', [numberedUpdate(1)])
    await log.compact('board')
    await log.close()
    time = 2_000
  })
  afterEach(() => rm(directory, { recursive: true }))

  it('STO-450: a list looks at no state, and always tells the time of the newest update', async () => {
    const root = openRaw()
    await root.openDB<Buffer, string>({ name: 'states', encoding: 'binary' }).put('board', Buffer.alloc(40, 7))
    await root.close()
    const log = await open()
    expect(await timeOf(log)).toBe(1_000)
    await log.append('board', [], { title: 'Renamed', template: 'blank' })
    expect(await timeOf(log)).toBe(1_000)
    await log.append('board', [numberedUpdate(2)])
    expect(await timeOf(log)).toBe(2_000)
    await log.delete('board')
    await log.append('board', [], { title: 'Another', template: 'blank' })
    expect(await timeOf(log)).toBeNull()
    await log.close()
  })
})

describe("LMDB's file", () => {
  let directory: string
  let file: string
  const open = () => LmdbUpdateLog.open({ directory, now: () => 1 })
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'betwixt-lmdb-'))
    file = path.join(directory, 'boards.mdb')
    const log = await open()
    for (let index = 0; index < 100; index++) await log.append(`b${index % 10}`, [new Uint8Array(5_000)])
    await log.close()
  })
  afterEach(() => rm(directory, { recursive: true }))

  it.each([
    ['cut off near its start', () => truncate(file, 100)],
    ['overwritten at its start', () => writeFile(file, Buffer.alloc(100_000, 7))],
  ])('STO-14: one that was %s is refused with storage-damaged, where LMDB would end the process', async (_, damage) => {
    await damage()
    await expect(open()).rejects.toMatchObject({ code: 'storage-damaged' })
  })

  it.each([0.3, 0.6, 0.9, 0.97])(
    'STO-15: one of which %d is left is refused or reported, never a crash',
    async (part) => {
      await truncate(file, Math.floor(((await stat(file)).size * part) / 4_096) * 4_096)
      const reading = open().then(async (log) => {
        const outcomes = await Promise.allSettled(Array.from({ length: 10 }, (_, index) => log.load(`b${index}`)))
        await log.close()
        return outcomes
      })
      const [opened] = await Promise.allSettled([reading])
      for (const outcome of opened.status === 'rejected' ? [opened] : opened.value) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'storage-damaged' })
        else expect(outcome.value?.tail.map((update) => update.byteLength)).toEqual(Array(10).fill(5_000))
      }
    },
  )
})

describe('LMDB, killed', () => {
  killAndReopen('STO-13', {
    name: 'lmdb',
    async reopen(directory) {
      const log = await LmdbUpdateLog.open({ directory, now: () => 1 })
      const stored = await log.load('board')
      await log.close()
      expect(stored?.meta?.title).toMatch(/^after \d+$/u)
      const doc = new Y.Doc()
      if (stored?.state) Y.applyUpdate(doc, await gunzipState(stored.state))
      for (const update of stored?.tail ?? []) Y.applyUpdate(doc, update)
      return new Set([...doc.getMap('m').keys()].map((key) => Number(key.slice(1))))
    },
  })
})
