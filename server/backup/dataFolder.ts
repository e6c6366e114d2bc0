import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { isMissing } from '../storage/files/durableFile.ts'

/** What a server keeps in the top of its data folder. Whatever else lies there is the operator's, and is left alone. */
export const DATA_NAMES: readonly string[] = [
  'boards',
  'blobs',
  'records',
  'thumbnails',
  'catalog.json',
  'catalog.previous.json',
  'workspace-key',
  'format.json',
]

/** Where backups are put that are made by themselves. They are no part of the data. */
export const BACKUPS_FOLDER = 'backups'

/** Where a restore puts what it unpacks, and the old data until the new is in place. */
export const RESTORE_FOLDER = '.restore'

/** What a new folder may hold: nothing of ours that could be lost. */
const NO_DATA: readonly string[] = [BACKUPS_FOLDER, RESTORE_FOLDER, 'server.sock', 'lost+found']

/** Whether a folder holds anything that a restore could take away. One that is not there holds nothing. */
export async function holdsAnything(dataDir: string): Promise<boolean> {
  return (await namesIn(dataDir)).some((name) => !NO_DATA.includes(name))
}

/** Whether a folder holds boards, or says that there are some. */
export async function holdsBoards(dataDir: string): Promise<boolean> {
  const names = await namesIn(dataDir)
  return ['boards', 'catalog.json', 'catalog.previous.json'].some((name) => names.includes(name))
}

/** The names in a folder, sorted; none where it is not there. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** Whether there is a file or folder of this path. */
export async function isThere(...parts: string[]): Promise<boolean> {
  try {
    await stat(path.join(...parts))
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
