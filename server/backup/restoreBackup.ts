import { readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { DATA_FORMAT, parseFormat } from '../migrations/dataFormat.ts'
import { makeFolderDurably, syncFolder } from '../storage/files/durableFile.ts'
import { lockFolder } from '../storage/folderLock.ts'
import { BackupError, type Manifest } from './archive.ts'
import { holdsAnything, isThere, RESTORE_FOLDER } from './dataFolder.ts'
import { finishRestore, restoreFolder } from './finishRestore.ts'
import { unpackBackup } from './unpackBackup.ts'

/**
 * Puts a backup in the place of a data folder's content. Killed at any moment it leaves the old data or the new,
 * which the next start or restore finds out; what cannot be restored leaves the folder as it was.
 * @param overwrite whether data that is there may be replaced
 * @throws BackupError
 */
export async function restoreBackup(dataDir: string, file: string, overwrite: boolean): Promise<Manifest> {
  if (!(await isThere(file))) throw new BackupError(`There is no file ${file}.`)
  await makeFolderDurably(dataDir, 0o700)
  const unlock = await lockFolder(dataDir)
  if (!unlock) throw new BackupError(`A server runs on ${dataDir}. Stop it first.`)
  try {
    await finishRestore(dataDir)
    if (!overwrite && (await holdsAnything(dataDir))) {
      throw new BackupError(`${dataDir} is not empty. With --overwrite the backup replaces what is there.`)
    }
    const manifest = await unpackWhole(dataDir, file)
    await finishRestore(dataDir)
    return manifest
  } finally {
    await unlock()
  }
}

async function unpackWhole(dataDir: string, file: string): Promise<Manifest> {
  const folder = restoreFolder(dataDir, 'new')
  try {
    const manifest = await unpackBackup(file, folder)
    await refuseNewer(folder)
    await rename(folder, restoreFolder(dataDir, 'whole'))
    await syncFolder(path.dirname(folder))
    return manifest
  } catch (error) {
    if (await isThere(folder)) await rm(path.join(dataDir, RESTORE_FOLDER), { recursive: true })
    throw error instanceof BackupError ? new BackupError(`${file} was not restored. ${error.message}`) : error
  }
}

/** Told now rather than by a server that does not start. */
async function refuseNewer(folder: string): Promise<void> {
  if (!(await isThere(folder, 'format.json'))) return
  const format = parseFormat(await readFile(path.join(folder, 'format.json'), 'utf8'))
  if (format === null || format.format > DATA_FORMAT) {
    throw new BackupError('It was made by a newer version of Betwixt. Use that version.')
  }
}
