import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { withoutSecrets } from '../../server/log.ts'
import { SourceServer } from '../support/sourceServer.ts'
import { TestServer } from '../support/server.ts'

const KEY = 'the-workspace-key-of-this-test'
const WRONG = 'a-wrong-key-that-somebody-tries'

describe('request ids', () => {
  let server: TestServer
  beforeEach(async () => {
    server = await TestServer.open()
  })
  afterEach(() => server.close())

  it('OPS-140: each answer has an id, the one that came with the request where that is well-formed', async () => {
    const given = '0198c1d4-77aa-7b1e-b1f0-6a4a2f6b1a11'
    const kept = await server.request('/healthz', { headers: { 'x-request-id': given } })
    expect(kept.headers.get('x-request-id')).toBe(given)
    const made = new Set<string | null>()
    for (const bad of [
      undefined,
      'short',
      'a'.repeat(65),
      'with a space',
      '<script>alert(1)</script>',
      '"quoted-id"',
    ]) {
      const answer = await server.request('/healthz', { headers: bad === undefined ? {} : { 'x-request-id': bad } })
      made.add(answer.headers.get('x-request-id'))
    }
    expect(made.size).toBe(6)
    for (const id of made) expect(id).toMatch(/^[\w-]{21}$/u)
    for (const where of ['/api/v1/nowhere', '/nowhere', '/join/nowhere']) {
      expect((await server.request(where)).headers.get('x-request-id')).toMatch(/^[\w-]{21}$/u)
    }
  })

  it('OPS-141: a fault inside is told with the id under which the log has it; a refusal needs none', async () => {
    const lines: Record<string, unknown>[] = []
    server.deps.logger.error = (line: object) => void lines.push({ ...line })
    server.deps.records.list = () => {
      throw new Error('a fault')
    }
    const { status, body, response } = await server.json('GET', '/api/v1/records')
    expect([status, body['requestId']]).toEqual([500, response.headers.get('x-request-id')])
    expect(lines).toMatchObject([
      { requestId: body['requestId'], route: '/api/v1/records', err: { message: 'a fault' } },
    ])
    expect((await server.json('GET', '/api/v1/boards/nowhere')).body).not.toHaveProperty('requestId')
  })
})

describe('the log and secrets', { timeout: 60_000 }, () => {
  let dataDir: string
  let server: SourceServer
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'betwixt-secrets-'))
    server = await SourceServer.start({ DATA_DIR: dataDir, WORKSPACE_KEY: KEY, LOG_LEVEL: 'trace' })
  })
  afterEach(async () => {
    await server.end('SIGKILL')
    await rm(dataDir, { recursive: true })
  })

  it('OPS-142: at its loudest, no link, ticket, key or cookie is in it, good or wrong, asked for well or badly', async () => {
    const api = `${server.url}/api/v1`
    const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' }
    const post = async (where: string, body: object): Promise<Record<string, string>> =>
      (await (await fetch(`${api}${where}`, { method: 'POST', headers, body: JSON.stringify(body) })).json()) as never
    const { id = '' } = await post('/boards', { title: 'Secret' })
    const link = new URL((await post(`/boards/${id}/shares`, { role: 'editor' }))['url'] ?? '').pathname
    const { ticket = '' } = await post('/tickets', {})
    const joined = await fetch(`${server.url}${link}`, { redirect: 'manual' })
    const cookie = joined.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const secrets = [KEY, WRONG, link.split('/').at(-1) ?? '', ticket, cookie.split('=')[1] ?? '']
    expect(secrets.every((secret) => secret.length > 10)).toBe(true)

    for (const authorization of [`Bearer ${WRONG}`, `Basic ${WRONG}`, WRONG]) {
      await fetch(`${api}/boards`, { headers: { authorization } })
      await fetch(`${api}/boards/${id}`, { headers: { authorization, cookie } })
    }
    for (const address of [`${link}?to=post`, `/join/${WRONG}`, `/join/${WRONG}%ff`, `/b/${id}?ticket=${ticket}`]) {
      for (const method of ['GET', 'POST', 'DELETE'])
        await fetch(`${server.url}${address}`, { method, headers: { cookie } })
    }
    for (const query of [`ticket=${WRONG}`, `ticket=${ticket}`, `ticket=${ticket}`]) {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${id}?${query}`, { headers: { cookie } })
      await new Promise((resolve) => {
        socket.on('error', resolve).on('open', resolve).on('unexpected-response', resolve)
      })
      socket.terminate()
    }
    const { port } = new URL(server.url)
    for (const line of [
      `GET ${link} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nNo colon ${WRONG}\r\n\r\n`,
      `GET http://[${WRONG} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${KEY}\r\n\r\n`,
      `POST /api/v1/session?key=${KEY} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\n{"ke`,
    ]) {
      const socket = connect(Number(port), '127.0.0.1')
      socket.end(line)
      await new Promise((resolve) => socket.on('close', resolve).on('error', resolve).resume())
    }
    await fetch(`${api}/session`, { method: 'POST', body: JSON.stringify({ key: WRONG, more: KEY }) })
    await server.end('SIGTERM')

    const lines = server.stderr.split('\n').filter((line) => line !== '')
    expect(lines.length).toBeGreaterThan(20)
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow()
    expect(lines.filter((line) => line.includes('"requestId"')).length).toBeGreaterThan(15)
    expect(secrets.filter((secret) => server.stderr.includes(secret) || server.stdout.includes(secret))).toEqual([])
  })

  it('OPS-143: what a library quotes of a request in its error is logged without the secret', () => {
    for (const [line, clean] of [
      ['{"msg":"GET /join/abc-DEF_123?to=post failed"}', '{"msg":"GET /join/[removed]?to=post failed"}'],
      ['{"msg":"/sync/x?v=1&ticket=abc123"}', '{"msg":"/sync/x?v=1&ticket=[removed]"}'],
      ['{"a":"Bearer abc.def"}', '{"a":"Bearer [removed]"}'],
      ['{"authorization":"abc\\"d","b":1}', '{"authorization":"[removed]","b":1}'],
      ['{"c":"betwixt_a1b2=abc; other=1"}', '{"c":"betwixt_a1b2=[removed]; other=1"}'],
      ['{"msg":"nothing to hide"}', '{"msg":"nothing to hide"}'],
    ] as const) {
      expect(withoutSecrets(line)).toBe(clean)
      expect(() => JSON.parse(withoutSecrets(line)) as unknown).not.toThrow()
    }
  })
})
