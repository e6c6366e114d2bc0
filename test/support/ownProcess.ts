import path from 'node:path'
import { fileURLToPath } from 'node:url'

const top = fileURLToPath(new URL('../../', import.meta.url))

/** The scripts that tests run as processes of their own, by the name of their bundle. */
export const scripts = {
  main: 'server/main.ts',
  backup: 'server/backup/backup.ts',
  restore: 'server/backup/restore.ts',
  storageWriter: 'test/support/storageWriter.ts',
  spareServerChild: 'test/support/spareServerChild.ts',
  syncChild: 'test/support/syncChild.ts',
  targetProcess: 'test/support/attackers/targetProcess.ts',
  botProcess: 'test/soak/botProcess.ts',
} as const

/** Where the bundles of this run are, for every process of it. Bundles are made by bundleScripts.ts. */
export const BUNDLES_VARIABLE = 'BETWIXT_TEST_BUNDLES'

/**
 * How Node.js is told to run a script: what stands before its own arguments. Where there is no bundle of it, as outside
 * Vitest, it is run from its source.
 */
export function ownProcess(script: keyof typeof scripts): { execArgv: string[]; file: string } {
  const bundles = process.env[BUNDLES_VARIABLE]
  return bundles === undefined
    ? { execArgv: ['--import', 'tsx'], file: path.join(top, scripts[script]) }
    : { execArgv: [], file: path.join(bundles, `${script}.js`) }
}
