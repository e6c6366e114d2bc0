import path from 'node:path'
import { BetwixtError } from '../shared/errors.ts'
import { ownWorkspaceKey, type WorkspaceKey } from './auth/workspaceKey.ts'
import { ConfigError, readConfig, type Config } from './config.ts'
import { createLogger, logConsole } from './log.ts'
import { DataFolderError } from './migrations/dataFormat.ts'
import { prepareDataFolder } from './migrations/prepareDataFolder.ts'
import { startServer, type RunningServer } from './server.ts'
import { BEYOND_HELP_EXIT_CODE, DatabaseBeyondHelp } from './storage/beyondHelp.ts'
import { makeFolderDurably } from './storage/files/durableFile.ts'
import { lockFolder } from './storage/folderLock.ts'
import { openStorage } from './storage/openStorage.ts'

/** Guesses are slowed down, but a word is a word. */
const LEAST_KEY_CHARACTERS = 16

/** Why the server cannot start, in a line for the operator. */
class StartError extends Error {}

process.on('uncaughtExceptionMonitor', (error) => {
  if (!(error instanceof DatabaseBeyondHelp)) return
  process.stderr.write(`betwixt: ${error.message}\n`)
  process.exit(BEYOND_HELP_EXIT_CODE)
})

try {
  await main(readConfig(process.env))
} catch (error) {
  process.stderr.write(`betwixt: ${startFailure(error)}\n`)
  process.exit(1)
}

/** config → storage → rooms → app → listen. */
async function main(config: Config): Promise<void> {
  const logger = createLogger(config.logLevel)
  logConsole(logger)
  await makeFolderDurably(config.dataDir, 0o700).catch((error: unknown) => {
    throw new StartError(`DATA_DIR cannot be made: ${reason(error)}`)
  })
  const unlock = await lockFolder(config.dataDir)
  if (!unlock) throw new StartError(`DATA_DIR is in use by another server: ${config.dataDir}`)
  const { restore, migrated, backup } = await prepareDataFolder(config.dataDir, Date.now)
  if (restore === 'finished') logger.warn('a restore that was broken off is finished now')
  if (migrated.length > 0) logger.warn({ migrated, backup }, 'the data was brought into the form of this version')
  const key = await workspaceKey(config)
  if (isGuessable(config)) {
    logger.warn(
      `WORKSPACE_KEY has fewer than ${LEAST_KEY_CHARACTERS} characters; take a longer one, such as openssl rand -base64 24 prints`,
    )
  }
  const { storage, report } = await openStorage(config.dataDir, Date.now)
  if (report.damagedCatalog !== null || report.boardsFound + report.recordsFound > 0) {
    logger.warn(report, 'the catalog was incomplete; what is missing was taken from the boards and records themselves')
  }
  const running = await startServer({
    storage,
    policy: { key: key?.key ?? null, publicUrl: config.publicUrl, members: config.signOn?.members ?? null },
    provider: config.signOn?.provider ?? null,
    site: config.site,
    host: config.host,
    port: config.port,
    clientFolder: clientFolder(),
    tldrawLicenseKey: config.tldrawLicenseKey,
    metricsToken: config.metricsToken,
    logger,
    now: Date.now,
  }).catch((error: unknown) => {
    throw new StartError(`PORT ${config.port} on HOST ${config.host} cannot be used: ${reason(error)}`)
  })
  stopOnSignal(running, unlock, (error) => logger.error({ err: error }, 'stopping did not work'))
  process.stdout.write(`${readyLine(running, config, key)}\n`)
}

/** Whether strangers can try a key that a person made up. */
function isGuessable({ workspaceKey: key, needsKey }: Config): boolean {
  return needsKey && key !== null && key.length < LEAST_KEY_CHARACTERS
}

async function workspaceKey(config: Config): Promise<Omit<WorkspaceKey, 'made'> | null> {
  if (config.workspaceKey !== null) return { key: config.workspaceKey, file: null }
  return config.needsKey ? ownWorkspaceKey(config.dataDir) : null
}

function readyLine(
  { origins }: RunningServer,
  { publicUrl, site }: Config,
  key: { file: string | null } | null,
): string {
  const all = new Set([...(publicUrl ? [publicUrl.origin] : []), ...origins])
  const addresses = [...all].map((origin) => origin + site.basePath)
  const where = key?.file ? ` (the workspace key is in ${key.file})` : ''
  return `Betwixt is at ${addresses.join(' and ')}${where}`
}

/** The built client lies beside the built server; from the sources it is looked for where the build puts it. */
function clientFolder(): string {
  const here = import.meta.dirname
  const isBuilt = path.basename(path.dirname(here)) === 'dist'
  return isBuilt ? path.join(here, '../client') : path.join(here, '../dist/client')
}

function stopOnSignal(running: RunningServer, unlock: () => Promise<void>, onError: (error: unknown) => void): void {
  let stopping = false
  const stop = () => {
    // Asked twice, somebody does not want to wait.
    if (stopping) process.exit(1)
    stopping = true
    running
      .close()
      .then(unlock)
      .then(
        () => process.exit(0),
        (error: unknown) => {
          onError(error)
          process.exit(1)
        },
      )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

function startFailure(error: unknown): string {
  if (error instanceof ConfigError || error instanceof StartError || error instanceof DataFolderError) {
    return error.message
  }
  if (error instanceof BetwixtError && error.code === 'storage-unwritable') {
    return `DATA_DIR cannot be written: ${reason(error.cause)}`
  }
  if (error instanceof BetwixtError) return error.cause ? `${error.message} (${reason(error.cause)})` : error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
