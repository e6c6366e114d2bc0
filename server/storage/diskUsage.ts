import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { freeBytes } from './diskSpace.ts'
import { isMissing } from './files/durableFile.ts'

/** Folders of files are counted at most so often: there may be a hundred thousand, and each is a question. */
const COUNT_EVERY_MS = 10 * 60 * 1000

const FOLDERS = ['blobs', 'records', 'thumbnails'] as const

/** What the data takes on the disk, in bytes. */
export interface DiskUsageReport {
  parts: ReadonlyMap<string, number>
  /** What is left on its disk. */
  free: number
}

/** Tells what a data folder takes: databases as they are now, folders of files as of some minutes ago. */
export class DiskUsage {
  readonly #dataDir: string
  readonly #now: () => number
  #counted: Promise<readonly (readonly [string, number])[]> | null = null
  #countedAt = 0

  /** @param now the clock, in milliseconds since 1970 */
  constructor(dataDir: string, now: () => number) {
    this.#dataDir = dataDir
    this.#now = now
  }

  async read(): Promise<DiskUsageReport> {
    const now = this.#now()
    if (this.#counted === null || Math.abs(now - this.#countedAt) >= COUNT_EVERY_MS) {
      this.#countedAt = now
      this.#counted = Promise.all(FOLDERS.map(async (name) => [name, await bytesIn(this.#at(name))] as const))
    }
    const boards = await bytesOf(this.#at('boards', 'boards.mdb'))
    const catalog = await bytesOf(this.#at('catalog.json'))
    const parts = new Map<string, number>([['boards', boards], ['catalog', catalog], ...(await this.#counted)])
    return { parts, free: freeBytes(this.#dataDir) }
  }

  #at(...names: string[]): string {
    return path.join(this.#dataDir, ...names)
  }
}

/** Of all files under a folder; what goes away meanwhile counts as nothing. */
async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw error
  })
  let bytes = 0
  for (const entry of entries) {
    const at = path.join(folder, entry.name)
    bytes += entry.isDirectory() ? await bytesIn(at) : await bytesOf(at)
  }
  return bytes
}

async function bytesOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch (error) {
    if (isMissing(error)) return 0
    throw error
  }
}
