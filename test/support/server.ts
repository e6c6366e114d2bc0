import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import type { Board } from '../../shared/api/boards.ts'
import { createApp } from '../../server/app.ts'
import { MACHINE_POLICY, type AccessPolicy } from '../../server/auth/accessPolicy.ts'
import type { Provider } from '../../server/auth/singleSignOn.ts'
import { RateLimits } from '../../server/auth/rateLimits.ts'
import { LastEditors } from '../../server/boards/lastEditors.ts'
import type { AppDeps } from '../../server/http/appContext.ts'
import { ClientFiles } from '../../server/http/clientFiles.ts'
import { createServices } from '../../server/services.ts'
import { PLAIN_SITE, type Site } from '../../server/site.ts'
import { openStorage, type Storage } from '../../server/storage/openStorage.ts'
import { ROOM_LIMITS } from '../../server/sync/limits.ts'
import { Rooms } from '../../server/sync/rooms.ts'
import { realTimers } from '../../server/sync/timers.ts'

export interface TestServerOptions {
  policy?: Partial<AccessPolicy>
  provider?: Provider
  /** The clock, in milliseconds since 1970; stands still unless the test moves it. */
  now?: () => number
  networkOrigins?: readonly string[]
  site?: Partial<Site>
  clientFolder?: string
  tldrawLicenseKey?: string
  /** Whether addresses and callers are counted; a test does in a second what people do in a week. */
  rates?: boolean
  /** Changes what the server stores to, for faults. */
  wrapStorage?: (storage: Storage) => Storage
}

/** An answer with its JSON read; empty where it is of another type. */
export interface JsonAnswer {
  status: number
  // What an API answers is looked at by the tests' expectations alone.
  body: Record<string, unknown>
  response: Response
}

/** The whole server over real storage in a temporary folder, asked through `app.request()`, without a socket. */
export class TestServer {
  readonly deps: AppDeps
  readonly rooms: Rooms
  readonly dataDir: string
  readonly #app: ReturnType<typeof createApp>

  private constructor(deps: AppDeps, rooms: Rooms, dataDir: string) {
    this.deps = deps
    this.rooms = rooms
    this.dataDir = dataDir
    this.#app = createApp(deps)
  }

  static async open(options: TestServerOptions = {}): Promise<TestServer> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'betwixt-server-'))
    const now = options.now ?? (() => Date.UTC(2026, 10, 23, 12))
    const logger = pino({ level: 'silent' })
    const opened = await openStorage(dataDir, now)
    const storage = options.wrapStorage?.(opened.storage) ?? opened.storage
    const lastEditors = new LastEditors(storage.catalog)
    const rooms = new Rooms({
      log: storage.log,
      timers: realTimers,
      limits: { ...ROOM_LIMITS, drainMs: 100 },
      logger,
      edited: (boardId, person) => lastEditors.note(boardId, person),
    })
    const site = { ...PLAIN_SITE, ...options.site }
    const { clientFolder } = options
    const deps = createServices({
      storage,
      policy: { ...MACHINE_POLICY, ...options.policy },
      provider: options.provider ?? null,
      site,
      content: rooms,
      lastEditors,
      client: clientFolder === undefined ? null : await ClientFiles.open(clientFolder, site.basePath),
      networkOrigins: () => options.networkOrigins ?? [],
      tldrawLicenseKey: options.tldrawLicenseKey ?? null,
      logger,
      now,
    })
    return new TestServer({ ...deps, rates: new RateLimits(options.rates ?? false) }, rooms, dataDir)
  }

  /** Asks as a script on this machine does, unless the headers say otherwise. */
  async request(pathAndQuery: string, init: RequestInit = {}): Promise<Response> {
    return this.#app.request(`http://localhost${pathAndQuery}`, init)
  }

  /** Sends JSON (a text is sent as it is) and reads JSON. */
  async json(
    method: string,
    pathAndQuery: string,
    json?: unknown,
    headers: Record<string, string> = {},
  ): Promise<JsonAnswer> {
    const body = typeof json === 'string' ? json : json === undefined ? null : JSON.stringify(json)
    const type = body === null ? {} : { 'content-type': 'application/json' }
    const response = await this.request(pathAndQuery, { method, body, headers: { ...type, ...headers } })
    const text = await response.text()
    const isJson = /\bjson\b/u.test(response.headers.get('content-type') ?? '')
    return { status: response.status, body: isJson && text !== '' ? parsed(text) : {}, response }
  }

  /** Makes a board. */
  async board(input: { title?: string; template?: string; example?: boolean } = {}, headers = {}): Promise<Board> {
    const { status, body } = await this.json('POST', '/api/v1/boards', { title: 'A board', ...input }, headers)
    if (status !== 201) throw new Error(`The board was not made: ${status} ${JSON.stringify(body)}`)
    return body as unknown as Board
  }

  async close(): Promise<void> {
    this.deps.rights.stop()
    await this.rooms.close()
    await this.deps.storage.close()
    await rm(this.dataDir, { recursive: true, force: true })
  }
}

/** The `Cookie` header that a browser would send after this answer; empty where none was set. */
export function cookieOf(response: Response): string {
  return response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')[0] ?? ''
}

function parsed(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text)
  if (typeof value === 'object' && value !== null) return { ...value }
  throw new Error(`This is no JSON object: ${text}`)
}
