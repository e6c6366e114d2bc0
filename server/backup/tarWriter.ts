import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { Header } from 'tar'
import { isMissing } from '../storage/files/durableFile.ts'
import type { ArchivedFile } from './archive.ts'

const BLOCK_BYTES = 512
const CHUNK_BYTES = 256 * 1024

/** Writes a tar entry by entry into a file that is open, and sums up what it wrote. No file is ever whole in memory. */
export class TarWriter {
  readonly #handle: FileHandle
  /** What was written so far, by its name. */
  readonly files = new Map<string, ArchivedFile>()

  constructor(handle: FileHandle) {
    this.#handle = handle
  }

  async addBytes(name: string, bytes: Uint8Array): Promise<void> {
    await this.#write(header(name, bytes.byteLength))
    await this.#write(bytes)
    await this.#pad(bytes.byteLength)
    this.files.set(name, { bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') })
  }

  /**
   * Adds the file that lies at `source` now, as long as it is now.
   * @returns false where there is none
   */
  async addFile(name: string, source: string): Promise<boolean> {
    let handle: FileHandle
    try {
      handle = await open(source, 'r')
    } catch (error) {
      if (isMissing(error)) return false
      throw error
    }
    try {
      const { size } = await handle.stat()
      await this.#write(header(name, size))
      const hash = createHash('sha256')
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
      for (let at = 0; at < size;) {
        const { bytesRead } = await handle.read(chunk, 0, Math.min(CHUNK_BYTES, size - at), at)
        if (bytesRead === 0) throw new Error(`${source} became shorter while it was read`)
        const part = chunk.subarray(0, bytesRead)
        hash.update(part)
        await this.#write(part)
        at += bytesRead
      }
      await this.#pad(size)
      this.files.set(name, { bytes: size, sha256: hash.digest('hex') })
      return true
    } finally {
      await handle.close()
    }
  }

  /** Two empty blocks end a tar. */
  async end(): Promise<void> {
    await this.#write(Buffer.alloc(2 * BLOCK_BYTES))
  }

  async #pad(bytes: number): Promise<void> {
    const rest = bytes % BLOCK_BYTES
    if (rest > 0) await this.#write(Buffer.alloc(BLOCK_BYTES - rest))
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.byteLength;) {
      const { bytesWritten } = await this.#handle.write(bytes, at)
      at += bytesWritten
    }
  }
}

function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES)
  const entry = new Header({ path: name, type: 'File', mode: 0o600, uid: 0, gid: 0, size, mtime: new Date(0) })
  // Our names are short and plain; a name that needs more than a header would be lost.
  if (entry.encode(block, 0)) throw new Error(`${name} does not fit into the header of a tar`)
  return block
}
