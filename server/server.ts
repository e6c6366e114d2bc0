import { ServerResponse, type IncomingMessage, type Server } from 'node:http'
import { networkInterfaces } from 'node:os'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import { addressGroup, clientAddress } from './auth/clientAddress.ts'
import { guardRequest } from './auth/requestGuard.ts'
import { authenticateUpgrade, factsOf } from './auth/upgrade.ts'
import type { AccessPolicy } from './auth/accessPolicy.ts'
import type { Provider } from './auth/singleSignOn.ts'
import { LastEditors } from './boards/lastEditors.ts'
import { startChores } from './chores.ts'
import { ClientFiles } from './http/clientFiles.ts'
import { createHttpServer, serveWithoutUpgrade } from './http/httpServer.ts'
import { problemOf } from './http/problem.ts'
import { asGuess } from './http/rates.ts'
import { rawAnswer } from './http/rawAnswer.ts'
import { createServices } from './services.ts'
import { PLAIN_SITE, type Site } from './site.ts'
import type { Storage } from './storage/openStorage.ts'
import { attachSync } from './sync/attachSync.ts'
import { ROOM_LIMITS } from './sync/limits.ts'
import { Rooms } from './sync/rooms.ts'
import { realTimers, type Timers } from './sync/timers.ts'

/** Requests that are still being answered when the server stops get so long, */
const CLOSE_GRACE_MS = 5_000
/** less where the disk took its time: the whole of it has to fit into the ten seconds that containers are given. */
const STOP_WITHIN_MS = 9_000
const LEAST_GRACE_MS = 500

export interface ServerOptions {
  storage: Storage
  policy: AccessPolicy
  /** Where people sign on; nowhere unless told otherwise. */
  provider?: Provider | null
  /** An address of its own unless told otherwise. */
  site?: Site
  host: string
  /** 0 for any free one. */
  port: number
  clientFolder: string
  tldrawLicenseKey: string | null
  /** What whoever asks for the metrics has to know; without it there are none. */
  metricsToken?: string | null
  logger: Logger
  now: () => number
  /** The real clock unless told otherwise. */
  timers?: Timers
}

/** A server that can be reached. */
export interface RunningServer {
  port: number
  /** The addresses that it can be reached by. */
  origins: readonly string[]
  /** Stops taking requests, writes what is not written, and closes its sockets so that clients come back. */
  close(): Promise<void>
}

/** Puts rooms, routes and chores together on storage, and listens. Rejects as Node's `listen` does. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { storage, policy, site = PLAIN_SITE, timers = realTimers, logger, now } = options
  const lastEditors = new LastEditors(storage.catalog)
  const rooms = new Rooms({
    log: storage.log,
    timers,
    limits: ROOM_LIMITS,
    logger,
    edited: (boardId, person) => lastEditors.note(boardId, person),
  })
  let origins: readonly string[] = []
  const services = createServices({
    storage,
    policy,
    provider: options.provider ?? null,
    site,
    content: rooms,
    lastEditors,
    client: await ClientFiles.open(options.clientFolder, site.basePath),
    networkOrigins: () => origins.slice(1),
    tldrawLicenseKey: options.tldrawLicenseKey,
    metrics: options.metricsToken ? { token: options.metricsToken, rooms } : null,
    logger,
    now,
  })
  const app = createApp(services)
  const server = createHttpServer(app.fetch)
  /** Counts one more socket of the address that asks for it, and tells that address. Rejects with `rate-limited`. */
  const countSocket = async (request: IncomingMessage): Promise<string> => {
    const address = addressGroup(clientAddress(request, site.trustedProxies))
    await services.rates.take('socket', address)
    return address
  }
  const sync = attachSync(server, {
    rooms,
    timers,
    limits: ROOM_LIMITS,
    logger,
    basePath: site.basePath,
    refusal: (error) => rawAnswer(problemOf(error)),
    serveWithoutUpgrade: (request) => serveWithoutUpgrade(server, request, new ServerResponse(request)),
    guardUpgrade: async (request) => {
      guardRequest(factsOf(request, new URL(request.url ?? '/', 'http://localhost').pathname), policy)
      await countSocket(request)
    },
    authenticateUpgrade: async (request, boardId) =>
      asGuess(services.rates, await countSocket(request), () =>
        authenticateUpgrade(request, boardId, { access: services.access, catalog: storage.catalog }),
      ),
  })
  const port = await listen(server, options)
  origins = originsOf(options.host, port)
  const stopChores = startChores(services)
  return {
    port,
    origins,
    async close() {
      const begunAt = performance.now()
      services.readiness.drain()
      stopChores()
      services.rights.stop()
      // Whoever asks meanwhile whether the server is ready has to be answered, so the door is shut after this.
      await sync.close()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const leftMs = STOP_WITHIN_MS - (performance.now() - begunAt)
      const graceMs = Math.max(LEAST_GRACE_MS, Math.min(CLOSE_GRACE_MS, leftMs))
      const cut = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearTimeout(cut)
      await lastEditors.flush().catch((error: unknown) => {
        logger.warn({ err: error }, 'who changed the boards last could not be written')
      })
      await storage.close()
    },
  }
}

function listen(server: Server, { host, port }: ServerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

/** The address on this machine first, then those that others on the network reach it by. */
function originsOf(host: string, port: number): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [`http://${host.includes(':') ? `[${host}]` : host}:${port}`]
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  const others = addresses.filter(({ internal, family }) => !internal && family === 'IPv4')
  return [`http://127.0.0.1:${port}`, ...others.map(({ address }) => `http://${address}:${port}`)]
}
