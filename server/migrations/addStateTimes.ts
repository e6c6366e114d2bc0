import path from 'node:path'
import { LMDB_FILE, openLmdb } from '../storage/lmdb/openLmdb.ts'
import { prepareDataFile } from '../storage/lmdb/prepareDataFile.ts'
import { decodeStoredValue, encodeStoredValue } from '../storage/storedValue.ts'

/** One transaction for so many. */
const BOARDS_AT_ONCE = 200

/**
 * To form 2: the time of a board's merged state lies by itself as well, so that a list of boards need not read the
 * states. In form 1 some boards have it in the state alone.
 */
export async function addStateTimes(dataDir: string): Promise<void> {
  const file = path.join(dataDir, 'boards', LMDB_FILE)
  // A database that is none any more is for the opening of the storage to report.
  if (!(await prepareDataFile(file))) return
  const root = openLmdb(file)
  try {
    const states = root.openDB<Buffer, string>({ name: 'states', encoding: 'binary' })
    const times = root.openDB<Buffer, string>({ name: 'stateTimes', encoding: 'binary' })
    const lacking = [...states.getKeys()].filter((boardId) => !times.doesExist(boardId))
    for (let at = 0; at < lacking.length; at += BOARDS_AT_ONCE) {
      await root.transaction(() => {
        for (const boardId of lacking.slice(at, at + BOARDS_AT_ONCE)) {
          const framed = states.get(boardId)
          const state = framed && decodeStoredValue(framed)
          // A damaged board stays as it is: opening it says so.
          if (!state) continue
          void times.put(boardId, encodeStoredValue({ writtenAt: state.writtenAt, bytes: new Uint8Array() }))
        }
      })
    }
  } finally {
    await root.close()
  }
}
