import { randomBytes } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { isMissing, makeFolderDurably, syncFolder } from '../storage/files/durableFile.ts'
import { copyBoards } from '../storage/lmdb/copyBoards.ts'
import { LMDB_FILE } from '../storage/lmdb/openLmdb.ts'
import { BackupError, isArchived, MANIFEST, manifestBytes, type ArchivedFile } from './archive.ts'
import { holdsBoards, isThere, namesIn, RESTORE_FOLDER } from './dataFolder.ts'
import { TarWriter } from './tarWriter.ts'

/** What a backup holds. */
export interface BackupSummary {
  files: number
  bytes: number
}

/**
 * Writes all that a data folder keeps into one tar, also while a server runs on the folder. The order is what makes it
 * consistent: the catalog first, whose boards and files were on disk before it named them; then the boards as they are
 * at one moment, of which a start takes back in what the catalog had not heard of yet; files, which never change, last.
 * A board that is deleted for good meanwhile may be in it, in the trash, with a part of what it had.
 *
 * It is under its name only when it is whole and on disk. The workspace key is in it where the server made one: without
 * it every session would be void, and the operator would have no key to sign in with.
 * @param target the file; one that is there is replaced
 * @throws BackupError, BetwixtError `storage-damaged`, and what Node's file functions throw
 */
export async function writeBackup(dataDir: string, target: string, now: () => number): Promise<BackupSummary> {
  if (!(await holdsBoards(dataDir))) throw new BackupError(`There is nothing to back up in ${dataDir}.`)
  if (await isThere(dataDir, RESTORE_FOLDER)) {
    throw new BackupError(`A restore is not finished in ${dataDir}. Start the server, which finishes it.`)
  }
  const catalogs = await readCatalogs(dataDir)
  await makeFolderDurably(path.dirname(target), 0o700)
  await removeTemporaries(target)
  const temporary = temporaryOf(target)
  const boards = temporaryOf(target)
  try {
    const hasBoards = await isThere(dataDir, 'boards', LMDB_FILE)
    if (hasBoards) await copyBoards(path.join(dataDir, 'boards'), boards)
    const handle = await open(temporary, 'wx', 0o600)
    let archived: ReadonlyMap<string, ArchivedFile>
    try {
      const writer = new TarWriter(handle)
      await writer.addFile('format.json', path.join(dataDir, 'format.json'))
      for (const [name, bytes] of catalogs) await writer.addBytes(name, bytes)
      await writer.addFile('workspace-key', path.join(dataDir, 'workspace-key'))
      if (hasBoards) await writer.addFile(`boards/${LMDB_FILE}`, boards)
      for (const folder of ['records', 'blobs', 'thumbnails']) await addFolder(writer, dataDir, folder)
      archived = new Map(writer.files)
      await writer.addBytes(MANIFEST, manifestBytes(archived, new Date(now()).toISOString()))
      await writer.end()
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, target)
    await syncFolder(path.dirname(target))
    const sizes = [...archived.values()].map(({ bytes }) => bytes)
    return { files: sizes.length, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0) }
  } finally {
    for (const file of [temporary, boards]) await rm(file, { force: true })
  }
}

/** The catalog and the one before it, which is what a damaged one is mended with. */
async function readCatalogs(dataDir: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>()
  for (const name of ['catalog.json', 'catalog.previous.json']) {
    try {
      found.set(name, await readFile(path.join(dataDir, name)))
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  return found
}

/** Adds the files of a folder and those in its folders; one that is deleted meanwhile is left out. */
async function addFolder(writer: TarWriter, dataDir: string, folder: string): Promise<void> {
  for (const name of await namesIn(path.join(dataDir, folder))) {
    const at = `${folder}/${name}`
    if (isArchived(at)) await writer.addFile(at, path.join(dataDir, at))
    else if (/^[0-9a-f]{2}$/u.test(name)) await addFolder(writer, dataDir, at)
  }
}

function temporaryOf(target: string): string {
  return path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString('hex')}.tmp`)
}

/** What backups to the same file left behind that were killed. */
async function removeTemporaries(target: string): Promise<void> {
  const start = `.${path.basename(target)}.`
  for (const name of await namesIn(path.dirname(target))) {
    const isOurs = name.startsWith(start) && /^[0-9a-f]{12}\.tmp$/u.test(name.slice(start.length))
    if (isOurs) await rm(path.join(path.dirname(target), name), { force: true })
  }
}
