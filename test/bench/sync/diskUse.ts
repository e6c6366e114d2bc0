import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'

/** What a folder takes on the disk. */
export interface DiskUse {
  /** The blocks that are really taken. */
  blockBytes: number
  /** The lengths of the files, holes included. */
  fileBytes: number
}

/** Adds up all files of a folder, at any depth. */
export async function diskUse(folder: string): Promise<DiskUse> {
  let [blockBytes, fileBytes] = [0, 0]
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    // A file that is removed meanwhile takes nothing.
    const found = await stat(path.join(entry.parentPath, entry.name)).catch(() => null)
    blockBytes += (found?.blocks ?? 0) * 512
    fileBytes += found?.size ?? 0
  }
  return { blockBytes, fileBytes }
}
