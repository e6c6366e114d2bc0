import { closeSync, constants, openSync, writeSync } from 'node:fs'

const BYTE = Uint8Array.of(1)

/**
 * Has the disk take one byte before LMDB asks it to take pages; throws what the system says where it does not. LMDB bears
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
}
