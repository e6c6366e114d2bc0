import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { isMissing, writeFileDurably } from '../storage/files/durableFile.ts'
import { newToken } from './secrets.ts'

/** The owner's key and where it came from. */
export interface WorkspaceKey {
  key: string
  /** The file that the operator finds it in; null for one that was given in the environment. */
  file: string | null
  made: boolean
}

/**
 * The workspace key of a server that is reached from elsewhere and was given none: read from its file, or made at the
 * first start. Printed nowhere, since logs are kept; only the file's path is. Throws `storage-unwritable`.
 */
export async function ownWorkspaceKey(dataDir: string): Promise<WorkspaceKey> {
  const file = path.join(dataDir, 'workspace-key')
  const kept = await readKey(file)
  if (kept !== null) return { key: kept, file, made: false }
  const key = newToken()
  await writeFileDurably(file, `${key}\n`, 0o600)
  return { key, file, made: true }
}

async function readKey(file: string): Promise<string | null> {
  try {
    const text = (await readFile(file, 'utf8')).trim()
    return text === '' ? null : text
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
