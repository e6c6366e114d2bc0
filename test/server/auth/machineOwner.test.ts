import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cookieOf, TestServer } from '../../support/server.ts'

const HOST = 'localhost:3000'

describe('without a key, on this machine', () => {
  let server: TestServer
  beforeEach(async () => {
    server = await TestServer.open()
  })
  afterEach(() => server.close())

  it('AUT-1: whoever uses the machine is the owner', async () => {
    const { body } = await server.json('GET', '/api/v1/me')
    expect(body).toEqual({
      name: '',
      discipline: '',
      personId: null,
      role: 'owner',
      signedIn: true,
      authRequired: false,
      isNew: false,
      signOnAt: null,
      signOnEndsAt: null,
    })
    expect((await server.json('POST', '/api/v1/boards', { title: 'Mine' })).status).toBe(201)
  })

  it.each(['localhost:3000', '127.0.0.1:3000', '127.0.0.2', '[::1]:3000', 'LOCALHOST'])(
    'AUT-2: the Host %s is this machine',
    async (host) => {
      expect((await server.json('GET', '/api/v1/boards', undefined, { host })).status).toBe(200)
    },
  )

  it.each(['evil.example', 'localhost.evil.example:3000', '192.168.1.5:3000', '0.0.0.0:3000', 'a b', '', '@localhost'])(
    'AUT-3: the Host "%s" is refused, for pages, API and health alike (DNS rebinding)',
    async (host) => {
      for (const path of ['/api/v1/boards', '/', '/healthz', '/join/x']) {
        const { status, body } = await server.json('GET', path, undefined, { host })
        expect([status, body['code']]).toEqual([403, 'wrong-host'])
      }
    },
  )

  it.each([
    'http://evil.example',
    'http://localhost:5173',
    'https://localhost:3000',
    'null',
    'http://localhost:3000/x',
  ])('AUT-4: a page of the origin %s can neither read nor write', async (origin) => {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const { status, body } = await server.json(method, '/api/v1/boards', undefined, { host: HOST, origin })
      expect([status, body['code']]).toEqual([403, 'wrong-origin'])
    }
  })

  it('AUT-5: our own pages are let in, by whichever name of this machine', async () => {
    for (const origin of ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000']) {
      const headers = { host: HOST, origin, referer: `${origin}/b/x` }
      expect((await server.json('POST', '/api/v1/boards', { title: 'A' }, headers)).status).toBe(201)
    }
  })

  it('AUT-6: the API refuses a strange Referer; following a link to a page is fine', async () => {
    const headers = { host: HOST, referer: 'https://wiki.example/page' }
    expect((await server.json('GET', '/api/v1/boards', undefined, headers)).body['code']).toBe('wrong-origin')
    expect((await server.request('/b/x', { headers })).status).not.toBe(403)
  })

  it.each([
    'forwarded',
    'via',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-forwarded-ssl',
    'x-real-ip',
  ])('AUT-7: what came through a proxy (%s) is refused with a sentence that names WORKSPACE_KEY', async (header) => {
    for (const path of ['/api/v1/me', '/', '/healthz']) {
      const { status, body } = await server.json('GET', path, undefined, { [header]: '127.0.0.1' })
      expect([status, body['code']]).toEqual([403, 'through-proxy'])
      expect(body['detail']).toContain('WORKSPACE_KEY')
    }
  })

  it('AUT-8: each browser has a name of its own, kept by a cookie that no script can read', async () => {
    const browser = { host: HOST, origin: `http://${HOST}` }
    const ada = await server.json('PUT', '/api/v1/me', { name: 'Ada', discipline: 'ai' }, browser)
    expect(ada.response.headers.getSetCookie()[0]).toMatch(/^betwixt_\w{8}=[\w-]{43}; .*HttpOnly; SameSite=Lax$/u)
    expect(ada.response.headers.getSetCookie()[0]).not.toContain('Secure')
    const mira = await server.json('PUT', '/api/v1/me', { name: 'Mira', discipline: 'product' }, browser)
    expect(mira.body['personId']).not.toBe(ada.body['personId'])
    const again = await server.json('GET', '/api/v1/me', undefined, { ...browser, cookie: cookieOf(ada.response) })
    expect(again.body).toEqual(ada.body)
    expect((await server.json('GET', '/api/v1/me', undefined, browser)).body['name']).toBe('')
  })

  it('AUT-9: scripts, which keep no cookies, go by the name given last', async () => {
    await server.json('PUT', '/api/v1/me', { name: 'Nightly import', discipline: 'data' })
    expect((await server.json('GET', '/api/v1/me')).body).toMatchObject({ name: 'Nightly import', discipline: 'data' })
  })

  it.each([
    [{ name: '', discipline: 'ai' }, 'name'],
    [{ name: 'x'.repeat(81), discipline: 'ai' }, 'name'],
    [{ name: 'Ada' }, 'discipline'],
    [{ name: 'Ada', discipline: 'x'.repeat(41) }, 'discipline'],
    [{ name: 'Ada', discipline: 'ai', role: 'owner' }, 'role'],
  ])('AUT-10: %j is no way to say who one is', async (input, path) => {
    const { status, body } = await server.json('PUT', '/api/v1/me', input)
    expect([status, (body['errors'] as { path: string }[])[0]?.path]).toEqual([422, path])
  })

  it('AUT-11: a link to a board leads there and adds no secret to the address', async () => {
    const { id } = await server.board()
    const { status, body } = await server.json('POST', `/api/v1/boards/${id}/shares`, undefined, { host: HOST })
    expect(status).toBe(201)
    expect(body).toMatchObject({ boardId: id, role: 'editor' })
    expect(body['url']).toMatch(/^http:\/\/localhost:3000\/join\/[\w-]{43}$/u)
    expect(body['hint']).toContain('HOST')
    const joined = await server.request(new URL(String(body['url'])).pathname)
    expect([joined.status, joined.headers.get('location')]).toEqual([303, `/b/${id}`])
    expect(joined.headers.get('referrer-policy')).toBe('same-origin')
    const toPost = await server.request(`${new URL(String(body['url'])).pathname}?to=post`)
    expect([toPost.status, toPost.headers.get('location')]).toEqual([303, `/post/${id}`])
    const listed = await server.json('GET', `/api/v1/boards/${id}/shares`)
    expect(JSON.stringify(listed.body)).not.toContain(String(body['url']).slice(-20))
    const wrong = await server.json('GET', '/join/guess')
    expect([wrong.status, wrong.body['code']]).toEqual([410, 'link-expired'])
  })
})
