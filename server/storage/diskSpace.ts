import { statfsSync } from 'node:fs'

/** Below this a disk counts as full. Deleting and compacting need some room to work in, and so does the catalog. */
const RESERVE_BYTES = 256 * 1024
/** Asked at most so often: it is one system call, but a busy board writes hundreds of times a second. */
const ASK_EVERY_MS = 100

/** Tells whether less than the reserve is left on a folder's disk, to within a tenth of a second. */
export function fullnessOf(folder: string): () => boolean {
  let askedAt = Number.NEGATIVE_INFINITY
  let isFull = false
  return () => {
    const now = performance.now()
    if (now - askedAt >= ASK_EVERY_MS) {
      askedAt = now
      isFull = freeBytes(folder) < RESERVE_BYTES
    }
    return isFull
  }
}

/** What is left on a folder's disk; without end where the system does not tell. */
export function freeBytes(folder: string): number {
  try {
    const { bavail, bfree, bsize } = statfsSync(folder)
    // What a file system keeps back is kept for root.
    return (process.getuid?.() === 0 ? bfree : bavail) * bsize
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
