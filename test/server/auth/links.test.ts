import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CreateShare } from '../../../shared/api/shares.ts'
import { cookieOf, TestServer } from '../../support/server.ts'

const HOST = '192.168.1.5:3000'
const OWN = { host: HOST, origin: `http://${HOST}` }
const BEARER = { host: HOST, authorization: 'Bearer k' }
const HOUR_MS = 60 * 60 * 1000

describe('links to a board', () => {
  let time: number
  let server: TestServer
  let boardId: string
  beforeEach(async () => {
    time = Date.UTC(2026, 10, 23, 12)
    server = await TestServer.open({ policy: { key: 'k' }, now: () => time })
    boardId = (await server.board({ title: 'Shared', template: 'aha-wall' }, BEARER)).id
  })
  afterEach(() => server.close())

  const shares = (rest = '') => `/api/v1/boards/${boardId}/shares${rest}`
  const link = async (input: CreateShare = {}, headers: Record<string, string> = BEARER) => {
    const { status, body } = await server.json('POST', shares(), input, headers)
    const url = typeof body['url'] === 'string' ? body['url'] : 'http://none/'
    return { status, body, id: String(body['id']), path: new URL(url).pathname }
  }
  const open = async (path: string, cookie = '') => {
    const answer = await server.request(path, { headers: { host: HOST, ...(cookie !== '' && { cookie }) } })
    return { answer, headers: { ...OWN, cookie: cookieOf(answer) || cookie } }
  }
  const role = async (headers: Record<string, string>) => {
    const { status, body } = await server.json('GET', `/api/v1/boards/${boardId}`, undefined, headers)
    return status === 200 ? body['role'] : status
  }

  it('AUT-110: a link has a role, and a label and an end if it is given them; the list tells who came by it', async () => {
    const expiresAt = new Date(time + HOUR_MS).toISOString()
    const made = await link({ role: 'viewer', label: 'For the board meeting', expiresAt })
    expect(made.body).toMatchObject({ role: 'viewer', label: 'For the board meeting', expiresAt, hasEnded: false })
    const { headers } = await open(made.path)
    await server.json('PUT', '/api/v1/me', { name: 'Vi', discipline: 'risk' }, headers)
    expect(await role(headers)).toBe('viewer')
    const { body } = await server.json('GET', shares(), undefined, BEARER)
    expect(body['items']).toMatchObject([
      { id: made.id, role: 'viewer', openedBy: [{ name: 'Vi', discipline: 'risk' }] },
    ])
    expect(JSON.stringify(body)).not.toContain('url')
  })

  it('AUT-118: a request without a body asks for the usual link, whatever it says that it brings', async () => {
    for (const headers of [BEARER, { ...BEARER, 'content-type': 'application/json' }]) {
      const answer = await server.request(shares(), { method: 'POST', headers })
      expect([answer.status, ((await answer.json()) as { role: string }).role]).toEqual([201, 'editor'])
    }
  })

  it('AUT-111: what a link must not be is refused, field by field', async () => {
    for (const input of [
      { role: 'owner' },
      { role: 'god' },
      { label: 'x'.repeat(81) },
      { expiresAt: 'tomorrow' },
      { expiresAt: new Date(time).toISOString() },
      { more: 1 },
    ] as unknown as CreateShare[]) {
      const { status, body } = await link(input)
      expect([status, body['code']], JSON.stringify(input)).toEqual([422, 'invalid-request'])
      expect(body['errors']).toHaveLength(1)
    }
  })

  it('AUT-112: a link for posting leads to the posting page', async () => {
    const { answer } = await open((await link({ role: 'poster' })).path)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/post/${boardId}`])
  })

  it('AUT-113: a link that was taken back or has ended lets nobody in, and takes its right from whoever had it', async () => {
    const [taken, ended] = [await link(), await link({ expiresAt: new Date(time + HOUR_MS).toISOString() })]
    const [first, second] = [(await open(taken.path)).headers, (await open(ended.path)).headers]
    expect([await role(first), await role(second)]).toEqual(['editor', 'editor'])
    expect((await server.json('DELETE', shares(`/${taken.id}`), undefined, BEARER)).status).toBe(204)
    time += HOUR_MS
    expect([await role(first), await role(second)]).toEqual([401, 401])
    for (const { path } of [taken, ended]) {
      expect((await server.request(path, { headers: { host: HOST } })).status).toBe(410)
    }
    expect((await server.json('DELETE', shares(`/${taken.id}`), undefined, BEARER)).status).toBe(404)
    const { body } = await server.json('GET', shares(), undefined, BEARER)
    expect(body['items']).toMatchObject([{ id: ended.id, hasEnded: true }])
  })

  it('AUT-114: a second link never lowers what the first one gave, and one taken back leaves what the other gives', async () => {
    const [editor, viewer] = [await link({ role: 'editor' }), await link({ role: 'viewer' })]
    const { headers } = await open(editor.path)
    await open(viewer.path, headers.cookie)
    expect(await role(headers)).toBe('editor')
    await server.json('DELETE', shares(`/${editor.id}`), undefined, BEARER)
    expect(await role(headers)).toBe('viewer')
  })

  it('AUT-115: a facilitator makes and takes back links; an editor does neither', async () => {
    const facilitator = (await open((await link({ role: 'facilitator' })).path)).headers
    const editor = (await open((await link()).path)).headers
    const made = await link({ role: 'editor' }, facilitator)
    expect(made.status).toBe(201)
    expect((await link({}, editor)).status).toBe(403)
    expect((await server.json('DELETE', shares(`/${made.id}`), undefined, editor)).status).toBe(403)
    expect((await server.json('DELETE', shares(`/${made.id}`), undefined, facilitator)).status).toBe(204)
  })

  it('AUT-116: a board is passed on to somebody who came to it, who then owns it until it is passed on again', async () => {
    const heir = (await open((await link({ role: 'viewer' })).path)).headers
    const next = (await open((await link({ role: 'poster' })).path)).headers
    const idOf = async (name: string, headers: Record<string, string>) =>
      (await server.json('PUT', '/api/v1/me', { name, discipline: '' }, headers)).body['personId']
    const [heirId, nextId] = [await idOf('Heir', heir), await idOf('Next', next)]
    const passOn = (personId: unknown, headers: Record<string, string>) =>
      server.json('PUT', `/api/v1/boards/${boardId}/owner`, { personId }, headers)
    expect((await passOn('somebody-else', BEARER)).status).toBe(404)
    expect((await passOn(heirId, heir)).status).toBe(403)
    expect((await passOn(heirId, BEARER)).status).toBe(204)
    expect(await role(heir)).toBe('owner')
    expect((await passOn(nextId, heir)).status).toBe(204)
    expect([await role(heir), await role(next)]).toEqual(['viewer', 'owner'])
    const { body } = await server.json('GET', `/api/v1/boards/${boardId}/guests`, undefined, next)
    expect(body['items']).toMatchObject([
      { name: 'Heir', role: 'viewer' },
      { name: 'Next', role: 'owner' },
    ])
    // The right is the person's, not the link's: a link taken back leaves it.
    for (const { id } of (await server.json('GET', shares(), undefined, next)).body['items'] as { id: string }[]) {
      await server.json('DELETE', shares(`/${id}`), undefined, next)
    }
    expect([await role(heir), await role(next)]).toEqual([401, 'owner'])
    expect((await server.json('POST', `/api/v1/boards/${boardId}/duplicate`, undefined, next)).status).toBe(403)
    expect((await server.json('DELETE', `/api/v1/boards/${boardId}`, undefined, next)).status).toBe(204)
  })

  it('AUT-117: a hidden board is not listed, and whoever has its address or a link comes in all the same', async () => {
    const guest = (await open((await link()).path)).headers
    const list = async (headers: Record<string, string>, query = '') =>
      ((await server.json('GET', `/api/v1/boards${query}`, undefined, headers)).body['items'] as { id: string }[]).map(
        ({ id }) => id,
      )
    const hide = (hidden: boolean, headers: Record<string, string>) =>
      server.json('PATCH', `/api/v1/boards/${boardId}`, { hidden }, headers)
    expect((await hide(true, guest)).status).toBe(403)
    expect((await hide(true, BEARER)).body['hidden']).toBe(true)
    expect([await list(BEARER), await list(BEARER, '?hidden=true')]).toEqual([[], [boardId]])
    expect(await list(guest)).toEqual([boardId])
    expect(await role(BEARER)).toBe('owner')
    await hide(false, BEARER)
    expect([await list(BEARER), await list(BEARER, '?hidden=true')]).toEqual([[boardId], []])
    expect((await server.json('PATCH', `/api/v1/boards/${boardId}`, {}, BEARER)).status).toBe(422)
  })

  it('AUT-231: what a facilitator gives away ends with their own link, at the latest', async () => {
    const end = new Date(time + HOUR_MS).toISOString()
    const { path } = await link({ role: 'facilitator', expiresAt: end })
    const { headers } = await open(path)
    const { body, path: further } = await link({ role: 'facilitator' }, headers)
    expect(body).toMatchObject({ expiresAt: end })
    const later = new Date(time + 2 * HOUR_MS).toISOString()
    const refused = await link({ expiresAt: later }, headers)
    expect([refused.status, refused.body['errors']]).toMatchObject([422, [{ path: 'expiresAt' }]])
    const sooner = new Date(time + HOUR_MS / 2).toISOString()
    expect((await link({ expiresAt: sooner }, headers)).body).toMatchObject({ expiresAt: sooner })
    const again = await open(further, headers.cookie)
    time += HOUR_MS
    expect(await role(again.headers)).toBe(401)
    expect((await open(further)).answer.status).toBe(410)
  })

  it('AUT-232: taking a link back takes back what was made with it, and nothing else', async () => {
    const first = await link({ role: 'facilitator' })
    const second = await link({ role: 'facilitator' }, (await open(first.path)).headers)
    const third = await link({ role: 'viewer' }, (await open(second.path)).headers)
    const other = await link({ role: 'facilitator' })
    const ofOther = await link({}, (await open(other.path)).headers)
    const { body } = await server.json('GET', shares(), undefined, BEARER)
    const made = (body['items'] as { id: string; madeWith: string | null }[]).map(({ id, madeWith }) => [id, madeWith])
    expect(made).toEqual([
      [first.id, null],
      [second.id, first.id],
      [third.id, second.id],
      [other.id, null],
      [ofOther.id, other.id],
    ])
    expect((await server.json('DELETE', shares(`/${first.id}`), undefined, BEARER)).status).toBe(204)
    for (const { path } of [first, second, third]) expect((await open(path)).answer.status).toBe(410)
    for (const { path } of [other, ofOther]) expect((await open(path)).answer.status).toBe(303)
  })
})
