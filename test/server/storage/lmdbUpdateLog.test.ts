import path from 'node:path'
import { open } from 'lmdb'
import { describe, expect } from 'vitest'
import * as Y from 'yjs'
import { LmdbUpdateLog } from '../../../server/storage/lmdb/lmdbUpdateLog.ts'
import { gunzipState } from '../../../server/storage/mergeBoard.ts'
import { killAndReopen } from '../../contract/killAndReopen.ts'
import { updateLogContract } from '../../contract/updateLog.ts'

updateLogContract({
  name: 'LMDB',
  open: (directory, now) => LmdbUpdateLog.open({ directory, now }),
  async damage(directory, boardId) {
    const root = open({ path: path.join(directory, 'boards.mdb'), noSubdir: true, maxDbs: 4 })
    const tails = root.openDB<Buffer, [string, number]>({ name: 'tails', encoding: 'binary' })
    for (const { key, value } of tails.getRange({ start: [boardId, 0], end: [boardId, 1e9], limit: 3 })) {
      const torn = Buffer.from(value)
      torn.fill(0xff, torn.byteLength - 3)
      await tails.put(key, torn)
    }
    await root.close()
  },
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
