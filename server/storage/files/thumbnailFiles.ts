import { readdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { isMissing, writeFileDurably } from './durableFile.ts'

/** A board's picture. */
export interface Thumbnail {
  bytes: Uint8Array<ArrayBuffer>
  version: string
}

/** Pictures of boards for the home page, one file a board, replaced whole. Losing one costs nothing but a look. */
export class ThumbnailFiles {
  readonly #folder: string
  /** When each picture was made: tells a new one from the one that a browser has kept. */
  readonly #versions = new Map<string, string>()

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async open(folder: string): Promise<ThumbnailFiles> {
    const thumbnails = new ThumbnailFiles(folder)
    for (const name of await readdir(folder).catch(emptyIfMissing)) {
      const { mtimeMs } = await stat(path.join(folder, name))
      if (!name.startsWith('.')) thumbnails.#versions.set(name, versionOf(mtimeMs))
    }
    return thumbnails
  }

  /** Changes with the picture; null for a board without one. */
  version(boardId: string): string | null {
    return this.#versions.get(boardId) ?? null
  }

  async get(boardId: string): Promise<Thumbnail | null> {
    const version = this.version(boardId)
    if (version === null) return null
    try {
      return { bytes: await readFile(path.join(this.#folder, boardId)), version }
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  /** @param boardId of a board in the catalog: it becomes a file's name. Throws `storage-unwritable`. */
  async put(boardId: string, bytes: Uint8Array, now: number): Promise<void> {
    await writeFileDurably(path.join(this.#folder, boardId), bytes)
    this.#versions.set(boardId, versionOf(now))
  }

  async delete(boardId: string): Promise<void> {
    if (!this.#versions.delete(boardId)) return
    await rm(path.join(this.#folder, boardId), { force: true })
  }
}

function versionOf(ms: number): string {
  return Math.floor(ms).toString(36)
}

function emptyIfMissing(error: unknown): string[] {
  if (isMissing(error)) return []
  throw error
}
