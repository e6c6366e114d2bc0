import { closeSync, constants, openSync, writeSync } from 'node:fs'
import path from 'node:path'
import { freeBytes } from '../diskSpace.ts'

const BYTE = Uint8Array.of(1)
/** More than one commit takes as a rule; what is kept back for deleting and compacting on a full disk is more again. */
const LEAST_BYTES = 64 * 1024

/**
 * Has the disk take one byte, and looks for room, before LMDB asks it to take pages; throws where there is neither. LMDB bears
 * a refused write badly: it tells of it by way of a buffer that is too short for what it has to say (`mdb_page_flush` of
 * lmdb 3.5), which damages the memory of the whole process, and after one at the wrong moment it neither reads nor writes
 * any more. What is refused here it never learns of.
 */
export function askDisk(file: string): void {
  const descriptor = openSync(file, constants.O_WRONLY | constants.O_CREAT, 0o600)
  try {
    writeSync(descriptor, BYTE, 0, 1, 0)
  } finally {
    closeSync(descriptor)
  }
  // Asked each time, for a disk can become full between two commits; it is one system call.
  if (freeBytes(path.dirname(file)) < LEAST_BYTES) throw new Error('The disk is full.')
}
