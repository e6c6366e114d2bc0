import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { BetwixtError } from '../../shared/errors.ts'

const run = promisify(execFile)

/** A backup to be handed out, which is gone once it was. */
export interface BackupFile {
  bytes: number
  stream: ReadableStream<Uint8Array>
}

/** Data folders of which a backup is being made. */
const busy = new Set<string>()

/**
 * Makes a backup of the running server's own data. By the operator's command, in a process of its own: the database must
 * not be opened twice in one.
 * @throws BetwixtError `conflict` while another one is being made, `storage-unwritable` where there is no room for it
 */
export async function backupFile(dataDir: string): Promise<BackupFile> {
  if (busy.has(dataDir)) {
    throw new BetwixtError('conflict', 'A backup is being made already. Try again when it is there.')
  }
  busy.add(dataDir)
  const folder = await mkdtemp(path.join(tmpdir(), 'betwixt-backup-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const file = path.join(folder, 'backup.tar')
    await run(process.execPath, [...command(), '--to', file], { env: { ...process.env, DATA_DIR: dataDir } })
    const { size } = await stat(file)
    const stream = createReadStream(file)
    stream.once('close', () => void remove())
    return { bytes: size, stream: Readable.toWeb(stream) as ReadableStream<Uint8Array> }
  } catch (error) {
    await remove()
    throw new BetwixtError(
      'storage-unwritable',
      'The backup could not be written: is there room for temporary files?',
      {
        cause: error,
      },
    )
  } finally {
    busy.delete(dataDir)
  }
}

/** The command lies beside the built server; from the sources it is run as they are. */
function command(): string[] {
  const here = import.meta.dirname
  const isBuilt = path.basename(here) !== 'backup'
  return isBuilt ? [path.join(here, 'backup.js')] : ['--import', 'tsx', path.join(here, 'backup.ts')]
}
