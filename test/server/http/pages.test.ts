import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestServer } from '../../support/server.ts'

const HTML = { accept: 'text/html' }
const SCRIPT = `console.log(${JSON.stringify('x'.repeat(2_000))})`

describe('pages', () => {
  let folder: string
  let server: TestServer
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'betwixt-client-'))
    await mkdir(path.join(folder, 'client/assets'), { recursive: true })
    await writeFile(path.join(folder, 'client/index.html'), '<!doctype html><title>Betwixt</title>')
    await writeFile(path.join(folder, 'client/favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
    await writeFile(path.join(folder, 'client/assets/index-abc123.js'), SCRIPT)
    await writeFile(path.join(folder, 'secret.txt'), 'secret')
    server = await TestServer.open({ clientFolder: path.join(folder, 'client') })
  })
  afterEach(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })

  it.each(['/', '/b/some-board', '/records', '/records/some-record', '/post/some-board'])(
    'API-80: %s is the page of the client',
    async (address) => {
      const response = await server.request(address, { headers: HTML })
      expect([response.status, await response.text()]).toEqual([200, '<!doctype html><title>Betwixt</title>'])
      expect(response.headers.get('cache-control')).toBe('no-cache')
    },
  )

  it('API-81: an unknown address is 404: as a page for people, as a problem for scripts', async () => {
    const page = await server.request('/nowhere', { headers: HTML })
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    const problem = await server.request('/nowhere')
    expect([problem.status, problem.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
    const api = await server.json('PUT', '/api/v1/nowhere', {})
    expect([api.status, api.body['code']]).toEqual([404, 'not-found'])
  })

  it('API-82: no path leads out of the client', async () => {
    for (const address of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/../../secret.txt',
      '//x',
    ]) {
      expect(await (await server.request(address)).text()).not.toBe('secret')
      expect((await server.request(address)).status).not.toBe(200)
    }
  })

  it('API-83: files with a hash in their name are kept for ever, gzipped for those who take it', async () => {
    const plain = await server.request('/assets/index-abc123.js')
    expect(await plain.text()).toBe(SCRIPT)
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    const packed = await server.request('/assets/index-abc123.js', { headers: { 'accept-encoding': 'br, gzip' } })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(SCRIPT)
    const etag = plain.headers.get('etag') ?? ''
    expect((await server.request('/assets/index-abc123.js', { headers: { 'if-none-match': etag } })).status).toBe(304)
  })

  it('API-84: every answer has the strict headers, refusals too', async () => {
    for (const [address, headers] of [
      ['/', HTML],
      ['/api/v1/boards', {}],
      ['/api/v1/nowhere', {}],
      ['/assets/index-abc123.js', {}],
      ['/', { host: 'evil.example' }],
      ['/join/guess', HTML],
    ] as const) {
      const response = await server.request(address, { headers })
      const policy = response.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("frame-ancestors 'self'")
      expect(policy).toMatch(/connect-src 'self'(?: ws:\/\/[\w.:]+)? blob: data:;/u)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('referrer-policy')).toBe('same-origin')
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  it('API-85: a link that is not good is 410, with the page of the client to say so', async () => {
    const response = await server.request('/join/guess', { headers: HTML })
    expect([response.status, await response.text()]).toEqual([410, '<!doctype html><title>Betwixt</title>'])
    expect(await (await server.request('/join/guess')).json()).toMatchObject({ code: 'link-expired' })
    const bare = await TestServer.open()
    const page = await bare.request('/join/%3Cscript%3E', { headers: HTML })
    expect([page.status, await page.text()]).toEqual([410, expect.stringContaining('This link is not good any more.')])
    await bare.close()
  })

  it('API-86: until the client is built the server says how to build it', async () => {
    const bare = await TestServer.open()
    const response = await bare.request('/', { headers: HTML })
    expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('npm run build')])
    await bare.close()
  })
})
