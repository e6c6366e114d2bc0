import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestServer } from '../../support/server.ts'

const BEARER = { authorization: 'Bearer k' }
const HOUR_MS = 60 * 60 * 1000

describe('API tokens', () => {
  let time: number
  let server: TestServer
  beforeEach(async () => {
    time = Date.UTC(2026, 10, 23, 12)
    server = await TestServer.open({ policy: { key: 'k' }, now: () => time })
  })
  afterEach(() => server.close())

  const make = async (input: object) => {
    const { status, body } = await server.json('POST', '/api/v1/tokens', { label: 'CI', ...input }, BEARER)
    return { status, body, as: { authorization: `Bearer ${String(body['token'])}` } }
  }

  it('AUT-120: a token is told once, kept hashed, good for its scopes, and its use is noted', async () => {
    const { body, as } = await make({ scopes: ['read', 'read'] })
    expect(body).toMatchObject({ label: 'CI', scopes: ['read'], boardId: null, expiresAt: null, seenAt: null })
    expect(body['token']).toMatch(/^bxt_[\w-]{43}$/u)
    expect((await server.json('GET', '/api/v1/boards', undefined, as)).status).toBe(200)
    expect((await server.json('POST', '/api/v1/boards', { title: 'New' }, as)).status).toBe(403)
    await server.deps.storage.catalog.write(() => [])
    const { body: list } = await server.json('GET', '/api/v1/tokens', undefined, BEARER)
    expect(list['items']).toMatchObject([{ id: body['id'], seenAt: new Date(time).toISOString() }])
    const kept = await readFile(path.join(server.dataDir, 'catalog.json'), 'utf8')
    for (const text of [JSON.stringify(list), kept]) expect(text).not.toContain(String(body['token']).slice(4))
    expect(JSON.stringify(list)).not.toContain('tokenSha256')
  })

  it('AUT-121: one that was taken back, has ended or never was is 401, with a sentence', async () => {
    const taken = await make({ scopes: ['read'] })
    const ended = await make({ scopes: ['read'], expiresAt: new Date(time + HOUR_MS).toISOString() })
    expect((await server.json('DELETE', `/api/v1/tokens/${String(taken.body['id'])}`, undefined, BEARER)).status).toBe(
      204,
    )
    time += HOUR_MS
    for (const as of [taken.as, ended.as, { authorization: 'Bearer bxt_made-up' }]) {
      const { status, body } = await server.json('GET', '/api/v1/boards', undefined, as)
      expect([status, body['code']]).toEqual([401, 'unauthenticated'])
      expect(body['detail']).toContain('token')
    }
  })

  it('AUT-122: a script speaks under its label, and cannot make tokens, end sessions or call itself otherwise', async () => {
    const { as } = await make({ label: 'Nightly metrics', scopes: ['read', 'write', 'manage', 'post'] })
    const board = await server.board({ template: 'discovery-map' }, as)
    expect(board).toMatchObject({ role: 'owner', createdBy: { name: 'Nightly metrics' } })
    for (const [method, route, body] of [
      ['POST', '/api/v1/tokens', { label: 'More', scopes: ['manage'] }],
      ['GET', '/api/v1/tokens', undefined],
      ['GET', '/api/v1/sessions', undefined],
      ['PUT', '/api/v1/me', { name: 'Ada', discipline: '' }],
    ] as const) {
      expect((await server.json(method, route, body, as)).status, route).toBe(403)
    }
  })

  it('AUT-123: what a token must not be is refused', async () => {
    for (const input of [
      { scopes: [] },
      { scopes: ['root'] },
      { scopes: ['read'], label: ' ' },
      { scopes: ['read'], expiresAt: new Date(time).toISOString() },
      { scopes: ['read'], more: 1 },
    ]) {
      expect((await make(input)).status, JSON.stringify(input)).toBe(422)
    }
    expect((await make({ scopes: ['read'], boardId: 'nobody' })).status).toBe(404)
  })

  it('AUT-124: on a machine without a key a token gives its own rights and no more', async () => {
    const open = await TestServer.open()
    const { body } = await open.json('POST', '/api/v1/tokens', { label: 'CI', scopes: ['read'] })
    const as = { authorization: `Bearer ${String(body['token'])}` }
    expect((await open.json('GET', '/api/v1/boards', undefined, as)).status).toBe(200)
    expect((await open.json('POST', '/api/v1/boards', { title: 'New' }, as)).status).toBe(403)
    await open.close()
  })
})
