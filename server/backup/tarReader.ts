import type { FileHandle } from 'node:fs/promises'
import { Header } from 'tar'
import { BackupError } from './archive.ts'

const BLOCK_BYTES = 512
const CHUNK_BYTES = 256 * 1024

/** One file of a tar. Its chunks have to be read before the next entry is asked for, and are good until the next chunk. */
export interface TarEntry {
  name: string
  bytes: number
  chunks(): AsyncIterable<Uint8Array>
}

/**
 * The plain files of a tar, in order, from a file that is open.
 * @throws BackupError for what is no tar, was cut off, or holds links, folders and the like, which we never write
 */
export async function* tarEntries(handle: FileHandle): AsyncIterable<TarEntry> {
  let at = 0
  for (;;) {
    const header = new Header(await readBlock(handle, at))
    if (header.nullBlock) return
    if (!header.cksumValid) throw new BackupError('It is no tar, or it is damaged.')
    const { path: name, size: bytes } = header
    if (name === undefined || bytes === undefined || header.type !== 'File') {
      throw new BackupError('It holds something else than plain files.')
    }
    const start = at + BLOCK_BYTES
    yield { name, bytes, chunks: () => chunksOf(handle, start, bytes) }
    at = start + Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES
  }
}

async function* chunksOf(handle: FileHandle, start: number, bytes: number): AsyncIterable<Uint8Array> {
  const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, bytes))
  for (let at = 0; at < bytes;) {
    const { bytesRead } = await handle.read(chunk, 0, Math.min(chunk.byteLength, bytes - at), start + at)
    if (bytesRead === 0) throw cutOff()
    yield chunk.subarray(0, bytesRead)
    at += bytesRead
  }
}

async function readBlock(handle: FileHandle, at: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(BLOCK_BYTES), 0, BLOCK_BYTES, at)
  if (bytesRead < BLOCK_BYTES) throw cutOff()
  return buffer
}

function cutOff(): BackupError {
  return new BackupError('It was cut off: its end is missing.')
}
