import { open, type FileHandle } from 'node:fs/promises'
import { isMissing } from '../files/durableFile.ts'

/** Where things stand in the first bytes of each of the two meta pages (LMDB data format 2, 64 bit, little-endian). */
const META = { bytes: 160, magic: 24, version: 28, pageSize: 48, lastPage: 144, transaction: 152 } as const
const MAGIC = 0xbe_ef_c0_de
const FORMAT = 2
const MOST_PAGE_SIZE = 65_536

interface MetaPage {
  pageSize: number
  lastPage: bigint
  transaction: bigint
}

/**
 * Looks at LMDB's file before LMDB maps it into memory, where reading a page that the file has not ends the whole
 * process with a bus error. A file that is shorter than its meta page says is lengthened: often those pages were never
 * used, and where they were, LMDB then finds an empty page and reports it.
 * @returns false for a file whose meta pages are both gone
 */
export async function prepareDataFile(file: string): Promise<boolean> {
  let handle: FileHandle
  try {
    handle = await open(file, 'r+')
  } catch (error) {
    if (isMissing(error)) return true
    throw error
  }
  try {
    const { size } = await handle.stat()
    // LMDB makes both pages before anything else; a file without content is one that it has yet to make.
    if (size === 0) return true
    const first = await readMeta(handle, 0)
    if (first === 'unknown') return true
    const second = await readMeta(handle, first === 'damaged' ? 4_096 : first.pageSize)
    const metas = [first, second].filter((meta) => typeof meta === 'object')
    const newest = metas.sort((a, b) => (a.transaction < b.transaction ? 1 : -1))[0]
    if (!newest) return false
    const expected = Number(newest.lastPage + 1n) * newest.pageSize
    if (size < expected) await handle.truncate(expected)
    return true
  } finally {
    await handle.close()
  }
}

async function readMeta(handle: FileHandle, offset: number): Promise<MetaPage | 'damaged' | 'unknown'> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(META.bytes), 0, META.bytes, offset)
  if (bytesRead < META.bytes || buffer.readUInt32LE(META.magic) !== MAGIC) return 'damaged'
  // LMDB keeps flags in the upper half of the version.
  if ((buffer.readUInt32LE(META.version) & 0xffff) !== FORMAT) return 'unknown'
  const pageSize = buffer.readUInt32LE(META.pageSize)
  if (pageSize === 0 || pageSize > MOST_PAGE_SIZE) return 'damaged'
  return {
    pageSize,
    lastPage: buffer.readBigUInt64LE(META.lastPage),
    transaction: buffer.readBigUInt64LE(META.transaction),
  }
}
