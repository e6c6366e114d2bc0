import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import type { BoardAction, LinkRole } from '../../../shared/access/boardRights.ts'
import type { TokenScope } from '../../../shared/access/tokenScopes.ts'
import type { WorkspaceAction } from '../../../server/auth/authorize.ts'
import { cookieOf, TestServer } from '../../support/server.ts'

const KEY = 'the-key'
const HOST = '192.168.1.5:3000'
const OWN = { host: HOST, origin: `http://${HOST}` }
const BEARER = { host: HOST, authorization: `Bearer ${KEY}` }
const ISSUER = 'https://login.example.com/'
const HOUR_MS = 60 * 60 * 1000

/** Everybody who may ask, with what they came with. Links and tokens are for the board `own`, unless their name says otherwise. */
const CALLERS = [
  'stranger',
  'key',
  'signed in',
  'viewer',
  'poster',
  'editor',
  'facilitator',
  'new owner',
  'member',
  'owning member',
  'revoked link',
  'expired link',
  'token read',
  'token post',
  'token write',
  'token manage',
  'token of own board',
  'ended token',
] as const

type CallerName = (typeof CALLERS)[number]

const OWNERS: readonly CallerName[] = ['key', 'signed in']
/** They signed on; the second made the board that is hidden. */
const MEMBERS: readonly CallerName[] = ['member', 'owning member']
const NOBODY: readonly CallerName[] = ['stranger', 'revoked link', 'expired link', 'ended token']

/** Who may do what, written out: what the product's own tables say is compared with this, not read from them. */
const MAY: Readonly<
  Record<BoardAction | WorkspaceAction, { own: readonly CallerName[]; foreign: readonly CallerName[] }>
> = {
  'board.read': {
    own: [...OWNERS, 'viewer', 'poster', 'editor', 'facilitator', 'new owner', 'token read', 'token of own board'],
    foreign: [...OWNERS, 'token read'],
  },
  'board.post': {
    own: [...OWNERS, 'poster', 'editor', 'facilitator', 'new owner', 'token post', 'token of own board'],
    foreign: [...OWNERS, 'token post'],
  },
  'board.edit': {
    own: [...OWNERS, 'editor', 'facilitator', 'new owner', 'token write', 'token of own board'],
    foreign: [...OWNERS, 'token write'],
  },
  'board.record': {
    own: [...OWNERS, 'editor', 'facilitator', 'new owner', 'token write', 'token of own board'],
    foreign: [...OWNERS, 'token write'],
  },
  'board.share': {
    own: [...OWNERS, 'facilitator', 'new owner', 'token manage', 'token of own board'],
    foreign: [...OWNERS, 'token manage'],
  },
  'board.manage': {
    own: [...OWNERS, 'new owner', 'token manage', 'token of own board'],
    foreign: [...OWNERS, 'token manage'],
  },
  'workspace.look': everywhere([
    ...OWNERS,
    ...MEMBERS,
    'viewer',
    'poster',
    'editor',
    'facilitator',
    'new owner',
    'token read',
    'token of own board',
  ]),
  'workspace.introduce': everywhere([...OWNERS, ...MEMBERS, 'viewer', 'poster', 'editor', 'facilitator', 'new owner']),
  'workspace.make': everywhere([...OWNERS, ...MEMBERS, 'token manage']),
  'workspace.manage': everywhere([...OWNERS, 'token manage']),
  'workspace.admin': everywhere(OWNERS),
}

function everywhere(callers: readonly CallerName[]) {
  return { own: callers, foreign: callers }
}

type Action = keyof typeof MAY

/** What every member may do on boards that are nobody's but listed, and on those in the trash. */
const MEMBER_MAY: Readonly<Partial<Record<(typeof BOARDS)[number], readonly Action[]>>> = {
  own: ['board.read', 'board.post', 'board.edit', 'board.record'],
  foreign: ['board.read', 'board.post', 'board.edit', 'board.record'],
  'own in trash': ['board.read'],
}

/** Each route of the API: what it needs, and a body that would do. A route that is missing here fails a test. */
const ROUTES: Readonly<Record<string, { needs: readonly Action[] | 'nothing'; body?: unknown }>> = {
  'GET /healthz': { needs: 'nothing' },
  'GET /readyz': { needs: 'nothing' },
  'GET /api/v1/me': { needs: 'nothing' },
  'PUT /api/v1/me': { needs: ['workspace.introduce'], body: { name: 'A', discipline: 'ai' } },
  'POST /api/v1/session': { needs: 'nothing', body: { key: 'wrong' } },
  'DELETE /api/v1/session': { needs: 'nothing' },
  'POST /api/v1/tickets': { needs: ['workspace.look'] },
  'GET /api/v1/settings': { needs: ['workspace.look'] },
  'GET /api/v1/templates': { needs: ['workspace.look'] },
  'GET /api/v1/workspace': { needs: ['workspace.admin'] },
  'GET /api/v1/workspace/backup': { needs: ['workspace.admin'] },
  'GET /api/v1/workspace/boards': { needs: ['workspace.admin'] },
  'GET /api/v1/sessions': { needs: ['workspace.admin'] },
  'DELETE /api/v1/sessions/{personId}': { needs: ['workspace.admin'] },
  'GET /api/v1/tokens': { needs: ['workspace.admin'] },
  'POST /api/v1/tokens': { needs: ['workspace.admin'], body: { label: 'T', scopes: ['read'] } },
  'DELETE /api/v1/tokens/{tokenId}': { needs: ['workspace.admin'] },
  'GET /api/v1/boards': { needs: ['workspace.look'] },
  'POST /api/v1/boards': { needs: ['workspace.make'], body: { title: 'New' } },
  'DELETE /api/v1/trash': { needs: ['workspace.manage'] },
  'GET /api/v1/boards/{boardId}': { needs: ['board.read'] },
  'PATCH /api/v1/boards/{boardId}': { needs: ['board.edit'], body: { title: 'New' } },
  'DELETE /api/v1/boards/{boardId}': { needs: ['board.manage'] },
  'POST /api/v1/boards/{boardId}/restore': { needs: ['board.manage'] },
  'POST /api/v1/boards/{boardId}/duplicate': { needs: ['board.read', 'workspace.make'] },
  'GET /api/v1/boards/{boardId}/reading': { needs: ['board.read'] },
  'POST /api/v1/boards/{boardId}/cards': { needs: ['board.edit'], body: { kind: 'post' } },
  'GET /api/v1/boards/{boardId}/cards/{cardId}': { needs: ['board.read'] },
  'PATCH /api/v1/boards/{boardId}/cards/{cardId}': { needs: ['board.edit'], body: {} },
  'DELETE /api/v1/boards/{boardId}/cards/{cardId}': { needs: ['board.edit'] },
  'POST /api/v1/boards/{boardId}/links': { needs: ['board.edit'], body: { from: 'shape:x', to: 'shape:y' } },
  'POST /api/v1/boards/{boardId}/posts': { needs: ['board.post'], body: { text: 'Seen today' } },
  'GET /api/v1/boards/{boardId}/shares': { needs: ['board.share'] },
  'POST /api/v1/boards/{boardId}/shares': { needs: ['board.share'], body: {} },
  'DELETE /api/v1/boards/{boardId}/shares/{shareId}': { needs: ['board.share'] },
  'GET /api/v1/boards/{boardId}/guests': { needs: ['board.share'] },
  'PUT /api/v1/boards/{boardId}/owner': { needs: ['board.manage'], body: { personId: 'nobody' } },
  'POST /api/v1/boards/{boardId}/assets': { needs: ['board.edit'], body: 'x' },
  'GET /api/v1/boards/{boardId}/assets/{sha256}': { needs: ['board.read'] },
  'PUT /api/v1/boards/{boardId}/thumbnail': { needs: ['board.edit'], body: 'x' },
  'GET /api/v1/boards/{boardId}/thumbnail': { needs: ['board.read'] },
  'POST /api/v1/boards/{boardId}/records': { needs: ['board.record'], body: { title: 'T', decided: 'D' } },
  'GET /api/v1/records': { needs: ['workspace.look'] },
  'GET /api/v1/records/{recordId}': { needs: ['board.read'] },
  'POST /api/v1/records/{recordId}/status': { needs: ['board.record'], body: { status: 'rejected', reason: 'x' } },
  'GET /api/v1/records/{recordId}/export': { needs: ['board.read'] },
}

/** The board that a path speaks of. */
const BOARDS = ['own', 'foreign', 'hidden', 'own in trash', 'missing'] as const

describe('who may do what', () => {
  const time = Date.UTC(2026, 10, 23, 12)
  let now = time
  let server: TestServer
  const headers = new Map<CallerName, Record<string, string>>()
  const boards = new Map<string, string>([['missing', 'nothing-here']])
  const records = new Map<string, string>([['missing', 'nothing-here']])

  const asOwner = (method: string, path: string, body?: unknown) => server.json(method, path, body, BEARER)
  const linkTo = async (boardId: string, input: { role: LinkRole; expiresAt?: string }) => {
    const { body } = await asOwner('POST', `/api/v1/boards/${boardId}/shares`, input)
    return { id: String(body['id']), path: new URL(String(body['url'])).pathname }
  }
  const joined = async (links: readonly { path: string }[]): Promise<Record<string, string>> => {
    let cookie = ''
    for (const { path } of links) {
      const answer = await server.request(path, { headers: { host: HOST, ...(cookie !== '' && { cookie }) } })
      cookie = cookieOf(answer) || cookie
    }
    return { ...OWN, cookie }
  }
  const signedOn = async (name: string): Promise<Record<string, string>> => {
    const member = { issuer: ISSUER, subject: name, email: `${name}@example.com`, expiresAt: time + 24 * HOUR_MS }
    const { token: cookie } = await server.deps.access.sessions.startSignedOn({ member, name, before: null })
    return { ...OWN, cookie: `${server.deps.access.cookieName}=${cookie}` }
  }
  const token = async (scopes: readonly TokenScope[], more: object = {}) => {
    const { body } = await asOwner('POST', '/api/v1/tokens', { label: 'Script', scopes, ...more })
    return { host: HOST, authorization: `Bearer ${String(body['token'])}` }
  }

  beforeAll(async () => {
    now = time
    server = await TestServer.open({
      policy: { key: KEY, members: { issuer: ISSUER, owners: new Set(), domains: new Set(['example.com']) } },
      now: () => now,
    })
    for (const name of ['own', 'foreign', 'own in trash']) {
      const { id } = await server.board({ title: name, template: 'aha-wall' }, BEARER)
      const { body } = await asOwner('POST', `/api/v1/boards/${id}/records`, { title: 'R', decided: 'D' })
      boards.set(name, id)
      records.set(name, String(body['id']))
    }
    const mine = [boards.get('own') ?? '', boards.get('own in trash') ?? '']
    const links = (role: LinkRole, expiresAt?: string) =>
      Promise.all(mine.map((id) => linkTo(id, { role, ...(expiresAt !== undefined && { expiresAt }) })))

    headers.set('stranger', OWN)
    headers.set('key', BEARER)
    const signedIn = await server.json('POST', '/api/v1/session', { key: KEY }, OWN)
    headers.set('signed in', { ...OWN, cookie: cookieOf(signedIn.response) })
    for (const role of ['viewer', 'poster', 'editor', 'facilitator'] as const) {
      headers.set(role, await joined(await links(role)))
    }
    const heir = await joined(await links('viewer'))
    const { body: me } = await server.json('PUT', '/api/v1/me', { name: 'Heir', discipline: '' }, heir)
    for (const id of mine) await asOwner('PUT', `/api/v1/boards/${id}/owner`, { personId: me['personId'] })
    headers.set('new owner', heir)
    headers.set('member', await signedOn('ada'))
    headers.set('owning member', await signedOn('ben'))
    const made = await server.json('POST', '/api/v1/boards', { title: 'H' }, headers.get('owning member'))
    await asOwner('PATCH', `/api/v1/boards/${String(made.body['id'])}`, { hidden: true })
    const record = await asOwner('POST', `/api/v1/boards/${String(made.body['id'])}/records`, {
      title: 'R',
      decided: 'D',
    })
    boards.set('hidden', String(made.body['id']))
    records.set('hidden', String(record.body['id']))

    const soon = new Date(time + HOUR_MS).toISOString()
    const revoked = await links('facilitator')
    headers.set('revoked link', await joined(revoked))
    for (const [at, { id }] of revoked.entries()) await asOwner('DELETE', `/api/v1/boards/${mine[at]}/shares/${id}`)
    headers.set('expired link', await joined(await links('facilitator', soon)))

    for (const scope of ['read', 'post', 'write', 'manage'] as const)
      headers.set(`token ${scope}`, await token([scope]))
    const all = ['read', 'post', 'write', 'manage'] as const
    headers.set('token of own board', await token(all, { boardId: boards.get('own') }))
    headers.set('ended token', await token(all, { expiresAt: soon }))
    now = time + 2 * HOUR_MS
    await asOwner('DELETE', `/api/v1/boards/${boards.get('own in trash')}`)
  })
  afterAll(() => server.close())

  const path = (route: string, board: string) =>
    route
      .replace('{boardId}', boards.get(board) ?? '')
      .replace('{recordId}', records.get(board) ?? '')
      .replace('{sha256}', '0'.repeat(64))
      .replace(/\{\w+\}/gu, 'shape:x')

  const isAllowed = (caller: CallerName, needs: readonly Action[], board: (typeof BOARDS)[number]) =>
    needs.every((action) => {
      if (board === 'missing' && action.startsWith('board.')) {
        // What is not there is told to those alone who may see everything.
        return MAY[action].foreign.includes(caller)
      }
      if (MEMBERS.includes(caller) && action.startsWith('board.')) {
        if (board === 'hidden') return caller === 'owning member'
        return MEMBER_MAY[board]?.includes(action) ?? false
      }
      if (board === 'own in trash' && caller === 'token of own board') return MAY[action].foreign.includes(caller)
      return MAY[action][board.startsWith('own') ? 'own' : 'foreign'].includes(caller)
    })

  it('AUT-100: every route of the description stands in the table of rights, and no other', async () => {
    const { body } = await asOwner('GET', '/api/v1/openapi.json')
    const described = Object.entries(body['paths'] as Record<string, object>).flatMap(([route, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${route}`),
    )
    expect(described.toSorted()).toEqual(Object.keys(ROUTES).toSorted())
  })

  it.each(CALLERS)('AUT-101: %s may do on each board what the table says, and nothing else', async (caller) => {
    // What would make or take away a board, a session or a right comes last, so that the others meet the same world.
    const safeFirst = Object.entries(ROUTES).toSorted(([a], [b]) => Number(isDrastic(a)) - Number(isDrastic(b)))
    for (const [route, { needs, body }] of safeFirst) {
      const allowedSomewhere = needs !== 'nothing' && BOARDS.some((board) => isAllowed(caller, needs, board))
      // An answer other than a refusal would change the world for the other callers.
      if (isDrastic(route) && (needs === 'nothing' || allowedSomewhere)) continue
      for (const board of /\{(?:board|record)Id\}/u.test(route) ? BOARDS : (['own'] as const)) {
        const [method = '', pattern = ''] = route.split(' ')
        const answer = await server.request(path(pattern, board), {
          method,
          headers: {
            ...headers.get(caller),
            ...(typeof body === 'object' && { 'content-type': 'application/json' }),
          },
          body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
        })
        const said = answer.status === 401 || answer.status === 403 ? answer.status : 'let through'
        const isNobody = NOBODY.includes(caller)
        const expected =
          needs === 'nothing'
            ? // A token that is good no more is told so everywhere, and a wrong key is no way to sign in.
              caller === 'ended token' || route === 'POST /api/v1/session'
              ? 401
              : 'let through'
            : isAllowed(caller, needs, board)
              ? 'let through'
              : isNobody
                ? 401
                : 403
        expect(said, `${route} on ${board}`).toBe(expected)
      }
    }
  })
})

/** Deletes boards, sessions or tokens, or empties the trash, where it is let through. */
function isDrastic(route: string): boolean {
  return (
    route === 'DELETE /api/v1/trash' ||
    route === 'DELETE /api/v1/session' ||
    route === 'DELETE /api/v1/boards/{boardId}' ||
    route === 'POST /api/v1/boards/{boardId}/restore'
  )
}
