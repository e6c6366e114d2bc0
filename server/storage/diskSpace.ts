import { statfsSync, statSync } from 'node:fs'

/** Below this a disk counts as full. Deleting and compacting need some room to work in, and so does the catalog. */
const RESERVE_BYTES = 256 * 1024
/** Asked at most so often: it is one system call, but a busy board writes hundreds of times a second. */
const ASK_EVERY_MS = 100

/**
 * Tells, to within a tenth of a second, whether less than the reserve is left on a folder's disk, or whether the folder
 * is another one than it was or gone: files that are open go on taking writes then, and nobody ever finds them again.
 */
export function fullnessOf(folder: string): () => boolean {
  const opened = identityOf(folder)
  let askedAt = Number.NEGATIVE_INFINITY
  let isFull = false
  return () => {
    const now = performance.now()
    if (now - askedAt >= ASK_EVERY_MS) {
      askedAt = now
      isFull = identityOf(folder) !== opened || freeBytes(folder) < RESERVE_BYTES
    }
    return isFull
  }
}

/** Null where there is no such folder. */
function identityOf(folder: string): string | null {
  const stats = statSync(folder, { throwIfNoEntry: false, bigint: true })
  return stats === undefined ? null : `${stats.dev}:${stats.ino}`
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
