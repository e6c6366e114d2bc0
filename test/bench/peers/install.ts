import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

/** Where other people's servers are installed; nothing of them is part of the product. */
export const peersFolder = import.meta.dirname

const lockFile = path.join(peersFolder, 'package-lock.json')
/** The lock file that was installed last. */
const stampFile = path.join(peersFolder, 'node_modules', '.installed-lock.json')

/** Set for the processes of the rows when installing has failed, so that not each of them tries again. */
const FAILED = 'BETWIXT_BENCH_PEERS_FAILED'

/**
 * Installs the peers unless they are there as the lock file has them. Some are compiled: that takes a minute or two.
 * @returns why they cannot be measured, or null
 */
export async function installPeers(): Promise<string | null> {
  const failedBefore = process.env[FAILED]
  if (failedBefore !== undefined) return failedBefore
  const lock = await readFile(lockFile, 'utf8')
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === lock) return null
  console.error('installing the peers, once …')
  try {
    const options = { cwd: peersFolder, timeout: 600_000, maxBuffer: 64 * 1024 * 1024 }
    await promisify(execFile)('npm', ['ci', '--no-audit', '--no-fund'], options)
    await writeFile(stampFile, lock)
    return null
  } catch (error) {
    const { stderr } = error as { stderr?: string }
    const lines = (stderr ?? '').split('\n').filter((line) => line.startsWith('npm error'))
    return (process.env[FAILED] = `not installed: ${(lines[0] ?? String(error)).slice(0, 120)}`)
  }
}

/** The version of a peer as the lock file pins it. */
export async function peerVersion(name: string): Promise<string> {
  const lock = JSON.parse(await readFile(lockFile, 'utf8')) as { packages: Record<string, { version?: string }> }
  return lock.packages[`node_modules/${name}`]?.version ?? '?'
}
