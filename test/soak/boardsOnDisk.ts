import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readBoard } from '../../shared/board/read.ts'
import { LmdbUpdateLog } from '../../server/storage/lmdb/lmdbUpdateLog.ts'
import { gunzipState } from '../../server/storage/mergeBoard.ts'
import { docOf } from '../support/boardPeers.ts'
import type { Newcomer } from './newcomer.ts'

/** Boards as a data folder holds them that nobody uses; null for one that is not there. Read from a copy. */
export async function boardsOnDisk(
  folder: string,
  boards: readonly string[],
): Promise<Map<string, Pick<Newcomer, 'doc' | 'reading'> | null>> {
  const copy = await mkdtemp(path.join(tmpdir(), 'betwixt-soak-look-'))
  try {
    await copyFile(path.join(folder, 'boards/boards.mdb'), path.join(copy, 'boards.mdb'))
    const log = await LmdbUpdateLog.open({ directory: copy, now: () => 0 })
    try {
      const found = new Map<string, Pick<Newcomer, 'doc' | 'reading'> | null>()
      for (const boardId of boards) {
        const stored = await log.load(boardId)
        const state = stored?.state == null ? [] : [await gunzipState(stored.state)]
        const doc = stored === null ? null : docOf([...state, ...stored.tail])
        found.set(boardId, doc === null ? null : { doc, reading: readBoard(doc) })
      }
      return found
    } finally {
      await log.close()
    }
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}
