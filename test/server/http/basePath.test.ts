import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { readConfig } from '../../../server/config.ts'
import { pathWithin } from '../../../server/http/basePath.ts'
import { PLAIN_SITE } from '../../../server/site.ts'
import { listeningServer } from '../../support/listeningServer.ts'
import { ONE_PIXEL } from '../../support/onePixel.ts'
import { cookieOf, TestServer } from '../../support/server.ts'
import { SocketPeer } from '../../support/socketPeer.ts'

const HTML = { accept: 'text/html' }
const SITE = { ...PLAIN_SITE, basePath: '/betwixt' }
const PAGE =
  '<!doctype html><meta name="betwixt-base" content="./" /><script src="./theme.js"></script><a href="#content">'

describe('under a sub-path', () => {
  let folder: string
  let server: TestServer
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'betwixt-sub-path-'))
    await mkdir(path.join(folder, 'assets'))
    await writeFile(path.join(folder, 'index.html'), PAGE)
    await writeFile(path.join(folder, 'theme.js'), 'theme()')
    await writeFile(path.join(folder, 'assets/index-abc123.js'), 'app()')
    server = await TestServer.open({ clientFolder: folder, site: SITE })
  })
  afterEach(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })

  const board = async () => {
    const { body } = await server.json('POST', '/betwixt/api/v1/boards', { title: 'A board', template: 'aha-wall' })
    return String(body['id'])
  }

  it('OPS-200: every route of the API is there as it is at the top, and outside there is none of them', async () => {
    const plain = await TestServer.open()
    const { body } = await plain.json('GET', '/api/v1/openapi.json')
    const described = Object.entries(body['paths'] as Record<string, Record<string, unknown>>)
    const routes = described.flatMap(([route, methods]) =>
      Object.keys(methods).map((method) => [method, route] as const),
    )
    expect(routes.length).toBeGreaterThan(25)
    for (const [method, template] of routes) {
      const route = template.replaceAll(/\{\w+\}/gu, 'some-id')
      const ask = (on: TestServer, address: string) => on.json(method.toUpperCase(), address)
      const [there, here] = [await ask(plain, route), await ask(server, `/betwixt${route}`)]
      expect([here.status, here.body['code']], `${method} ${route}`).toEqual([there.status, there.body['code']])
      if (route === '/healthz' || route === '/readyz') continue
      const outside = await ask(server, route)
      expect([outside.status, outside.body['code']], `${method} ${route}`).toEqual([404, 'not-found'])
      expect(outside.body['detail']).toContain('/betwixt/')
    }
    await plain.close()
  })

  it.each(['/betwixt', '/betwixt/', '/betwixt/b/some-board', '/betwixt/records', '/betwixt/post/some-board'])(
    'OPS-200: %s is the page of the client, whose files come from under it',
    async (address) => {
      const response = await server.request(address, { headers: HTML })
      expect(response.status).toBe(200)
      expect(await response.text()).toBe(PAGE.replaceAll('"./', '"/betwixt/'))
    },
  )

  it('OPS-200: the files of the client are there, an unknown address is 404, and health is told outside as well', async () => {
    const file = await server.request('/betwixt/assets/index-abc123.js')
    expect([await file.text(), file.headers.get('cache-control')]).toEqual([
      'app()',
      expect.stringContaining('immutable'),
    ])
    expect(await (await server.request('/betwixt/theme.js')).text()).toBe('theme()')
    expect((await server.request('/betwixt/nowhere', { headers: HTML })).status).toBe(404)
    expect((await server.request('/betwixt/nowhere')).status).toBe(404)
    for (const address of ['/healthz', '/betwixt/healthz']) expect((await server.request(address)).status).toBe(200)
  })

  it.each(['/', '/b/some-board', '/theme.js', '/join/x', '/betwixtb/x', '/Betwixt/', '/x/betwixt/', '//betwixt/'])(
    'OPS-201: %s is outside, and says where it is',
    async (address) => {
      const page = await server.request(address, { headers: HTML })
      expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
      const html = await page.text()
      expect(html).toContain('<a href="/betwixt/">')
      expect(html).toContain('Betwixt is at /betwixt/.')
      expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
      expect((await server.json('GET', address)).body['code']).toBe('not-found')
      expect((await server.request(address, { headers: { ...HTML, host: 'evil.example' } })).status).toBe(403)
    },
  )

  it('OPS-202: links, redirects, images, pictures, the description and the way back stay under it', async () => {
    const id = await board()
    const share = await server.json('POST', `/betwixt/api/v1/boards/${id}/shares`, undefined, {
      host: 'localhost:3000',
    })
    expect(share.body['url']).toMatch(/^http:\/\/localhost:3000\/betwixt\/join\/[\w-]{43}$/u)
    const link = new URL(String(share.body['url'])).pathname
    const leadsTo = async (address: string) => (await server.request(address)).headers.get('location')
    expect(await leadsTo(link)).toBe(`/betwixt/b/${id}`)
    expect(await leadsTo(`${link}?to=post`)).toBe(`/betwixt/post/${id}`)

    const asset = await server.request(`/betwixt/api/v1/boards/${id}/assets`, { method: 'POST', body: ONE_PIXEL })
    const { url } = (await asset.json()) as { url: string }
    expect(url).toMatch(new RegExp(`^/betwixt/api/v1/boards/${id}/assets/`, 'u'))
    expect((await server.request(url)).status).toBe(200)
    await server.request(`/betwixt/api/v1/boards/${id}/thumbnail`, { method: 'PUT', body: ONE_PIXEL })
    const shown = (await server.json('GET', `/betwixt/api/v1/boards/${id}`)).body['thumbnail']
    expect(shown).toMatch(new RegExp(`^/betwixt/api/v1/boards/${id}/thumbnail\\?v=`, 'u'))
    expect((await server.request(String(shown))).status).toBe(200)

    const described = await server.json('GET', '/betwixt/api/v1/openapi.json')
    expect(described.body['servers']).toEqual([{ url: '/betwixt' }])
    const bare = await TestServer.open({ site: SITE })
    expect(await (await bare.request('/betwixt/join/x', { headers: HTML })).text()).toContain('<a href="/betwixt/">')
    await bare.close()
  })

  it('OPS-202: with PUBLIC_URL a link is the address that people type, and the cookie stays under the path', async () => {
    const publicUrl = new URL('https://example.com/betwixt')
    const behind = await TestServer.open({ site: SITE, policy: { key: 'k', publicUrl } })
    const own = { host: 'example.com', authorization: 'Bearer k' }
    const made = await behind.json('POST', '/betwixt/api/v1/boards', { title: 'A board' }, own)
    const shares = `/betwixt/api/v1/boards/${String(made.body['id'])}/shares`
    const { body } = await behind.json('POST', shares, undefined, own)
    expect(body['url']).toMatch(/^https:\/\/example\.com\/betwixt\/join\//u)
    const joined = await behind.request(new URL(String(body['url'])).pathname, { headers: { host: own.host } })
    expect(joined.headers.getSetCookie()[0]).toMatch(/; Path=\/betwixt; HttpOnly; Secure; SameSite=Lax$/u)
    const cookie = cookieOf(joined)
    const signedOut = await behind.request('/betwixt/api/v1/session', {
      method: 'DELETE',
      headers: { host: own.host, origin: 'https://example.com', cookie },
    })
    expect(signedOut.headers.getSetCookie()[0]).toContain('Path=/betwixt')
    await behind.close()
  })
})

describe('sockets under a sub-path', () => {
  it('OPS-203: they open under it and nowhere else', async () => {
    const server = await listeningServer({ site: SITE })
    const id = await server.board()
    const peer = new SocketPeer(`${server.url.replace('http', 'ws')}/sync/${id}`)
    await expect.poll(() => peer.synced).toBe(true)
    peer.socket.close()
    const outside = new WebSocket(`ws://127.0.0.1:${server.port}/sync/${id}`)
    const [, response] = (await once(outside, 'unexpected-response')) as [unknown, { statusCode: number }]
    expect(response.statusCode).toBe(404)
    outside.on('error', () => undefined).terminate()
    await server.close()
  })
})

describe('the sub-path', () => {
  it.each([
    [{}, ''],
    [{ BASE_PATH: '/' }, ''],
    [{ BASE_PATH: '/betwixt' }, '/betwixt'],
    [{ BASE_PATH: '/tools/betwixt/' }, '/tools/betwixt'],
    [{ PUBLIC_URL: 'https://example.com/' }, ''],
    [{ PUBLIC_URL: 'https://example.com/betwixt/' }, '/betwixt'],
    [{ PUBLIC_URL: 'https://example.com/betwixt', BASE_PATH: '/betwixt/' }, '/betwixt'],
    [{ PUBLIC_URL: 'https://example.com', BASE_PATH: '/betwixt' }, '/betwixt'],
  ])('OPS-204: %j makes it "%s"', (environment, basePath) => {
    expect(readConfig(environment).site.basePath).toBe(basePath)
  })

  it.each([
    [{ BASE_PATH: 'betwixt' }, 'BASE_PATH'],
    [{ BASE_PATH: '/a b' }, 'BASE_PATH'],
    [{ BASE_PATH: '/a/../b' }, 'BASE_PATH'],
    [{ BASE_PATH: '/a//b' }, 'BASE_PATH'],
    [{ BASE_PATH: '/a?b' }, 'BASE_PATH'],
    [{ BASE_PATH: '/"><script>' }, 'BASE_PATH'],
    [{ PUBLIC_URL: 'https://example.com/a b' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://example.com/a', BASE_PATH: '/b' }, 'BASE_PATH'],
    [{ PUBLIC_URL: 'https://example.com/a', BASE_PATH: '/' }, 'BASE_PATH'],
  ])('OPS-204: %j is refused with a line that names %s', (environment, name) => {
    expect(() => readConfig(environment)).toThrow(new RegExp(`^${name} [^\\n]+$`, 'u'))
  })

  it.each([
    ['', '/b/x', '/b/x'],
    ['/a', '/a', '/'],
    ['/a', '/a/', '/'],
    ['/a', '/a/a/b', '/a/b'],
    ['/a', '/ab', null],
    ['/a', '/', null],
    ['/a', '', null],
    ['/a', '/healthz', '/healthz'],
  ])('OPS-200: under "%s" the address "%s" is "%s" inside', (basePath, address, inside) => {
    expect(pathWithin(basePath, address)).toBe(inside)
  })
})
