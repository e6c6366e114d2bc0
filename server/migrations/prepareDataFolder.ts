import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { BACKUPS_FOLDER, holdsBoards } from '../backup/dataFolder.ts'
import { finishRestore } from '../backup/finishRestore.ts'
import { writeBackup } from '../backup/writeBackup.ts'
import { isMissing, removeLeftovers, writeFileDurably } from '../storage/files/durableFile.ts'
import { DATA_FORMAT, DataFolderError, parseFormat, type FormatFile } from './dataFormat.ts'
import { migrations, type Migration } from './migrations.ts'

/** What had to be done to a data folder before it could be opened, for the operator's log. */
export interface PreparedFolder {
  /** A restore was killed here: it was finished, or had not begun to change anything. */
  restore: 'finished' | 'forgotten' | null
  /** The steps that were taken, and the backup that was made before them. */
  migrated: readonly string[]
  backup: string | null
}

/**
 * Brings a data folder into the form that this version reads. One of an older form is backed up first, into its own
 * folder `backups`: the folder beside it is often not the server's to write. The caller holds the folder's lock.
 * @throws DataFolderError for a folder of a newer version, and where there is no backup to be had
 */
export async function prepareDataFolder(
  dataDir: string,
  now: () => number,
  steps: readonly Migration[] = migrations,
): Promise<PreparedFolder> {
  const newest = steps.at(-1)?.to ?? DATA_FORMAT
  const restore = await finishRestore(dataDir)
  const found = await formatOf(dataDir)
  if (found === null) {
    await writeFormat(dataDir, { format: newest })
    return { restore, migrated: [], backup: null }
  }
  if (found.format > newest) {
    throw new DataFolderError(
      `The data in ${dataDir} is of a newer version of Betwixt (format ${found.format}; this version knows ${newest}). ` +
        `Use that version, or restore a backup that was made before it.`,
    )
  }
  const due = steps.filter(({ to }) => to > found.format)
  if (due.length === 0) return { restore, migrated: [], backup: null }
  const backup = found.backup ?? (await backUp(dataDir, newest, now))
  let { format } = found
  for (const step of due) {
    // Killed from here on, the next start goes on with this step and makes no second backup of half of it.
    await writeFormat(dataDir, { format, backup })
    await step.run(dataDir)
    format = step.to
  }
  await writeFormat(dataDir, { format })
  return { restore, migrated: due.map(({ what }) => what), backup }
}

/** Null for a folder that nobody has used yet. */
async function formatOf(dataDir: string): Promise<FormatFile | null> {
  try {
    const format = parseFormat(await readFile(path.join(dataDir, 'format.json'), 'utf8'))
    if (format) return format
  } catch (error) {
    if (!isMissing(error)) throw error
    return (await holdsBoards(dataDir)) ? { format: 1 } : null
  }
  throw new DataFolderError(
    `${path.join(dataDir, 'format.json')} cannot be read, so nobody knows what form the data has. Restore a backup, ` +
      `or write {"format": ${DATA_FORMAT}} into it if this version wrote the data.`,
  )
}

async function backUp(dataDir: string, newest: number, now: () => number): Promise<string> {
  const stamp = new Date(now()).toISOString().replaceAll(/[-:]|\.\d+/gu, '')
  const folder = path.join(dataDir, BACKUPS_FOLDER)
  const file = path.join(folder, `before-format-${newest}-${stamp}.tar`)
  try {
    await removeLeftovers(folder)
    await writeBackup(dataDir, file, now)
    return file
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new DataFolderError(
      `The data in ${dataDir} is of an older version, and the backup before bringing it up to date was not made: ${why}`,
      { cause: error },
    )
  }
}

async function writeFormat(dataDir: string, format: FormatFile): Promise<void> {
  await writeFileDurably(path.join(dataDir, 'format.json'), `${JSON.stringify(format)}\n`)
}
