import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listeningServer } from '../../support/listeningServer.ts'
import { cookieOf, TestServer } from '../../support/server.ts'

const BEARER = { authorization: 'Bearer k' }

describe('rates', () => {
  let server: TestServer
  beforeEach(async () => {
    server = await TestServer.open({ policy: { key: 'k' }, rates: true })
  })
  afterEach(() => server.close())

  /** Asks until it is refused for asking too often; how often it was let through, and what it was told then. */
  const untilRefused = async (ask: () => Promise<Response>, most: number) => {
    for (let times = 0; times < most; times++) {
      const answer = await ask()
      if (answer.status === 429) return { times, answer }
    }
    throw new Error(`It was let through ${most} times`)
  }
  const signIn = (key: string) => () =>
    server.request('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
    })

  it.each([
    ['keys', signIn('wrong')],
    ['tokens', () => server.request('/api/v1/boards', { headers: { authorization: 'Bearer bxt_wrong' } })],
    ['bearers', () => server.request('/api/v1/boards', { headers: { authorization: 'Bearer wrong' } })],
    ['links', () => server.request('/join/wrong')],
  ])(
    'AUT-140: after 30 wrong %s an address is told when to try again, and even the right key waits',
    async (_, ask) => {
      const { times, answer } = await untilRefused(ask, 100)
      expect(times).toBe(30)
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(60)
      expect(await answer.json()).toMatchObject({ code: 'rate-limited', retryable: true })
      expect((await signIn('k')()).status).toBe(429)
      // Nobody who is in already notices.
      expect((await server.request('/api/v1/me')).status).toBe(200)
    },
  )

  it('AUT-141: what is right is no guess, however often', async () => {
    for (let i = 0; i < 40; i++) {
      expect((await server.request('/api/v1/boards', { headers: BEARER })).status).toBe(200)
    }
  })

  it('AUT-142: posts have a rate of their own, a caller at a time', async () => {
    const { id } = await server.board({ template: 'aha-wall' }, BEARER)
    const made = await server.json('POST', '/api/v1/tokens', { label: 'CI', scopes: ['post'] }, BEARER)
    const post = (headers: Record<string, string>) => () =>
      server.request(`/api/v1/boards/${id}/posts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"text":"Again"}',
      })
    const { times } = await untilRefused(post({ authorization: `Bearer ${String(made.body['token'])}` }), 100)
    expect(times).toBe(60)
    expect((await post(BEARER)()).status).toBe(201)
    expect((await server.request('/api/v1/boards', { headers: BEARER })).status).toBe(200)
  })

  it('AUT-145: guests who are somebody new each time have a rate together, by their address', async () => {
    const { id } = await server.board({ template: 'aha-wall' }, BEARER)
    const { body } = await server.json('POST', `/api/v1/boards/${id}/shares`, { role: 'poster' }, BEARER)
    const { pathname } = new URL(String(body['url']))
    const post = (cookie: string) => () =>
      server.request(`/api/v1/boards/${id}/posts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie, origin: 'http://localhost' },
        body: '{"text":"Again"}',
      })
    let posted = 0
    for (let guest = 0; guest < 12; guest += 1) {
      const cookie = cookieOf(await server.request(pathname))
      posted += (await untilRefused(post(cookie), 100)).times
    }
    expect(posted).toBe(600)
    expect((await server.json('POST', `/api/v1/boards/${id}/posts`, { text: 'The owner' }, BEARER)).status).toBe(201)
  })

  it('AUT-145: what guests may not do uses up nothing of that', async () => {
    const { id } = await server.board({}, BEARER)
    const { body } = await server.json('POST', `/api/v1/boards/${id}/shares`, { role: 'editor' }, BEARER)
    const cookie = cookieOf(await server.request(new URL(String(body['url'])).pathname))
    const taken: string[] = []
    const take = server.deps.rates.take.bind(server.deps.rates)
    server.deps.rates.take = (what, who) => {
      taken.push(what)
      return take(what, who)
    }
    const headers = { cookie, origin: 'http://localhost' }
    expect((await server.json('DELETE', `/api/v1/boards/${id}`, undefined, headers)).status).toBe(403)
    expect(taken).toEqual(['write'])
    expect((await server.json('PATCH', `/api/v1/boards/${id}`, { title: 'New' }, headers)).status).toBe(200)
    expect(taken).toEqual(['write', 'write', 'write of guests'])
  })

  it('AUT-143: links that are opened make sessions, and so have a rate', async () => {
    const { id } = await server.board({}, BEARER)
    const { body } = await server.json('POST', `/api/v1/boards/${id}/shares`, {}, BEARER)
    const { pathname } = new URL(String(body['url']))
    const { times } = await untilRefused(() => server.request(pathname), 400)
    expect(times).toBe(300)
  })

  it('AUT-144: on a machine without a key nothing is counted', async () => {
    const open = await listeningServer()
    for (let i = 0; i < 700; i++) {
      const answer = await fetch(`${open.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"key":"wrong"}',
      })
      expect(answer.status).toBe(200)
      await answer.text()
    }
    await open.close()
  })
})
