import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MACHINE_POLICY } from '../../server/auth/accessPolicy.ts'
import { freePort } from '../../server/launch/freePort.mjs'
import { readConfig } from '../../server/config.ts'
import { API_LIMITS } from '../../shared/api/limits.ts'
import { fasterTimers } from '../support/fasterTimers.ts'
import { listeningServer } from '../support/listeningServer.ts'
import { ONE_PIXEL } from '../support/onePixel.ts'
import { SocketPeer } from '../support/socketPeer.ts'
import { ask, type Answer } from './ask.ts'
import { caddy } from './caddy.ts'
import { nginx } from './nginx.ts'
import { startProxy } from './proxy.ts'

const KEY = 'a key of the team, long enough'
/** A minute of waiting takes three seconds. */
const FASTER = 20
/** Somebody reads for so long; no limit of a proxy is longer. */
const IDLE_MS = 70_000
const PAGE = '<!doctype html><script src="./theme.js"></script>'

describe.each([nginx, caddy])('behind $name', (proxy) => {
  const skipped = proxy.missing === null ? '' : ` (skipped: ${proxy.missing})`
  const [whole, subPath] = [`docs/deploy/${proxy.files.whole}`, `docs/deploy/${proxy.files.subPath}`]

  describe.skipIf(proxy.missing !== null)(`with ${whole}${skipped}`, () => {
    let stage: Awaited<ReturnType<typeof setStage>>
    beforeAll(async () => {
      stage = await setStage(proxy.files.whole, (port) => `https://localhost:${port}`)
    })
    afterAll(() => stage.close())

    it(`OPS-220: pages, API and health come by https alone, and the cookie is Secure [${whole}]`, async () => {
      const page = await stage.get('/')
      expect([page.status, page.body]).toEqual([200, PAGE.replace('./', '/')])
      expect(page.headers['content-security-policy']).toContain(`connect-src 'self' wss://localhost:${stage.port} `)
      expect((await stage.get('/healthz')).status).toBe(200)
      expect((await stage.get('/api/v1/boards')).status).toBe(401)
      expect(await stage.signIn()).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/u)
      const plain = await ask(`http://localhost:${stage.plainPort}/b/x?y`)
      expect(plain.status).toBeOneOf([301, 308])
      // Caddy takes the port that it is told for https for 443.
      expect(plain.headers.location?.replace(`:${stage.port}`, '')).toBe('https://localhost/b/x?y')
    })

    it(`OPS-221: an image of the size that is the limit comes through, and a larger one is refused [${whole}]`, async () => {
      const id = await stage.board()
      const upload = (bytes: number) =>
        stage.send(
          'POST',
          `/api/v1/boards/${id}/assets`,
          Buffer.concat([ONE_PIXEL, Buffer.alloc(bytes - ONE_PIXEL.length)]),
        )
      const whole = await upload(API_LIMITS.assetBytes)
      expect([whole.status, JSON.parse(whole.body)]).toMatchObject([201, { bytes: API_LIMITS.assetBytes }])
      const larger = await upload(API_LIMITS.assetBytes + 1)
      expect([larger.status, JSON.parse(larger.body)]).toMatchObject([413, { code: 'too-large' }])
      expect((await upload(API_LIMITS.assetBytes + 2 * 1024 * 1024)).status).toBe(413)
    })

    it(`OPS-222: sockets carry both ways, and hold while nobody does anything [${whole}]`, () => carriesAndHolds(stage))

    it(`OPS-223: the client's address is told, whatever it forges [${whole}]`, async () => {
      const headers = { 'x-forwarded-for': '198.51.100.1', authorization: 'Bearer wrong' }
      await stage.get('/api/v1/boards', { headers, localAddress: '127.0.0.2', family: 4 })
      const refused = expect.objectContaining({ code: 'unauthenticated', address: '127.0.0.2' })
      await expect.poll(() => stage.log).toContainEqual(refused)
    })

    it(`OPS-225: a link lets in, and stays out of the log, as codes of a sign-on do [${whole}]`, () =>
      joinsUnlogged(stage))
  })

  describe.skipIf(proxy.missing !== null)(`with ${subPath}${skipped}`, () => {
    let stage: Awaited<ReturnType<typeof setStage>>
    beforeAll(async () => {
      stage = await setStage(proxy.files.subPath, (port) => `http://localhost:${port}/betwixt`)
    })
    afterAll(() => stage.close())

    it(`OPS-224: pages and API are under the path, and the way there is shown [${subPath}]`, async () => {
      const page = await stage.get('/')
      expect([page.status, page.body]).toEqual([200, PAGE.replace('./', '/betwixt/')])
      const short = await ask(`http://localhost:${stage.port}/betwixt`)
      expect([short.status, new URL(short.headers.location ?? '', stage.url).href]).toEqual([
        expect.toBeOneOf([301, 302, 308]),
        `${stage.url}/`,
      ])
      expect(await stage.signIn()).toMatch(/; Path=\/betwixt; HttpOnly; SameSite=Lax$/u)
      const id = await stage.board()
      const upload = await stage.send('POST', `/api/v1/boards/${id}/assets`, ONE_PIXEL)
      expect((await ask(new URL((JSON.parse(upload.body) as { url: string }).url, stage.url).href)).status).toBe(401)
    })

    it(`OPS-225: a link lets in, and stays out of the log, as codes of a sign-on do [${subPath}]`, () =>
      joinsUnlogged(stage))

    it(`OPS-224: sockets are under it too [${subPath}]`, () => carriesAndHolds(stage))
  })

  /** A server behind the proxy, which is run with this file; people type the address. */
  async function setStage(file: string, addressAt: (port: number) => string) {
    const [port, plainPort, serverPort] = [await freePort(), await freePort(), await freePort()]
    const url = addressAt(port)
    const folder = await mkdtemp(path.join(tmpdir(), 'betwixt-behind-'))
    await writeFile(path.join(folder, 'index.html'), PAGE)
    const config = readConfig({ PUBLIC_URL: url, TRUST_PROXY: '1' })
    const log: unknown[] = []
    const server = await listeningServer({
      port: serverPort,
      policy: { ...MACHINE_POLICY, key: KEY, publicUrl: config.publicUrl },
      site: config.site,
      clientFolder: folder,
      timers: fasterTimers(FASTER),
      logger: pino({ level: 'debug' }, { write: (line: string) => log.push(JSON.parse(line)) }),
    })
    const running = await startProxy(proxy, file, { port, plainPort, serverPort, faster: FASTER })
    const { ca } = running
    const { origin } = new URL(url)
    const bearer = { authorization: `Bearer ${KEY}` }
    const send = (method: string, route: string, body?: string | Uint8Array): Promise<Answer> => {
      const headers = { ...bearer, 'content-type': 'application/json', 'content-length': body?.length ?? 0 }
      return ask(`${url}${route}`, { method, ca, headers, ...(body !== undefined && { body }) })
    }
    return {
      port,
      plainPort,
      url,
      log,
      logOfProxy: running.log,
      get: (route: string, options: object = {}) => ask(`${url}${route}`, { ca, ...options }),
      /** As the owner. */
      send,
      async board(): Promise<string> {
        return (JSON.parse((await send('POST', '/api/v1/boards', '{"title":"A board"}')).body) as { id: string }).id
      },
      /** The cookie that signing in sets. */
      async signIn(): Promise<string> {
        const headers = { origin, 'content-type': 'application/json' }
        const body = JSON.stringify({ key: KEY })
        const { headers: said } = await ask(`${url}/api/v1/session`, { method: 'POST', ca, headers, body })
        return said['set-cookie']?.[0] ?? ''
      },
      /** A browser's socket to a board. */
      peer(boardId: string, cookie: string): SocketPeer {
        const headers = { origin, cookie: cookie.split(';')[0] ?? '' }
        return new SocketPeer(`${url.replace('http', 'ws')}/sync/${boardId}`, '', { ca, headers })
      },
      async close(): Promise<void> {
        await running.close()
        await server.close()
        await rm(folder, { recursive: true })
      },
    }
  }
})

/** Somebody opens a link to a board; the proxy has noted other requests, and nothing of its secret. */
async function joinsUnlogged(stage: {
  url: string
  board(): Promise<string>
  send(method: string, route: string, body: string): Promise<Answer>
  get(route: string): Promise<Answer>
  logOfProxy(): Promise<string>
}): Promise<void> {
  const id = await stage.board()
  const { url } = JSON.parse((await stage.send('POST', `/api/v1/boards/${id}/shares`, '{}')).body) as { url: string }
  expect(url.startsWith(`${stage.url}/join/`)).toBe(true)
  const joined = await stage.get(url.slice(stage.url.length))
  expect([joined.status, joined.headers.location]).toEqual([
    303,
    `${new URL(stage.url).pathname}/b/${id}`.replace('//', '/'),
  ])
  await stage.get('/sign-in/sso/callback?state=s&code=the-code-of-a-sign-on')
  const log = await stage.logOfProxy()
  // One of the two notes requests.
  if (log.includes('GET /')) expect(log).toContain(`/boards/${id}/shares`)
  expect(log).not.toContain(url.split('/').at(-1))
  expect(log).not.toContain('the-code-of-a-sign-on')
}

/** Two people write to each other, do nothing for longer than any limit, and write again on the same sockets. */
async function carriesAndHolds(stage: {
  board(): Promise<string>
  signIn(): Promise<string>
  peer(boardId: string, cookie: string): SocketPeer
}): Promise<void> {
  const id = await stage.board()
  const [ada, ben] = [stage.peer(id, await stage.signIn()), stage.peer(id, await stage.signIn())]
  await expect.poll(() => [ada.synced, ben.synced]).toEqual([true, true])
  ada.set('from Ada', 1)
  ben.set('from Ben', 2)
  await expect.poll(() => [ben.get('from Ada'), ada.get('from Ben')]).toEqual([1, 2])
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS / FASTER))
  ada.set('from Ada', 3)
  await expect.poll(() => ben.get('from Ada')).toBe(3)
  expect([ada.closed, ben.closed]).toEqual([null, null])
  for (const peer of [ada, ben]) peer.socket.close()
}
