import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../../shared/errors.ts'
import { seeded } from '../../support/seeded.ts'
import { TestServer } from '../../support/server.ts'

interface Route {
  method: string
  path: string
}

/** A body that each route takes, to be spoilt in one place. */
const HONEST_BODIES: Record<string, Record<string, unknown>> = {
  '/api/v1/boards': { title: 'T', template: 'blank', example: false },
  '/api/v1/boards/{boardId}': { title: 'T' },
  '/api/v1/boards/{boardId}/cards': { kind: 'pain-point', fields: { who: 'Ada', severity: 3 }, zone: 'pain-points' },
  '/api/v1/boards/{boardId}/cards/{cardId}': { fields: { who: 'Ben' }, zone: 'pain-points' },
  '/api/v1/boards/{boardId}/links': { from: 'shape:a', to: 'shape:b' },
  '/api/v1/boards/{boardId}/records': {
    title: 'T',
    decided: 'D',
    whyNow: 'W',
    reviewBy: '2026-12-24',
    evidence: ['shape:a'],
    options: ['o'],
    deciders: ['Ada'],
    supersedes: null,
    status: 'draft',
  },
  '/api/v1/records/{recordId}/status': { status: 'rejected', reason: 'R' },
  '/api/v1/me': { name: 'Ada', discipline: 'ai' },
  '/api/v1/session': { key: 'k' },
}

const deep = (open: string, close: string) => open.repeat(100_000) + close.repeat(100_000)

const NASTY_BODIES = [
  '',
  '{',
  '{"title":',
  'null',
  '[]',
  '"x"',
  '{"title":"a","title":"b"}',
  '{"title":NaN}',
  '{"title":1e999}',
  '{"__proto__":{"title":"x"},"constructor":{"prototype":{}}}',
  '\uFEFF{"title":"x"}',
  '{"title":"\\ud800"}',
  `{"title":${'9'.repeat(10_000)}}`,
  `{"title":"${'x'.repeat(100_000)}"}`,
  '['.repeat(100_000),
  deep('[', ']'),
  `{"title":${deep('[', ']')}}`,
  `{"fields":${deep('{"a":', '}').replace('}', '1}')}}`,
  `{${Array.from({ length: 20_000 }, (_, n) => `"k${n}":1`).join(',')}}`,
  Buffer.from('{"title":"x"}', 'utf16le'),
  Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
] as const

const nastyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '\uD800',
    '\u202E',
    '\u200B',
    ' ',
    '\0',
    '../..',
    '__proto__',
    'constructor',
    'x'.repeat(20_000),
    '💥',
  ),
)
const nastyValue = fc.oneof(
  nastyText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    1e308,
    0.1,
    [],
    {},
    [[[]]],
    { toString: 1 },
    Array.from({ length: 5_000 }, () => 'x'),
  ),
)
const nastyId = fc.oneof(
  fc.constantFrom(
    'nobody',
    '..',
    '%2e%2e%2f',
    '%252e%252e%252fcatalog.json',
    '%E0%A4%A',
    '%00',
    'x'.repeat(5_000),
    '__proto__',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }).map((text) => encodeURIComponent(text)),
)
const nastyQuery = fc.oneof(
  fc.constantFrom(
    '',
    '?search=a&search=b',
    '?limit=1e9',
    '?limit=-0',
    '?cursor=W10',
    '?cursor=WyJ4Iiwi',
    '?format=exe',
    '?__proto__=1',
    '?search=%E0%A4%A',
    `?${'a=1&'.repeat(3_000)}`,
    `?search=${'x'.repeat(9_000)}`,
  ),
  fc
    .array(
      fc.tuple(fc.constantFrom('search', 'limit', 'cursor', 'format', 'trashed', 'status', 'board', 'v'), nastyText),
    )
    .map((pairs) => `?${pairs.map(([key, value]) => `${key}=${encodeURIComponent(value.toWellFormed())}`).join('&')}`),
)
const contentType = fc.constantFrom(
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'image/png',
  ';;;',
  '',
)
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

describe('nasty inputs', () => {
  let server: TestServer
  let routes: Route[]
  let real: Record<string, string>
  beforeAll(async () => {
    server = await TestServer.open()
    const { paths } = (await server.json('GET', '/api/v1/openapi.json')).body
    routes = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
    )
    const { id } = await server.board({ template: 'discovery-map', example: true })
    const card = (await server.json('POST', `/api/v1/boards/${id}/cards`, { kind: 'signal' })).body
    const record = (await server.json('POST', `/api/v1/boards/${id}/records`, { title: 'T', decided: 'D' })).body
    real = { boardId: id, cardId: String(card['id']), recordId: String(record['id']), sha256: 'f'.repeat(64) }
  })
  afterAll(() => server.close())

  /** Sends it; fails unless the answer is a good one or a problem that says what it is. */
  async function ask(
    what: string,
    method: string,
    address: string,
    body: BodyInit | null,
    type: string,
  ): Promise<void> {
    const init = {
      method,
      body: method === 'GET' || method === 'HEAD' ? null : body,
      headers: { 'content-type': type },
    }
    const response = await server.request(address, init)
    const text = await response.text()
    expect(response.status, `${what}: ${text.slice(0, 300)}`).toBeLessThan(500)
    expect(text, what).not.toMatch(/\n\s+at |node_modules|\.ts:\d+/u)
    if (response.status < 400 || method === 'HEAD') return
    expect(response.headers.get('content-type'), what).toBe('application/problem+json')
    const problem = JSON.parse(text) as Record<string, unknown>
    expect(ERROR_CODES, what).toContain(problem['code'])
    expect(problem, what).toMatchObject({ status: response.status, detail: expect.stringMatching(/\w.*\.$/su) })
  }

  /** Somebody honest makes a board and works on it. */
  async function expectHonestWork(): Promise<void> {
    const { id } = await server.board({ template: 'discovery-map' })
    expect((await server.json('POST', `/api/v1/boards/${id}/cards`, { kind: 'signal' })).status).toBe(201)
    expect((await server.json('DELETE', `/api/v1/boards/${id}`)).status).toBe(204)
  }

  const addressOf = (path: string, ids: Record<string, string>) =>
    path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => ids[name] ?? 'nobody')

  it('API-520: whatever body a route is sent, the answer is good or a problem with a code, never a fault', async () => {
    for (const { method, path } of routes.filter((route) => route.method !== 'GET' && route.method !== 'DELETE')) {
      for (const [index, body] of NASTY_BODIES.entries()) {
        await ask(`${method} ${path}, body ${index}`, method, addressOf(path, real), body, 'application/json')
      }
    }
    await expectHonestWork()
  })

  it('API-520: nor whatever else is wrong with a request', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.record({ boardId: nastyId, cardId: nastyId, recordId: nastyId, sha256: nastyId }, { requiredKeys: [] }),
        nastyQuery,
        fc.tuple(nastyText, nastyValue, fc.nat()),
        contentType,
        fc.option(fc.constantFrom(...METHODS), { freq: 6 }),
        async (index, ids, query, [key, value, at], type, otherMethod) => {
          const route = routes[index % routes.length]
          if (!route || (route.method === 'DELETE' && Object.keys(ids).length === 0)) return
          const honest = HONEST_BODIES[route.path] ?? {}
          const keys = [...Object.keys(honest), key]
          const spoilt = JSON.stringify({ ...honest, [keys[at % keys.length] ?? key]: value })
          const method = route.method === 'DELETE' ? 'DELETE' : (otherMethod ?? route.method)
          // What is deleted would only make the rest of this test emptier.
          const address = addressOf(
            route.path,
            method === 'DELETE' ? { ...ids, boardId: 'nobody' } : { ...real, ...ids },
          )
          await ask(`${method} ${address}${query} ${spoilt.slice(0, 200)}`, method, `${address}${query}`, spoilt, type)
        },
      ),
      { ...seeded('nasty inputs'), numRuns: 300 },
    )
    await expectHonestWork()
  })

  it.each([
    ['spaces', ' \u00A0\u3000\t\n'],
    ['zero-width characters', '\u200B\u200D\uFEFF'],
    ['turns of direction', '\u202E\u2066'],
    ['control characters', '\0\u0001\u007F'],
    ['blank letters', '\u2800\u3164\u115F'],
    ['half a character', 'x\uDC00'],
    ['one character too many', '👍'.repeat(201)],
  ])('API-522: a title of %s is refused', async (_what, title) => {
    for (const [method, address] of [
      ['POST', '/api/v1/boards'],
      ['PATCH', `/api/v1/boards/${real['boardId']}`],
    ] as const) {
      const { status, body } = await server.json(method, address, { title })
      expect([status, body['errors']]).toEqual([422, [{ path: 'title', message: expect.any(String) }]])
    }
  })

  it('API-522: a title is as many characters as it holds, turns nothing around, and its copy holds whole ones', async () => {
    const long = await server.board({ title: '👍'.repeat(200) })
    expect(Array.from(long.title).length).toBe(200)
    const { body } = await server.json('POST', `/api/v1/boards/${long.id}/duplicate`)
    expect([Array.from(String(body['title'])).length, String(body['title']).isWellFormed()]).toEqual([200, true])
    expect((await server.board({ title: 'a\u202Eb\u2066c' })).title).toBe('abc')
    expect((await server.board({ title: 'نقشه\u200Cها 👩‍🚀' })).title).toBe('نقشه\u200Cها 👩‍🚀')
  })

  it('API-523: a body that is no UTF-8 is refused rather than kept with holes in it', async () => {
    const latin = Buffer.from('{"title":"Caf\xe9"}', 'latin1')
    const response = await server.request('/api/v1/boards', {
      method: 'POST',
      body: latin,
      headers: { 'content-type': 'application/json' },
    })
    expect([response.status, await response.json()]).toEqual([400, expect.objectContaining({ code: 'invalid-json' })])
  })
})
