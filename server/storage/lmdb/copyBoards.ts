import { stat } from 'node:fs/promises'
import path from 'node:path'
import { open } from 'lmdb'
import { BetwixtError } from '../../../shared/errors.ts'
import { LMDB_FILE } from './openLmdb.ts'
import { prepareDataFile } from './prepareDataFile.ts'

/** Room for what a server adds between the look at the file's size and the copy. It is addresses, not memory. */
const SPARE_BYTES = 1024 * 1024 * 1024

/**
 * Copies the database as it is at one moment, also while a server writes to it: LMDB's readers see one state and hold
 * up nobody. The copy has no free pages, so it is smaller, and making it takes no lock that a kill could leave behind.
 * @param directory the folder of the boards
 * @param target a file that is not there yet
 * @throws BetwixtError `storage-damaged`
 */
export async function copyBoards(directory: string, target: string): Promise<void> {
  const file = path.join(directory, LMDB_FILE)
  if (!(await prepareDataFile(file))) throw new BetwixtError('storage-damaged', `${file} is no database any more.`)
  const { size } = await stat(file)
  const root = open({ path: file, noSubdir: true, readOnly: true, maxDbs: 4, mapSize: 2 * size + SPARE_BYTES })
  try {
    await root.backup(target, true)
  } finally {
    await root.close()
  }
}
