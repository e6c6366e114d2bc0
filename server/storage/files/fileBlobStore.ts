import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { BetwixtError } from '../../../shared/errors.ts'
import type { BlobStore } from '../blobStore.ts'
import { unwritable } from '../unwritable.ts'
import { isMissing, removeLeftovers, syncFolder, writeFileDurably } from './durableFile.ts'

const SHA256 = /^[0-9a-f]{64}$/u

/** The SHA-256 of some bytes, in lower-case hexadecimal. */
export function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Blobs as files, `<folder>/<first two digits>/<sha256>`. */
export class FileBlobStore implements BlobStore {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async put(bytes: Uint8Array): Promise<string> {
    const sha256 = sha256Of(bytes)
    const file = this.#fileOf(sha256)
    // What is there may be damaged, or not flushed yet by whoever puts it at the same time.
    const stored = await this.#read(sha256).catch(() => null)
    if (stored === null || sha256Of(stored) !== sha256) await writeFileDurably(file, bytes)
    else await flushed(path.dirname(file))
    return sha256
  }

  async get(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
    if (!SHA256.test(sha256)) return null
    const bytes = await this.#read(sha256)
    if (bytes === null) return null
    if (sha256Of(bytes) === sha256) return bytes
    throw new BetwixtError('storage-damaged', `The stored file ${sha256} is damaged on the server's disk.`)
  }

  async delete(sha256: string): Promise<void> {
    if (!SHA256.test(sha256)) return
    const file = this.#fileOf(sha256)
    try {
      await rm(file)
      await syncFolder(path.dirname(file))
    } catch (error) {
      if (!isMissing(error)) throw unwritable(error)
    }
  }

  /** Removes what processes left behind that were killed while they put something. Nobody else may be writing. */
  async removeLeftovers(): Promise<void> {
    for (const folder of await namesIn(this.#folder)) await removeLeftovers(path.join(this.#folder, folder))
  }

  async *list(): AsyncIterable<string> {
    for (const folder of await namesIn(this.#folder)) {
      for (const name of await namesIn(path.join(this.#folder, folder))) if (SHA256.test(name)) yield name
    }
  }

  async #read(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      return await readFile(this.#fileOf(sha256))
    } catch (error) {
      if (isMissing(error)) return null
      throw new BetwixtError('storage-damaged', `The stored file ${sha256} cannot be read.`, { cause: error })
    }
  }

  #fileOf(sha256: string): string {
    return path.join(this.#folder, sha256.slice(0, 2), sha256)
  }
}

async function flushed(folder: string): Promise<void> {
  await syncFolder(folder).catch((error: unknown) => {
    throw unwritable(error)
  })
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}
