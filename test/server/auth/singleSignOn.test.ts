import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LinkRole } from '../../../shared/access/boardRights.ts'
import { MEMBERSHIP_MS, memberPersonId, standingOf } from '../../../server/auth/members.ts'
import { parseDomains, parseOwners } from '../../../server/auth/signOnConfig.ts'
import { SIGN_ON_MS } from '../../../server/auth/singleSignOn.ts'
import { CLIENT, IdentityProvider, type TokenAnswer } from '../../support/identityProvider.ts'
import { TestServer, type TestServerOptions } from '../../support/server.ts'

const KEY = 'the-key'
const ORIGIN = 'https://boards.example.com'
const HOST = { host: 'boards.example.com' }
const BEARER = { ...HOST, authorization: `Bearer ${KEY}` }

const PEOPLE = {
  ada: { name: 'Ada Lovelace', email: 'Ada@Example.com', email_verified: true },
  ben: { name: 'Ben', email: 'ben@example.com', email_verified: true },
  boss: { name: 'Grace', email: 'grace@example.com', email_verified: true },
  // Says that the boss's address is theirs, which nobody has verified.
  mallory: { name: 'Mallory', email: 'grace@example.com', email_verified: false },
  'grace@example.com': { name: 'Trudy' },
  stranger: { name: 'Stranger', email: 'stranger@elsewhere.example', email_verified: true },
  nameless: { email: 'nameless@example.com', email_verified: true },
}

const PROVIDER = { redirectUri: `${ORIGIN}/sign-in/sso/callback`, people: PEOPLE }

/** What a broken or hostile provider might answer a code with. */
const FORGERIES: Readonly<Record<string, (answer: TokenAnswer) => TokenAnswer>> = {
  'another signature': rewritten(({ payload, ...rest }) => ({
    ...rest,
    payload: { ...payload, name: 'Somebody else' },
  })),
  'no signature': rewritten(({ header, payload }) => ({ header: { ...header, alg: 'none' }, payload, signature: '' })),
  'no ID token': (answer) => ({ ...answer, id_token: undefined }),
  'an ID token that is none': (answer) => ({ ...answer, id_token: 'a.b.c' }),
  'an ID token of no text': (answer) => ({ ...answer, id_token: 7 }) as unknown as TokenAnswer,
}

interface TokenParts {
  header: object
  payload: object
  signature: string
}

/** Takes the ID token apart and puts it together again as `change` says. */
function rewritten(change: (parts: TokenParts) => TokenParts): (answer: TokenAnswer) => TokenAnswer {
  const decoded = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as object
  const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  return (answer) => {
    const [first, second, signature = ''] = (answer.id_token ?? '').split('.')
    const parts = change({ header: decoded(first), payload: decoded(second), signature })
    return { ...answer, id_token: `${encoded(parts.header)}.${encoded(parts.payload)}.${parts.signature}` }
  }
}

describe('signing on at the organisation’s provider', () => {
  let now = Date.now()
  let provider: IdentityProvider
  let server: TestServer

  const open = async (domains: string, { owners = 'grace@example.com', isTerse = false } = {}) => {
    now = Date.now()
    provider = await IdentityProvider.start({ ...PROVIDER, isTerse })
    server = await serve(domains, owners)
  }
  const serve = (domains: string, owners: string, { policy, ...more }: TestServerOptions = {}) =>
    TestServer.open({
      ...more,
      now: () => now,
      policy: {
        key: KEY,
        publicUrl: new URL(ORIGIN),
        members: {
          issuer: provider.issuer.href,
          owners: parseOwners(owners) ?? new Set(),
          domains: parseDomains(domains) ?? new Set(),
        },
        ...policy,
      },
      provider: { issuer: provider.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, title: 'Example' },
    })

  const close = async () => {
    await server.close()
    await provider.close()
  }
  /** Another server, with other rules, on the same provider. */
  const reopen = async (domains: string, owners = 'grace@example.com') => {
    await server.close()
    server = await serve(domains, owners)
  }
  const board = async (title: string) => (await server.board({ title }, BEARER)).id
  const hide = (id: string) => server.json('PATCH', `/api/v1/boards/${id}`, { hidden: true }, BEARER)
  const link = async (id: string, role: LinkRole) => {
    const { body } = await server.json('POST', `/api/v1/boards/${id}/shares`, { role }, BEARER)
    return new URL(String(body['url'])).pathname
  }

  beforeEach(() => open('example.com'))
  afterEach(close)

  /** A browser with cookies of its own. */
  const browser = () => new Browser(server)
  const signedOn = async (login: string, to?: string) => {
    const signed = browser()
    await signed.signOn(provider, login, to)
    return signed
  }

  it('AUT-200: whoever the provider vouches for is a member, with the name that it knows, and says the rest once', async () => {
    const ada = browser()
    const answer = await ada.signOn(provider, 'ada', '/b/some-board')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/b/some-board'])
    expect(await ada.get('/api/v1/me')).toMatchObject({
      role: 'member',
      name: 'Ada Lovelace',
      isNew: true,
      signOnEndsAt: new Date(now + MEMBERSHIP_MS).toISOString(),
    })
    await ada.send('PUT', '/api/v1/me', { name: 'Ada', discipline: 'ai' })
    expect(await ada.get('/api/v1/me')).toMatchObject({ role: 'member', name: 'Ada', isNew: false })
    const nameless = await signedOn('nameless')
    expect(await nameless.get('/api/v1/me')).toMatchObject({ role: 'member', name: '', isNew: true })
  })

  it('AUT-201: a verified address or a subject that the operator named owns the workspace; an unverified one does not', async () => {
    expect(await (await signedOn('boss')).get('/api/v1/me')).toMatchObject({ role: 'owner' })
    await reopen('*', 'ben, grace@example.com')
    expect(await (await signedOn('ben')).get('/api/v1/me')).toMatchObject({ role: 'owner' })
    for (const login of ['mallory', 'grace@example.com', 'ada']) {
      expect(await (await signedOn(login)).get('/api/v1/me')).toMatchObject({ role: 'member' })
    }
  })

  it('AUT-202: only verified addresses of the domains that the operator named come in; with * everybody does', async () => {
    for (const login of ['stranger', 'mallory', 'grace@example.com']) {
      const strange = browser()
      const answer = await strange.signOn(provider, login)
      expect(answer.status).toBe(403)
      expect(await answer.text()).toContain('does not let you in here')
      expect(await strange.get('/api/v1/me')).toMatchObject({ role: 'none' })
    }
    await reopen('*')
    expect(await (await signedOn('stranger')).get('/api/v1/me')).toMatchObject({ role: 'member' })
  })

  it('AUT-203: what the ID token leaves out is asked of the user info', async () => {
    await close()
    await open('example.com', { isTerse: true })
    expect(await (await signedOn('ada')).get('/api/v1/me')).toMatchObject({ role: 'member', name: 'Ada Lovelace' })
    expect(await (await signedOn('boss')).get('/api/v1/me')).toMatchObject({ role: 'owner' })
  })

  it('AUT-204: what was not begun in this browser, was used before, or was begun too long ago signs nobody on', async () => {
    const ada = browser()
    const back = await ada.begin(provider, 'ada')
    const victim = browser()
    await victim.go('/sign-in/sso')
    const again = (by: Browser, search = back.search) => by.go(`/sign-in/sso/callback${search}`)
    expect((await again(victim)).status).toBe(401)
    // Shown by somebody else, it is good for nobody any more.
    expect((await again(ada)).status).toBe(401)

    const second = await ada.begin(provider, 'ada')
    expect((await again(ada, second.search)).status).toBe(303)
    const cookies = new Map(ada.jar)
    const twice = await again(ada, second.search)
    expect([twice.status, twice.headers.get('location')]).toEqual([303, '/'])
    expect(ada.jar).toEqual(cookies)
    expect((await again(browser(), second.search)).status).toBe(401)

    const late = await victim.begin(provider, 'ada')
    now += SIGN_ON_MS
    expect((await again(victim, late.search)).status).toBe(401)
    for (const search of ['', '?code=x', '?state=x&code=x', '?state=x&state=y', '?error=%00'.repeat(100)]) {
      expect((await again(victim, search)).status).toBe(401)
    }
    expect(await victim.get('/api/v1/me')).toMatchObject({ role: 'none' })
  })

  it('AUT-205: the code of another sign-on is good for nothing', async () => {
    const [ada, mallory] = [browser(), browser()]
    const [hers, theirs] = [await ada.begin(provider, 'ada'), await mallory.begin(provider, 'ben')]
    const mixed = new URL(hers)
    mixed.searchParams.set('code', theirs.searchParams.get('code') ?? '')
    const answer = await ada.go(mixed.pathname + mixed.search)
    expect([answer.status, await ada.get('/api/v1/me')]).toMatchObject([401, { role: 'none' }])
  })

  it.each(Object.entries(FORGERIES))('AUT-206: a token with %s vouches for nobody', async (_what, forge) => {
    provider.tamper = forge
    const ada = browser()
    const answer = await ada.signOn(provider, 'ada')
    expect([answer.status, await ada.get('/api/v1/me')]).toMatchObject([502, { role: 'none' }])
  })

  it('AUT-207: when the provider says no, or another one answers in its place, that is told and nothing changes', async () => {
    const ada = browser()
    const begun = await ada.go('/sign-in/sso')
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? ''
    const issuer = encodeURIComponent(provider.issuer.origin)
    const no = await ada.go(`/sign-in/sso/callback?error=access_denied&state=${state}&iss=${issuer}`)
    expect([no.status, await no.text()]).toEqual([401, expect.stringContaining('did not sign you in')])
    const back = await ada.begin(provider, 'ada')
    back.searchParams.set('iss', 'https://evil.example')
    expect((await ada.go(back.pathname + back.search)).status).toBe(502)
    expect(await ada.get('/api/v1/me')).toMatchObject({ role: 'none' })
  })

  it('AUT-208: without the provider the server works, says what is missing, and signs on once it is there again', async () => {
    await provider.close()
    const ada = browser()
    const answer = await ada.go('/sign-in/sso')
    expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('did not answer')])
    expect((await server.json('GET', '/api/v1/boards', undefined, BEARER)).status).toBe(200)
    provider = await IdentityProvider.start({ ...PROVIDER, port: Number(provider.issuer.port) })
    expect((await ada.signOn(provider, 'ada')).status).toBe(303)
  })

  it('AUT-209: signing on gives a new cookie and ends the one before; what that had been given stays', async () => {
    const [linked, owned, secret] = [await board('Linked'), await board('Owned'), await board('Secret')]
    for (const id of [linked, owned, secret]) await hide(id)
    const ada = browser()
    for (const id of [linked, owned]) await ada.go(await link(id, 'viewer'))
    await ada.send('PUT', '/api/v1/me', { name: 'A guest', discipline: 'product' })
    const guest = (await ada.get('/api/v1/me'))['personId']
    await server.json('PUT', `/api/v1/boards/${owned}/owner`, { personId: guest }, BEARER)
    const before = new Map(ada.jar)
    await ada.signOn(provider, 'ada')
    const stolen = browser()
    for (const [name, value] of before) stolen.jar.set(name, value)
    expect(await stolen.get('/api/v1/me')).toMatchObject({ role: 'none' })
    expect(await ada.get('/api/v1/me')).toMatchObject({ name: 'Ada Lovelace', discipline: 'product', isNew: false })
    // On another device as well.
    for (const device of [ada, await signedOn('ada')]) {
      expect(await device.get(`/api/v1/boards/${linked}`)).toMatchObject({ role: 'viewer' })
      expect(await device.get(`/api/v1/boards/${owned}`)).toMatchObject({ role: 'owner' })
      expect((await device.go(`/api/v1/boards/${secret}`)).status).toBe(403)
    }
    const owner = browser()
    await owner.send('POST', '/api/v1/session', { key: KEY })
    await owner.signOn(provider, 'ben')
    expect(await owner.get('/api/v1/me')).toMatchObject({ role: 'owner', name: 'Ben' })
  })

  it('AUT-210: one person is the same on every device, by name, boards and links', async () => {
    const [desk, phone] = [await signedOn('ada'), await signedOn('ada')]
    await desk.send('PUT', '/api/v1/me', { name: 'Ada', discipline: 'ai' })
    const made = (await (await desk.send('POST', '/api/v1/boards', { title: 'Mine' })).json()) as { id: string }
    const hidden = await board('Hidden')
    await hide(hidden)
    await phone.go(await link(hidden, 'poster'))
    const [atDesk, onPhone] = [await desk.get('/api/v1/me'), await phone.get('/api/v1/me')]
    expect(onPhone).toEqual({ ...atDesk, name: 'Ada', discipline: 'ai', isNew: false })
    for (const device of [desk, phone, await signedOn('ada')]) {
      expect(await device.get(`/api/v1/boards/${made.id}`)).toMatchObject({ role: 'owner' })
      expect(await device.get(`/api/v1/boards/${hidden}`)).toMatchObject({ role: 'poster' })
    }
    expect((await (await signedOn('ben')).get('/api/v1/me'))['personId']).not.toBe(atDesk['personId'])
    // What is known of them outlives signing out everywhere.
    await server.json('DELETE', `/api/v1/sessions/${String(atDesk['personId'])}`, undefined, BEARER)
    const later = await signedOn('ada')
    expect(await later.get('/api/v1/me')).toEqual(onPhone)
    expect(await later.get(`/api/v1/boards/${hidden}`)).toMatchObject({ role: 'poster' })
    expect(await later.get(`/api/v1/boards/${made.id}`)).toMatchObject({ role: 'owner' })
  })

  it('AUT-211: who signs on in a browser that another member left open gets nothing of theirs', async () => {
    const shared = await signedOn('ada')
    const made = (await (await shared.send('POST', '/api/v1/boards', { title: 'Hers' })).json()) as { id: string }
    await shared.send('PATCH', `/api/v1/boards/${made.id}`, { hidden: true })
    await shared.signOn(provider, 'ben')
    expect(await shared.get('/api/v1/me')).toMatchObject({ name: 'Ben', isNew: true })
    expect((await shared.go(`/api/v1/boards/${made.id}`)).status).toBe(403)
    expect(await (await signedOn('ada')).get(`/api/v1/boards/${made.id}`)).toMatchObject({ role: 'owner' })
  })

  it('AUT-212: a sign-on is over after seven days; nothing of it is good then, a link is good for anybody', async () => {
    const ada = await signedOn('ada')
    const made = (await (await ada.send('POST', '/api/v1/boards', { title: 'Hers' })).json()) as { id: string }
    now += MEMBERSHIP_MS - 1
    expect(await ada.get(`/api/v1/boards/${made.id}`)).toMatchObject({ role: 'owner' })
    now += 1
    expect(await ada.get('/api/v1/me')).toMatchObject({ role: 'none', name: '' })
    expect((await ada.go(`/api/v1/boards/${made.id}`)).status).toBe(401)
    await ada.go(await link(made.id, 'viewer'))
    expect(await ada.get(`/api/v1/boards/${made.id}`)).toMatchObject({ role: 'viewer' })
    now = Date.now()
  })

  it('AUT-213: a member owns what they make, works on listed boards, and neither sees hidden ones nor runs the workspace', async () => {
    const ada = await signedOn('ada')
    const [listed, hidden, trashed] = [await board('Listed'), await board('Hidden'), await board('Trashed')]
    await hide(hidden)
    await server.json('DELETE', `/api/v1/boards/${trashed}`, undefined, BEARER)
    const made = (await (await ada.send('POST', '/api/v1/boards', { title: 'Hers' })).json()) as { id: string }
    const copy = (await (await ada.send('POST', `/api/v1/boards/${listed}/duplicate`)).json()) as { id: string }
    const roles = async (path: string) => {
      const { items } = (await ada.get(path)) as { items: { id: string; role: string }[] }
      return Object.fromEntries(items.map(({ id, role }) => [id, role]))
    }
    expect(await roles('/api/v1/boards')).toEqual({ [listed]: 'editor', [made.id]: 'owner', [copy.id]: 'owner' })
    expect(await roles('/api/v1/boards?hidden=true')).toEqual({})
    await ada.send('PATCH', `/api/v1/boards/${made.id}`, { hidden: true })
    expect(await roles('/api/v1/boards?hidden=true')).toEqual({ [made.id]: 'owner' })
    expect(await roles('/api/v1/boards?trashed=true')).toEqual({ [trashed]: 'viewer' })
    const hiddenCopy = (await (await ada.send('POST', `/api/v1/boards/${made.id}/duplicate`)).json()) as object
    expect(hiddenCopy).toMatchObject({ hidden: true, role: 'owner' })
    expect((await ada.send('POST', `/api/v1/boards/${trashed}/restore`)).status).toBe(403)
    expect((await ada.send('DELETE', '/api/v1/trash')).status).toBe(403)
    expect((await ada.go('/api/v1/workspace')).status).toBe(403)
    await ada.go(await link(hidden, 'poster'))
    expect(await roles('/api/v1/boards')).toMatchObject({ [listed]: 'editor', [hidden]: 'poster' })
    const ben = await signedOn('ben')
    expect((await ben.go(`/api/v1/boards/${made.id}`)).status).toBe(403)
    expect(await ben.get(`/api/v1/boards/${copy.id}`)).toMatchObject({ role: 'editor' })
  })

  it('AUT-214: it leads to paths of ours alone', async () => {
    for (const to of STRANGE_PATHS) {
      const answer = await browser().signOn(provider, 'ada', to)
      expect([to, answer.headers.get('location')]).toEqual([to, '/'])
    }
    expect((await browser().signOn(provider, 'ada', '/records?search=x')).headers.get('location')).toBe(
      '/records?search=x',
    )
  })

  it('AUT-215: a board can be passed on to a member, who is then told as its owner', async () => {
    const [ada, id] = [await signedOn('ada'), await board('Passed on')]
    const { personId } = await ada.get('/api/v1/me')
    const people = async () =>
      (await server.json('GET', `/api/v1/boards/${id}/guests`, undefined, BEARER)).body['items']
    expect(await people()).toMatchObject([{ personId, name: 'Ada Lovelace', role: 'editor' }])
    expect((await server.json('PUT', `/api/v1/boards/${id}/owner`, { personId }, BEARER)).status).toBe(204)
    expect(await people()).toMatchObject([{ personId, role: 'owner' }])
    expect((await ada.send('DELETE', `/api/v1/boards/${id}`)).status).toBe(204)
  })

  it('AUT-216: the workspace lists who signed on as whom, and signs them out on every device', async () => {
    const [desk, phone, boss] = [await signedOn('ada'), await signedOn('ada'), await signedOn('boss')]
    const { items } = (await boss.get('/api/v1/sessions')) as { items: object[] }
    expect(items).toHaveLength(2)
    expect(items).toContainEqual(
      expect.objectContaining({ browsers: 2, isMember: true, isOwner: false, email: 'Ada@Example.com' }),
    )
    expect(items).toContainEqual(
      expect.objectContaining({ isMember: false, isOwner: true, email: 'grace@example.com' }),
    )
    const { personId } = await desk.get('/api/v1/me')
    await boss.send('DELETE', `/api/v1/sessions/${String(personId)}`)
    for (const device of [desk, phone]) expect(await device.get('/api/v1/me')).toMatchObject({ role: 'none' })
    await boss.send('DELETE', '/api/v1/session')
    expect(await boss.get('/api/v1/me')).toMatchObject({ role: 'none', signOnAt: 'Example' })
  })

  it('AUT-217: its cookies are out of reach of scripts and other sites, and go by https', async () => {
    const ada = browser()
    const begun = await ada.go('/sign-in/sso')
    const back = await provider.signIn(begun.headers.get('location') ?? '', 'ada')
    const answer = await ada.go(back.pathname + back.search)
    const cookies = [...begun.headers.getSetCookie(), ...answer.headers.getSetCookie()]
    const kept = cookies.filter((cookie) => !cookie.includes('Max-Age=0'))
    expect(kept).toHaveLength(2)
    for (const cookie of kept) {
      expect(cookie).toMatch(/; HttpOnly/u)
      expect(cookie).toMatch(/; Secure/u)
      expect(cookie).toMatch(/; SameSite=Lax/u)
    }
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('AUT-218: too many ways to the provider from one address are refused', async () => {
    await server.close()
    server = await serve('example.com', 'boss', { rates: true })
    for (let count = 0; count < 300; count += 1)
      await server.request('/sign-in/sso/callback?state=x', { headers: HOST })
    const { status, response } = await server.json('GET', '/sign-in/sso', undefined, HOST)
    expect([status, Number(response.headers.get('retry-after')) > 0]).toEqual([429, true])
  })

  it('AUT-225: nobody is signed on by an address that somebody else was sent back to, whatever cookies these began with', async () => {
    const mallory = browser()
    for (const value of ['', 'x']) {
      const name = server.deps.access.cookieName
      mallory.jar.set(`${name}_sso`, value)
      const back = await mallory.begin(provider, 'ben')
      const victim = browser()
      await victim.go(await link(await board('Of the victim'), 'viewer'))
      const answer = await victim.go(back.pathname + back.search)
      expect([answer.status, (await victim.get('/api/v1/me'))['role']]).toEqual([401, 'guest'])
    }
  })

  it('AUT-226: several tabs sign on at once, and each is led where it wanted', async () => {
    const ada = browser()
    const backs = await Promise.all(['/b/1', '/b/2', '/b/3'].map((to) => ada.begin(provider, 'ada', to)))
    for (const [at, back] of backs.toReversed().entries()) {
      const answer = await ada.go(back.pathname + back.search)
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `/b/${3 - at}`])
    }
    // Nothing is left of the ways there.
    expect([...ada.jar.keys()]).toEqual([server.deps.access.cookieName])
  })

  it('AUT-227: who is in already and only renews loses nothing where that fails', async () => {
    const ada = await signedOn('ada')
    const back = await ada.begin(provider, 'stranger', '/b/x')
    const refused = await ada.go(back.pathname + back.search)
    expect([refused.status, refused.headers.get('location')]).toEqual([303, '/b/x'])
    await server.close()
    await provider.close()
    server = await serve('example.com', 'boss')
    const owner = browser()
    await owner.send('POST', '/api/v1/session', { key: KEY })
    const away = await owner.go('/sign-in/sso?to=/b/y')
    expect([away.status, away.headers.get('location')]).toEqual([303, '/b/y'])
    provider = await IdentityProvider.start(PROVIDER)
  })

  it('AUT-228: who has the key as well need not renew', async () => {
    const ada = await signedOn('ada')
    const answer = await ada.send('POST', '/api/v1/session', { key: KEY })
    expect(await answer.json()).toMatchObject({ role: 'owner', signOnEndsAt: null, isNew: true })
    expect(await ada.get('/api/v1/me')).toMatchObject({ role: 'owner', signOnEndsAt: null, isNew: true })
  })

  it('AUT-229: sign-ons that are over do not pile up', async () => {
    const ada = browser()
    for (let week = 0; week < 4; week += 1) {
      await ada.signOn(provider, 'ada')
      now += MEMBERSHIP_MS
    }
    now -= MEMBERSHIP_MS
    expect(server.deps.access.sessions.ofPeople()).toHaveLength(1)
    now = Date.now()
  })

  it('AUT-224: under a sub-path it goes there and back within that', async () => {
    await close()
    provider = await IdentityProvider.start({ ...PROVIDER, redirectUri: `${ORIGIN}/betwixt/sign-in/sso/callback` })
    const policy = { publicUrl: new URL(`${ORIGIN}/betwixt`) }
    server = await serve('example.com', 'boss', { site: { basePath: '/betwixt' }, policy })
    const ada = browser()
    const begun = await ada.go('/betwixt/sign-in/sso?to=/b/x')
    const back = await provider.signIn(begun.headers.get('location') ?? '', 'ada')
    expect(back.pathname).toBe('/betwixt/sign-in/sso/callback')
    const answer = await ada.go(back.pathname + back.search)
    expect(answer.headers.get('location')).toBe('/betwixt/b/x')
    for (const cookie of answer.headers.getSetCookie()) expect(cookie).toContain('; Path=/betwixt')
    expect(await ada.get('/betwixt/api/v1/me')).toMatchObject({ role: 'member' })
  })

  it('AUT-219: without a provider there is no such address', async () => {
    const plain = await TestServer.open({ policy: { key: KEY } })
    const local = { host: 'localhost:3000' }
    for (const path of ['/sign-in/sso', '/sign-in/sso/callback?code=x&state=x']) {
      expect((await plain.request(path, { headers: local })).status).toBe(503)
    }
    expect((await plain.json('GET', '/api/v1/me', undefined, local)).body).toMatchObject({ signOnAt: null })
    await plain.close()
  })
})

describe('whom a sign-on makes', () => {
  const member = { issuer: 'https://login.example.com/', subject: 'ada', email: 'ada@example.com', expiresAt: 100 }
  const policy = { issuer: member.issuer, owners: new Set<string>(), domains: new Set(['example.com']) }

  it('AUT-220: what the operator says now counts, not what was so when somebody signed on', () => {
    expect(standingOf(member, policy, 99)).toBe('member')
    expect(standingOf(member, policy, 100)).toBeNull()
    expect(standingOf(member, { ...policy, owners: new Set(['ada@example.com']) }, 0)).toBe('owner')
    expect(standingOf(member, { ...policy, owners: new Set(['ada']) }, 0)).toBe('owner')
    expect(standingOf(member, { ...policy, domains: new Set(['sub.example.com', 'ple.com']) }, 0)).toBeNull()
    expect(standingOf({ ...member, email: 'ada@example.com@evil.example' }, policy, 0)).toBeNull()
    expect(standingOf({ ...member, email: null }, policy, 0)).toBeNull()
    expect(standingOf({ ...member, email: null }, { ...policy, domains: 'all' }, 0)).toBe('member')
    expect(standingOf(member, { ...policy, issuer: 'https://other.example/' }, 0)).toBeNull()
    expect(standingOf(member, null, 0)).toBeNull()
  })

  it('AUT-221: the same subject of two providers is two people', () => {
    const [one, other] = [member, { ...member, issuer: 'https://other.example/' }]
    expect(memberPersonId(one)).toBe(memberPersonId({ ...one }))
    expect(memberPersonId(one)).not.toBe(memberPersonId(other))
  })
})

/** Addresses that would lead somewhere else, as browsers read them. */
const STRANGE_PATHS = [
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/..//evil.example',
  '/%0d%0aset-cookie:x=1/../..//evil.example',
  'javascript:alert(1)',
  ' //evil.example',
  'b/board',
  '',
]

/** Keeps the cookies that a server sets, as a browser does. */
class Browser {
  readonly jar = new Map<string, string>()
  readonly #server: TestServer

  constructor(server: TestServer) {
    this.#server = server
  }

  async go(pathAndQuery: string, init: { method?: string; json?: unknown } = {}): Promise<Response> {
    const { method = 'GET', json } = init
    const answer = await this.#server.request(pathAndQuery, {
      method,
      headers: {
        ...HOST,
        cookie: [...this.jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(method !== 'GET' && { origin: ORIGIN }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
      },
      body: json === undefined ? null : JSON.stringify(json),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(cookie) ?? []
      if (value === '') this.jar.delete(name)
      else this.jar.set(name, value)
    }
    return answer
  }

  async get(path: string): Promise<Record<string, unknown>> {
    return (await this.go(path)).json() as Promise<Record<string, unknown>>
  }

  async send(method: string, path: string, json?: unknown): Promise<Response> {
    return this.go(path, { method, ...(json !== undefined && { json }) })
  }

  /** To the provider and up to where that sends this browser back. */
  async begin(provider: IdentityProvider, login: string, to?: string): Promise<URL> {
    const begun = await this.go(`/sign-in/sso${to === undefined ? '' : `?to=${encodeURIComponent(to)}`}`)
    return provider.signIn(begun.headers.get('location') ?? '', login)
  }

  async signOn(provider: IdentityProvider, login: string, to?: string): Promise<Response> {
    const back = await this.begin(provider, login, to)
    return this.go(back.pathname + back.search)
  }
}
