import { mkdtemp, rm } from 'node:fs/promises'
import { request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { TICKET_LIFETIME_MS } from '../../../shared/api/limits.ts'
import { startServer, type RunningServer } from '../../../server/server.ts'
import { openStorage } from '../../../server/storage/openStorage.ts'

const KEY = 'the-key'

describe('opening a socket', () => {
  let dataDir: string
  let server: RunningServer
  let time = Date.UTC(2026, 10, 23, 12)
  const providers: WebsocketProvider[] = []

  const open = async (key: string | null) => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'betwixt-upgrade-'))
    const { storage } = await openStorage(dataDir, () => time)
    server = await startServer({
      storage,
      policy: { key, publicUrl: null, members: null },
      host: '127.0.0.1',
      port: 0,
      clientFolder: '/nowhere',
      tldrawLicenseKey: null,
      logger: pino({ level: 'silent' }),
      now: () => time,
    })
  }
  afterEach(async () => {
    for (const provider of providers.splice(0)) provider.destroy()
    await server.close()
    await rm(dataDir, { recursive: true })
  })

  const url = (route: string) => `http://127.0.0.1:${server.port}${route}`
  const call = async (method: string, route: string, body?: object, headers: Record<string, string> = {}) => {
    const response = await fetch(url(route), {
      method,
      headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { response, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> }
  }
  const board = async (headers: Record<string, string> = {}) =>
    String((await call('POST', '/api/v1/boards', { title: 'A' }, headers)).body['id'])

  /** The status that answers an upgrade: 101 for a socket. */
  const upgrade = (route: string, headers: IncomingHttpHeaders = {}): Promise<number> =>
    new Promise((resolve, reject) => {
      const asked = request(url(route), {
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
          ...headers,
        },
      })
      asked.on('response', (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      asked.on('upgrade', (_response, socket) => {
        socket.destroy()
        resolve(101)
      })
      asked.on('error', reject)
      asked.end()
    })

  it('AUT-40: Host, Origin and proxies are looked at as for HTTP; an unknown board is 404, one in the trash 410', async () => {
    await open(null)
    const id = await board()
    const own = `127.0.0.1:${server.port}`
    expect(await upgrade(`/sync/${id}`)).toBe(101)
    expect(await upgrade(`/sync/${id}`, { origin: `http://${own}` })).toBe(101)
    for (const headers of [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: 'http://127.0.0.1:1' },
      { host: 'evil.example' },
      { 'x-forwarded-for': '1.2.3.4' },
      { via: '1.1 tunnel' },
    ]) {
      expect(await upgrade(`/sync/${id}`, headers)).toBe(403)
      expect(await upgrade('/sync/nobody', headers)).toBe(403)
    }
    for (const name of ['nobody', '..%2fcatalog', '%E0%A4%A', 'x'.repeat(4_000)]) {
      expect(await upgrade(`/sync/${name}`)).toBe(404)
    }
    await call('DELETE', `/api/v1/boards/${id}`)
    expect(await upgrade(`/sync/${id}`)).toBe(410)
  })

  it('AUT-150: whoever wants to know whether sockets come through needs no right, and comes from our own pages', async () => {
    await open(KEY)
    const origin = `http://127.0.0.1:${server.port}`
    expect(await upgrade('/check-socket', { origin })).toBe(101)
    expect(await upgrade('/check-socket', { origin: 'http://evil.example' })).toBe(403)
    expect(await upgrade('/check-socket', { host: 'evil.example' })).toBe(403)
  })

  it('AUT-41: where there is a key, a socket needs it, a cookie with our Origin, or a ticket', async () => {
    await open(KEY)
    const bearer = { authorization: `Bearer ${KEY}` }
    const id = await board(bearer)
    const origin = `http://127.0.0.1:${server.port}`
    expect(await upgrade(`/sync/${id}`)).toBe(401)
    expect(await upgrade('/sync/nobody')).toBe(401)
    expect(await upgrade(`/sync/${id}`, { authorization: 'Bearer wrong' })).toBe(401)
    expect(await upgrade(`/sync/${id}`, bearer)).toBe(101)
    const shared = await call('POST', `/api/v1/boards/${id}/shares`, undefined, bearer)
    const joined = await fetch(String(shared.body['url']), { redirect: 'manual' })
    const cookie = joined.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect(await upgrade(`/sync/${id}`, { cookie, origin })).toBe(101)
    expect(await upgrade(`/sync/${id}`, { cookie })).toBe(403)
    expect(await upgrade(`/sync/${id}`, { cookie, origin: 'http://evil.example' })).toBe(403)
    const other = await board(bearer)
    expect(await upgrade(`/sync/${other}`, { cookie, origin })).toBe(403)
    expect(await upgrade('/sync/nobody', { cookie, origin })).toBe(403)
  })

  it('AUT-42: a ticket is good once, for 30 seconds, with the rights of whoever asked for it', async () => {
    await open(KEY)
    const bearer = { authorization: `Bearer ${KEY}` }
    const id = await board(bearer)
    const ticket = async () => String((await call('POST', '/api/v1/tickets', undefined, bearer)).body['ticket'])
    const first = await ticket()
    expect(await upgrade(`/sync/${id}?ticket=${first}`)).toBe(101)
    expect(await upgrade(`/sync/${id}?ticket=${first}`)).toBe(401)
    expect(await upgrade(`/sync/${id}?ticket=made-up`)).toBe(401)
    const second = await ticket()
    time += TICKET_LIFETIME_MS
    expect(await upgrade(`/sync/${id}?ticket=${second}`)).toBe(401)
  })

  it('AUT-43: presence has the name that the server knows, also when it changes', async () => {
    await open(null)
    const id = await board()
    const put = (name: string, headers: Record<string, string> = {}) =>
      call('PUT', '/api/v1/me', { name, discipline: 'ai' }, headers)
    const joined = await put('Ada', { origin: `http://127.0.0.1:${server.port}` })
    const cookie = joined.response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const connect = (socket: typeof WebSocket) => {
      const doc = new Y.Doc()
      const provider = new WebsocketProvider(`ws://127.0.0.1:${server.port}/sync`, id, doc, {
        WebSocketPolyfill: socket as unknown as typeof globalThis.WebSocket,
        disableBc: true,
      })
      providers.push(provider)
      return provider
    }
    class AdasSocket extends WebSocket {
      constructor(address: string | URL) {
        super(address, { headers: { cookie, origin: `http://127.0.0.1:${server.port}` } })
      }
    }
    const ada = connect(AdasSocket as typeof WebSocket)
    const watcher = connect(WebSocket)
    ada.awareness.setLocalState({ person: { name: 'The owner', role: 'owner' }, cursor: { x: 1, y: 2 } })
    const seen = () => watcher.awareness.getStates().get(ada.doc.clientID)
    await expect.poll(seen).toMatchObject({ person: { name: 'Ada', discipline: 'ai' }, cursor: { x: 1, y: 2 } })
    await put('Ada L.', { cookie, origin: `http://127.0.0.1:${server.port}` })
    await expect.poll(seen).toMatchObject({ person: { name: 'Ada L.' } })
    expect((await call('GET', `/api/v1/boards/${id}`)).body['people']).toContainEqual({
      name: 'Ada L.',
      discipline: 'ai',
    })
  })
})
