import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ownWorkspaceKey } from '../../../server/auth/workspaceKey.ts'
import { cookieOf, TestServer } from '../../support/server.ts'

const KEY = 'correct horse battery staple'
const BEARER = { authorization: `Bearer ${KEY.replaceAll(' ', '-')}` }
const HOST = '192.168.1.5:3000'
const OWN = { host: HOST, origin: `http://${HOST}` }

describe('with a workspace key', () => {
  let time: number
  let server: TestServer
  let boardId: string
  beforeEach(async () => {
    time = Date.UTC(2026, 10, 23, 12)
    server = await TestServer.open({ policy: { key: KEY.replaceAll(' ', '-') }, now: () => time })
    boardId = (await server.board({ title: 'Shared', template: 'discovery-map' }, BEARER)).id
  })
  afterEach(() => server.close())

  const signIn = async () =>
    cookieOf((await server.json('POST', '/api/v1/session', { key: KEY.replaceAll(' ', '-') }, OWN)).response)
  const share = async () => {
    const { body } = await server.json('POST', `/api/v1/boards/${boardId}/shares`, undefined, { ...BEARER, host: HOST })
    return new URL(String(body['url'])).pathname
  }
  const join = async (cookie = '') =>
    cookieOf(await server.request(await share(), { headers: { host: HOST, ...(cookie !== '' && { cookie }) } }))

  /** Every route with a body that would do, for one board and one record. */
  const routes = (board: string, record: string): [string, string, unknown?][] => [
    ['GET', '/api/v1/boards'],
    ['POST', '/api/v1/boards', { title: 'New' }],
    ['GET', `/api/v1/boards/${board}`],
    ['PATCH', `/api/v1/boards/${board}`, { title: 'New' }],
    ['POST', `/api/v1/boards/${board}/duplicate`],
    ['POST', `/api/v1/boards/${board}/restore`],
    ['GET', `/api/v1/boards/${board}/reading`],
    ['POST', `/api/v1/boards/${board}/cards`, { kind: 'signal' }],
    ['GET', `/api/v1/boards/${board}/cards/shape:x`],
    ['PATCH', `/api/v1/boards/${board}/cards/shape:x`, {}],
    ['DELETE', `/api/v1/boards/${board}/cards/shape:x`],
    ['POST', `/api/v1/boards/${board}/links`, { from: 'shape:x', to: 'shape:y' }],
    ['GET', `/api/v1/boards/${board}/shares`],
    ['POST', `/api/v1/boards/${board}/shares`],
    ['POST', `/api/v1/boards/${board}/assets`, 'x'],
    ['GET', `/api/v1/boards/${board}/assets/${'0'.repeat(64)}`],
    ['PUT', `/api/v1/boards/${board}/thumbnail`, 'x'],
    ['GET', `/api/v1/boards/${board}/thumbnail`],
    ['POST', `/api/v1/boards/${board}/records`, { title: 'T', decided: 'D' }],
    ['GET', '/api/v1/records'],
    ['GET', `/api/v1/records/${record}`],
    ['POST', `/api/v1/records/${record}/status`, { status: 'rejected', reason: 'x' }],
    ['GET', `/api/v1/records/${record}/export`],
    ['GET', '/api/v1/templates'],
    ['GET', '/api/v1/settings'],
    ['PUT', '/api/v1/me', { name: 'A', discipline: 'ai' }],
    ['POST', '/api/v1/tickets'],
    ['DELETE', '/api/v1/trash'],
    ['DELETE', `/api/v1/boards/${board}`],
  ]

  it('AUT-20: a stranger gets 401 for every route, before anything is looked at', async () => {
    for (const [method, route, input] of [...routes(boardId, 'r'), ...routes('nobody', 'nobody')]) {
      for (const body of [input, '{"not json', undefined]) {
        const answer = await server.json(method, route, method === 'GET' ? undefined : body, OWN)
        expect([answer.status, answer.body['code']], `${method} ${route}`).toEqual([401, 'unauthenticated'])
        expect(answer.response.headers.get('www-authenticate')).toContain('Bearer')
      }
    }
    expect((await server.json('GET', '/api/v1/nothing-here', undefined, OWN)).status).toBe(401)
    expect((await server.json('GET', '/api/v1/me', undefined, OWN)).body).toMatchObject({
      role: 'none',
      signedIn: false,
      authRequired: true,
    })
    expect((await server.json('GET', '/healthz', undefined, OWN)).status).toBe(200)
  })

  it('AUT-21: a wrong key is 401, by header and by form', async () => {
    for (const authorization of ['Bearer wrong', 'Bearer', 'Basic b3duZXI6a2V5', `Bearer ${KEY.slice(0, 5)}`]) {
      expect((await server.json('GET', '/api/v1/boards', undefined, { authorization })).status).toBe(401)
    }
    const refused = await server.json('POST', '/api/v1/session', { key: 'wrong' }, OWN)
    expect([refused.status, refused.response.headers.getSetCookie()]).toEqual([401, []])
    expect((await server.json('POST', '/api/v1/session', { key: 'a', more: 1 }, OWN)).status).toBe(422)
  })

  it('AUT-22: the owner signs in, has every right, and signs out', async () => {
    const cookie = await signIn()
    const me = await server.json('GET', '/api/v1/me', undefined, { ...OWN, cookie })
    expect(me.body).toMatchObject({ role: 'owner', signedIn: true, authRequired: true })
    expect((await server.json('POST', '/api/v1/boards', { title: 'New' }, { ...OWN, cookie })).status).toBe(201)
    expect((await server.json('DELETE', '/api/v1/session', undefined, { ...OWN, cookie })).status).toBe(204)
    expect((await server.json('GET', '/api/v1/boards', undefined, { ...OWN, cookie })).status).toBe(401)
  })

  it('AUT-23: a write that a cookie vouches for needs our own Origin; reading does not', async () => {
    const cookie = await signIn()
    for (const origin of [undefined, 'http://evil.example', 'null']) {
      const headers = { host: HOST, cookie, ...(origin !== undefined && { origin }) }
      const { status, body } = await server.json('POST', '/api/v1/boards', { title: 'Forged' }, headers)
      expect([status, body['code']]).toEqual([403, 'wrong-origin'])
    }
    expect((await server.json('GET', '/api/v1/boards', undefined, { host: HOST, cookie })).status).toBe(200)
    expect(
      (await server.json('POST', '/api/v1/boards', { title: 'By script' }, { ...BEARER, host: HOST })).status,
    ).toBe(201)
  })

  it('AUT-24: a link lets a colleague in as editor of its board, and of no other', async () => {
    const other = await server.board({ title: 'Secret' }, BEARER)
    const cookie = await join()
    expect(cookie).not.toBe('')
    const headers = { ...OWN, cookie }
    const me = await server.json('PUT', '/api/v1/me', { name: 'Lin', discipline: 'design' }, headers)
    expect(me.body).toMatchObject({ name: 'Lin', role: 'guest', signedIn: true })
    const list = await server.json('GET', '/api/v1/boards', undefined, headers)
    expect((list.body['items'] as { title: string; role: string }[]).map((b) => [b.title, b.role])).toEqual([
      ['Shared', 'editor'],
    ])
    expect((await server.json('POST', `/api/v1/boards/${boardId}/cards`, { kind: 'signal' }, headers)).status).toBe(201)
    for (const id of [other.id, 'nobody']) {
      for (const [method, route, input] of routes(id, 'nobody').filter(([, route]) => route.includes(id))) {
        const { status, body } = await server.json(method, route, input, headers)
        expect([status, body['code']], `${method} ${route}`).toEqual([403, 'forbidden'])
      }
    }
  })

  it('AUT-25: a colleague with a link may not delete, share, copy or make boards', async () => {
    const headers = { ...OWN, cookie: await join() }
    for (const [method, route, input] of [
      ['POST', '/api/v1/boards', { title: 'New' }],
      ['DELETE', `/api/v1/boards/${boardId}`],
      ['POST', `/api/v1/boards/${boardId}/restore`],
      ['POST', `/api/v1/boards/${boardId}/duplicate`],
      ['POST', `/api/v1/boards/${boardId}/shares`],
      ['GET', `/api/v1/boards/${boardId}/shares`],
      ['DELETE', '/api/v1/trash'],
    ] as const) {
      expect((await server.json(method, route, input, headers)).status, `${method} ${route}`).toBe(403)
    }
  })

  it('AUT-26: records of other boards are hidden from a colleague with a link', async () => {
    const other = await server.board({ title: 'Secret' }, BEARER)
    const secret = await server.json('POST', `/api/v1/boards/${other.id}/records`, { title: 'S', decided: 'D' }, BEARER)
    const headers = { ...OWN, cookie: await join() }
    const own = await server.json('POST', `/api/v1/boards/${boardId}/records`, { title: 'Own', decided: 'D' }, headers)
    expect(own.status).toBe(201)
    const list = await server.json('GET', '/api/v1/records', undefined, headers)
    expect((list.body['items'] as { title: string }[]).map((r) => r.title)).toEqual(['Own'])
    for (const id of [String(secret.body['id']), 'nobody']) {
      expect((await server.json('GET', `/api/v1/records/${id}`, undefined, headers)).status).toBe(403)
      expect((await server.json('GET', `/api/v1/records/${id}/export`, undefined, headers)).status).toBe(403)
    }
  })

  it('AUT-27: opening a link never lowers a right, and a second link adds its board', async () => {
    const owner = await signIn()
    await server.request(await share(), { headers: { host: HOST, cookie: owner } })
    expect((await server.json('GET', '/api/v1/me', undefined, { ...OWN, cookie: owner })).body['role']).toBe('owner')
    const guest = await join()
    const second = await server.board({ title: 'Second' }, BEARER)
    const { body } = await server.json('POST', `/api/v1/boards/${second.id}/shares`, undefined, {
      ...BEARER,
      host: HOST,
    })
    await server.request(new URL(String(body['url'])).pathname, { headers: { host: HOST, cookie: guest } })
    const list = await server.json('GET', '/api/v1/boards', undefined, { ...OWN, cookie: guest })
    expect(list.body['items']).toHaveLength(2)
  })

  it('AUT-28: cookies and links are stored hashed, and a session ends by itself', async () => {
    const cookie = await signIn()
    const link = await share()
    const kept = await readFile(path.join(server.dataDir, 'catalog.json'), 'utf8')
    expect(kept).not.toContain(cookie.split('=')[1])
    expect(kept).not.toContain(link.split('/')[2])
    expect(kept).not.toContain(KEY.replaceAll(' ', '-'))
    expect((await stat(path.join(server.dataDir, 'catalog.json'))).mode & 0o777).toBe(0o600)
    const day = 24 * 60 * 60 * 1000
    const status = async () => (await server.json('GET', '/api/v1/boards', undefined, { ...OWN, cookie })).status
    time += 179 * day
    expect(await status()).toBe(200)
    // Being used is what keeps it; that is written behind the answer's back.
    await server.deps.storage.catalog.write(() => [])
    time += 179 * day
    expect(await status()).toBe(200)
    await server.deps.storage.catalog.write(() => [])
    time += 181 * day
    expect(await status()).toBe(401)
  })

  it('AUT-29: names that a stranger could register are no Host of ours until PUBLIC_URL says so', async () => {
    for (const host of ['192.168.1.5:3000', 'meeting-room:3000', 'laptop.local', 'localhost:3000', '[fe80::1]:3000']) {
      expect((await server.json('GET', '/api/v1/boards', undefined, { ...BEARER, host })).status, host).toBe(200)
    }
    const { status, body } = await server.json('GET', '/api/v1/boards', undefined, { ...BEARER, host: 'evil.example' })
    expect([status, body['code']]).toEqual([403, 'wrong-host'])
    expect(body['detail']).toContain('PUBLIC_URL')
  })
})

describe('a link made at the machine itself', () => {
  it('AUT-32: it has the address that the network knows the machine by', async () => {
    const server = await TestServer.open({ policy: { key: 'k' }, networkOrigins: ['http://192.168.1.5:3000'] })
    const headers = { authorization: 'Bearer k', host: 'localhost:3000' }
    const { id } = await server.board({}, headers)
    const { body } = await server.json('POST', `/api/v1/boards/${id}/shares`, undefined, headers)
    expect(body['url']).toMatch(/^http:\/\/192\.168\.1\.5:3000\/join\//u)
    expect(body['hint']).toBeNull()
    await server.close()
  })
})

describe('with PUBLIC_URL', () => {
  let server: TestServer
  const publicUrl = new URL('https://boards.example.com')
  beforeEach(async () => {
    server = await TestServer.open({ policy: { key: 'k', publicUrl } })
  })
  afterEach(() => server.close())

  it('AUT-30: it fixes Host and Origin, makes cookies Secure, and links start with it', async () => {
    const own = { host: 'boards.example.com', 'x-forwarded-for': '203.0.113.7', authorization: 'Bearer k' }
    const { id } = await server.board({}, { ...own, origin: 'https://boards.example.com' })
    const { body } = await server.json('POST', `/api/v1/boards/${id}/shares`, undefined, own)
    expect(body['url']).toMatch(/^https:\/\/boards\.example\.com\/join\//u)
    expect(body['hint']).toBeNull()
    const joined = await server.request(new URL(String(body['url'])).pathname, { headers: { host: own.host } })
    expect(joined.headers.getSetCookie()[0]).toContain('Secure')
    expect((await server.request('/api/v1/me', { headers: { host: 'boards.example.com:443' } })).status).toBe(200)
    for (const headers of [
      { host: '127.0.0.1:3000' },
      { host: 'evil.example' },
      { host: 'boards.example.com:8443' },
      { ...own, origin: 'http://boards.example.com' },
      { ...own, origin: 'https://evil.example' },
    ]) {
      expect((await server.request('/api/v1/me', { headers })).status).toBe(403)
    }
    expect((await server.request('/healthz', { headers: { host: '127.0.0.1:3000' } })).status).toBe(200)
  })
})

describe('the key that a server makes for itself', () => {
  let directory: string
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'betwixt-key-'))
  })
  afterEach(() => rm(directory, { recursive: true }))

  it('AUT-31: it is long, lies in a file that only its owner reads, and stays the same', async () => {
    const first = await ownWorkspaceKey(directory)
    expect(first).toMatchObject({ file: path.join(directory, 'workspace-key'), made: true })
    expect(first.key).toMatch(/^[\w-]{43}$/u)
    expect((await stat(path.join(directory, 'workspace-key'))).mode & 0o777).toBe(0o600)
    expect(await ownWorkspaceKey(directory)).toEqual({ ...first, made: false })
    await writeFile(path.join(directory, 'workspace-key'), 'chosen-by-hand\n')
    expect((await ownWorkspaceKey(directory)).key).toBe('chosen-by-hand')
  })
})
