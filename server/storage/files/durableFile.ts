import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { unwritable } from '../unwritable.ts'

/**
 * Puts a whole file in place: temporary file, fsync, rename, fsync of the folder. Whoever reads the path sees the old
 * file or the new one, never a part, also after a power cut.
 * @throws BetwixtError `storage-unwritable`; the old file is then still there
 */
export async function writeFileDurably(file: string, content: string | Uint8Array, mode = 0o600): Promise<void> {
  const folder = path.dirname(file)
  const temporary = path.join(folder, `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    await makeFolderDurably(folder)
    await writeAndSync(temporary, content, mode)
    await rename(temporary, file)
    await syncFolder(folder)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw unwritable(error)
  }
}

/**
 * Makes a folder and those above it, where they are missing. A new folder's own entry is flushed as well: a power cut
 * would otherwise take the folder away with all that was flushed into it. Rejects as Node's `mkdir` does.
 */
export async function makeFolderDurably(folder: string, mode?: number): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true, ...(mode === undefined ? {} : { mode }) })
  if (firstMade === undefined) return
  const top = path.dirname(path.resolve(firstMade))
  for (let at = path.dirname(path.resolve(folder)); at.startsWith(top); at = path.dirname(at)) {
    await syncFolder(at)
    if (at === top) return
  }
}

const TEMPORARY = /^\..+\.[0-9a-f]{12}\.tmp$/u

/** Removes from a folder the temporary files of processes that were killed. Nobody else may be writing to it. */
export async function removeLeftovers(folder: string): Promise<void> {
  try {
    for (const name of await readdir(folder)) {
      if (TEMPORARY.test(name)) await rm(path.join(folder, name), { force: true })
    }
  } catch (error) {
    if (!isMissing(error)) throw unwritable(error)
  }
}

async function writeAndSync(file: string, content: string | Uint8Array, mode: number): Promise<void> {
  const handle = await open(file, 'wx', mode)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a rename or an unlink in a folder durable. Windows cannot open folders and needs no such thing. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Whether an error says that a file or folder is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
