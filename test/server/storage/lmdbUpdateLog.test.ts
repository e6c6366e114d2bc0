import path from 'node:path'
import { open } from 'lmdb'
import { LmdbUpdateLog } from '../../../server/storage/lmdb/lmdbUpdateLog.ts'
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
