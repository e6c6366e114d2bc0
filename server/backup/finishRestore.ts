import { mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { syncFolder } from '../storage/files/durableFile.ts'
import { DATA_NAMES, isThere, namesIn, RESTORE_FOLDER } from './dataFolder.ts'

/**
 * How far a restore has come is told by the name of the folder that holds the new data, so that a kill between any two
 * steps leaves something that the next start can finish. In the data folder itself, since that may be a mount of its
 * own, and nothing can be renamed across one.
 * - `new`: it is being unpacked; the old data is in use.
 * - `whole`: all of it is there and checked. From here on there is only forward: the old data is moved aside.
 * - `placing`: the old data is all aside; the new is moved to where it belongs.
 */
export function restoreFolder(dataDir: string, stage: 'new' | 'whole' | 'placing' | 'old'): string {
  return path.join(dataDir, RESTORE_FOLDER, stage)
}

/**
 * Finishes a restore that was killed after it was whole, and forgets one that was killed before. The server and a
 * restore call it before they look at the folder, which they must hold the lock of.
 */
export async function finishRestore(dataDir: string): Promise<'finished' | 'forgotten' | null> {
  const top = path.join(dataDir, RESTORE_FOLDER)
  if (!(await isThere(top))) return null
  const [whole, placing, old] = [
    restoreFolder(dataDir, 'whole'),
    restoreFolder(dataDir, 'placing'),
    restoreFolder(dataDir, 'old'),
  ]
  const isWhole = await isThere(whole)
  if (isWhole) {
    await mkdir(old, { recursive: true, mode: 0o700 })
    await moveAll(dataDir, old, (name) => DATA_NAMES.includes(name))
    await rename(whole, placing)
    await syncFolder(top)
  }
  const isPlacing = isWhole || (await isThere(placing))
  if (isPlacing) await moveAll(placing, dataDir, () => true)
  await rm(top, { recursive: true })
  await syncFolder(dataDir)
  return isPlacing ? 'finished' : 'forgotten'
}

async function moveAll(from: string, to: string, isMoved: (name: string) => boolean): Promise<void> {
  for (const name of await namesIn(from)) {
    if (isMoved(name)) await rename(path.join(from, name), path.join(to, name))
  }
  await syncFolder(to)
  await syncFolder(from)
}
