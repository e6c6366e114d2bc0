import { open, type RootDatabase } from 'lmdb'

/** The database of the boards in its folder. */
export const LMDB_FILE = 'boards.mdb'

/**
 * Opens the database of the boards, or makes it. A commit includes its fdatasync (`overlappingSync: false`): one that
 * the disk refuses then rejects, where an overlapping one would leave the promise of the flush open for ever.
 */
export function openLmdb(file: string): RootDatabase {
  const options: Parameters<typeof open>[0] & { eventTurnBatching: boolean } = {
    path: file,
    noSubdir: true,
    overlappingSync: false,
    // Its batches by event turn leave a rejected promise that nobody can catch when the disk is full.
    eventTurnBatching: false,
    maxDbs: 4,
  }
  return open(options)
}
