import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { Sessions } from '../../../server/auth/sessions.ts'
import { CLOSE_CODES } from '../../../shared/sync/closeCodes.ts'
import { listeningServer, RawLine, type ListeningServer } from '../../support/listeningServer.ts'

const ISSUER = 'https://login.example.com/'
const BEARER = { authorization: 'Bearer the-key' }

interface OpenSocket {
  socket: WebSocket
  closed: Promise<number>
}

describe('rights that end while a board is open', () => {
  let server: ListeningServer
  let boardId: string
  const sockets: WebSocket[] = []
  beforeEach(async () => {
    server = await listeningServer({
      policy: { key: 'the-key', publicUrl: null, members: { issuer: ISSUER, owners: new Set(), domains: 'all' } },
    })
    boardId = await server.board(BEARER)
  })
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.terminate()
    await server.close()
  })

  const origin = () => server.url
  const call = async (
    method: string,
    route: string,
    body?: object,
    headers: Record<string, string> = BEARER,
  ): Promise<Record<string, unknown>> => {
    const response = await fetch(`${origin()}${route}`, {
      method,
      headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>
  }
  const link = async (input: object) => {
    const made = await call('POST', `/api/v1/boards/${boardId}/shares`, input)
    return { id: String(made['id']), url: String(made['url']) }
  }
  const join = async (url: string, cookie = '') => {
    const joined = await fetch(url, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } })
    return joined.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
  }
  const open = async (headers: Record<string, string>, query = ''): Promise<OpenSocket> => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/sync/${boardId}${query}`, {
      headers: { origin: origin(), ...headers },
    })
    sockets.push(socket)
    const closed = new Promise<number>((resolve) => socket.once('close', resolve))
    await new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    return { socket, closed }
  }
  /** All that is closed for one reason is closed at once: whatever answers after the first is not among it. */
  const codeBy = async ({ socket, closed }: OpenSocket) => {
    const answers = new Promise<string>((resolve) => socket.once('pong', () => resolve('still open')))
    socket.ping()
    return Promise.race([closed, answers])
  }

  const signedOn = async (subject: string, forMs: number) => {
    const member = { issuer: ISSUER, subject, email: null, expiresAt: Date.now() + forMs }
    const sessions = new Sessions(server.storage.catalog, Date.now)
    const { token } = await sessions.startSignedOn({ member, name: subject, before: null })
    return { cookie: `betwixt_${server.storage.catalog.get('workspace', 'workspace')?.cookieSuffix}=${token}` }
  }

  it('AUT-130: a link that is taken back closes the sockets that came by it, and no other', async () => {
    const [one, other] = [await link({}), await link({})]
    const [gone, both, stays] = [
      await open({ cookie: await join(one.url) }),
      await open({ cookie: await join(other.url, await join(one.url)) }),
      await open(BEARER),
    ]
    await call('DELETE', `/api/v1/boards/${boardId}/shares/${one.id}`)
    expect(await gone.closed).toBe(CLOSE_CODES.forbidden)
    expect(await codeBy(both)).toBe('still open')
    expect(await codeBy(stays)).toBe('still open')
  })

  it('AUT-131: a link that ends by itself closes them at that moment', async () => {
    const { url } = await link({ expiresAt: new Date(Date.now() + 2_000).toISOString() })
    const socket = await open({ cookie: await join(url) })
    expect(await socket.closed).toBe(CLOSE_CODES.forbidden)
  })

  it('AUT-132: a right that becomes another one brings its socket back with the new one', async () => {
    const [viewer, editor] = [await link({ role: 'viewer' }), await link({ role: 'editor' })]
    const cookie = await join(viewer.url)
    const before = await open({ cookie })
    await join(editor.url, cookie)
    expect(await before.closed).toBe(CLOSE_CODES['role-changed'])
    const after = await open({ cookie })
    await call('DELETE', `/api/v1/boards/${boardId}/shares/${editor.id}`)
    expect(await after.closed).toBe(CLOSE_CODES['role-changed'])
  })

  it('AUT-133: signing out, being signed out and a token taken back close them as well, by ticket too', async () => {
    const cookie = await join((await link({})).url)
    const me = await call('PUT', '/api/v1/me', { name: 'Lin', discipline: '' }, { cookie, origin: origin() })
    const { ticket } = await call('POST', '/api/v1/tickets', undefined, { cookie, origin: origin() })
    const [byCookie, byTicket] = [await open({ cookie }), await open({}, `?ticket=${String(ticket)}`)]
    await call('DELETE', `/api/v1/sessions/${String(me['personId'])}`)
    expect(await byCookie.closed).toBe(CLOSE_CODES.forbidden)
    expect(await byTicket.closed).toBe(CLOSE_CODES.forbidden)

    const made = await call('POST', '/api/v1/tokens', { label: 'CI', scopes: ['read'] })
    const script = await open({ authorization: `Bearer ${String(made['token'])}` })
    await call('DELETE', `/api/v1/tokens/${String(made['id'])}`)
    expect(await script.closed).toBe(CLOSE_CODES.forbidden)

    const own = await join((await link({})).url)
    const leaving = await open({ cookie: own })
    await call('DELETE', '/api/v1/session', undefined, { cookie: own, origin: origin() })
    expect(await leaving.closed).toBe(CLOSE_CODES.forbidden)
  })

  it('AUT-134: a ticket has the rights that whoever asked for it has when it is used', async () => {
    const { id, url } = await link({})
    const cookie = await join(url)
    const { ticket } = await call('POST', '/api/v1/tickets', undefined, { cookie, origin: origin() })
    await call('DELETE', `/api/v1/boards/${boardId}/shares/${id}`)
    await expect(open({}, `?ticket=${String(ticket)}`)).rejects.toThrow('401')
  })

  it('AUT-135: a board that is hidden closes for members who have no right of their own', async () => {
    const [member, guest] = [await signedOn('ada', 60_000), await signedOn('ben', 60_000)]
    const cookie = await join((await link({ role: 'editor' })).url, guest.cookie)
    const [gone, stays] = [await open(member), await open({ cookie })]
    await call('PATCH', `/api/v1/boards/${boardId}`, { hidden: true })
    expect(await gone.closed).toBe(CLOSE_CODES.forbidden)
    expect(await codeBy(stays)).toBe('still open')
  })

  it('AUT-136: a sign-on that ends by itself closes them at that moment', async () => {
    const { cookie } = await signedOn('ada', 2_000)
    // A link that they opened meanwhile does not outlive it in this browser.
    await join((await link({})).url, cookie)
    expect(await (await open({ cookie })).closed).toBe(CLOSE_CODES.forbidden)
  })

  it('AUT-137: when a browser gets another session, its other tabs come in anew with that', async () => {
    const before = await join((await link({ role: 'viewer' })).url)
    const tab = await open({ cookie: before })
    const answer = await fetch(`${origin()}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: before, origin: origin() },
      body: '{"key":"the-key"}',
    })
    expect(await tab.closed).toBe(CLOSE_CODES['role-changed'])
    await expect(open({ cookie: before })).rejects.toThrow('401')
    const after = await open({ cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' })
    expect(await codeBy(after)).toBe('still open')
  })

  it('AUT-233: a link that is asked for while the right to it ends is not made', async () => {
    const { id, url } = await link({ role: 'facilitator' })
    const cookie = await join(url)
    const body = '{"role":"facilitator"}'
    const line = new RawLine(server.port)
    line.write(
      [
        `POST /api/v1/boards/${boardId}/shares HTTP/1.1`,
        `Host: 127.0.0.1:${server.port}`,
        `Origin: ${origin()}`,
        `Cookie: ${cookie}`,
        'Content-Type: application/json',
        `Content-Length: ${body.length}`,
        '',
        body.slice(0, 5),
      ].join('\r\n'),
    )
    await call('DELETE', `/api/v1/boards/${boardId}/shares/${id}`)
    line.write(body.slice(5))
    expect((await line.answer())?.status).toBe(401)
    line.destroy()
    const { items } = await call('GET', `/api/v1/boards/${boardId}/shares`)
    expect(items).toEqual([])
  })

  it('AUT-233: nor one that is made in the moment in which it ends', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id, url } = await link({ role: 'facilitator' })
      const cookie = await join(url)
      await Promise.all([
        call('DELETE', `/api/v1/boards/${boardId}/shares/${id}`),
        call('POST', `/api/v1/boards/${boardId}/shares`, {}, { cookie, origin: origin() }),
      ])
      expect((await call('GET', `/api/v1/boards/${boardId}/shares`))['items']).toEqual([])
    }
  })
})
