import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { meSchema, putMeSchema, signInSchema, ticketSchema, type Me } from '../../../shared/api/person.ts'
import { BetwixtError } from '../../../shared/errors.ts'
import { isBrowser } from '../../auth/access.ts'
import type { Caller } from '../../auth/principal.ts'
import { named } from '../../auth/sessions.ts'
import { isoTime } from '../../clock.ts'
import type { SessionEntry } from '../../storage/catalogEntries.ts'
import type { AppDeps, AppEnv } from '../appContext.ts'
import { jsonBody } from '../bodyLimit.ts'
import { factsOf, may } from '../identify.ts'
import { countedAddress, asGuess } from '../rates.ts'
import { cookiePath, sessionCookie } from '../sessionCookie.ts'
import { answer, body, nothing, problems } from './answers.ts'

const getMe = createRoute({
  method: 'get',
  path: '/api/v1/me',
  summary: 'Who I am here',
  responses: { 200: answer(meSchema, 'Who I am, signed in or not'), ...problems },
})

const putMe = createRoute({
  method: 'put',
  path: '/api/v1/me',
  summary: 'Say who I am; the server puts it into presence',
  middleware: [may('workspace.introduce'), jsonBody],
  request: { body: body(putMeSchema) },
  responses: { 200: answer(meSchema, 'Who I am now'), ...problems },
})

const signIn = createRoute({
  method: 'post',
  path: '/api/v1/session',
  summary: 'Sign in with the workspace key',
  middleware: [jsonBody],
  request: { body: body(signInSchema) },
  responses: { 200: answer(meSchema, 'Signed in; the answer sets a cookie'), ...problems },
})

const signOut = createRoute({
  method: 'delete',
  path: '/api/v1/session',
  summary: 'Sign out of this browser',
  responses: { 204: nothing, ...problems },
})

const createTicket = createRoute({
  method: 'post',
  path: '/api/v1/tickets',
  summary: 'A one-use ticket of 30 seconds for a socket',
  middleware: [may('workspace.look')],
  responses: { 201: answer(ticketSchema, 'Good once, for one socket'), ...problems },
})

/** What is told of whoever asks. */
type Mine = Pick<Caller, 'principal' | 'person'> & { session?: Readonly<SessionEntry> | null }

/** Who one is, signing in and out, tickets for sockets. */
export function peopleRoutes(app: OpenAPIHono<AppEnv>, deps: AppDeps): void {
  const { access } = deps
  const authRequired = access.policy.key !== null

  const meOf = ({ principal, person, session = null }: Mine): Me => ({
    name: person?.name ?? '',
    discipline: person?.discipline ?? '',
    personId: person === null || person.name === '' ? null : person.id,
    role: principal.role,
    signedIn: principal.role !== 'none',
    authRequired,
    isNew: session?.member?.isNew ?? false,
    signOnAt: deps.signOn?.provider.title ?? null,
    signOnEndsAt: signOnEnd(session),
  })

  /** When the sign-on has to be renewed; null where there is none, or the key vouches as well. */
  const signOnEnd = (session: Readonly<SessionEntry> | null): string | null => {
    if (session === null || session.member === null) return null
    return session.keyFingerprint === access.keyFingerprint ? null : isoTime(session.member.expiresAt)
  }

  const giveCookie = async (c: Context<AppEnv>, start: Partial<SessionEntry>, before: string | null = null) => {
    const { token, session } = await access.sessions.start(start, before)
    setCookie(c, access.cookieName, token, sessionCookie(deps))
    return session
  }

  app.openapi(getMe, (c) => {
    const { principal, person, sessionId } = c.get('caller')
    const session = sessionId === null ? null : access.sessions.get(sessionId)
    return c.json(meOf({ principal, person, session }), 200)
  })

  app.openapi(putMe, async (c) => {
    const me = named(c.req.valid('json'))
    const { principal, person, sessionId } = c.get('caller')
    // Scripts keep no cookies: those of this machine, and those with the key, go by the name given last.
    const script = sessionId !== null ? null : person?.id === 'key' ? 'key' : isBrowser(factsOf(c)) ? null : 'local'
    if (script !== null) {
      await access.sessions.nameScripts(script, me)
      deps.personChanged({ id: script, ...me })
    }
    if (script === 'key') return c.json(meOf({ principal, person: { id: script, ...me } }), 200)
    // A client that does keep cookies becomes somebody of its own from here on.
    const changed = sessionId === null ? null : await access.sessions.introduce(sessionId, me)
    const session = changed ?? (await giveCookie(c, me))
    const mine = { id: session.personId, ...me }
    deps.personChanged(mine)
    return c.json(meOf({ principal, person: mine, session }), 200)
  })

  app.openapi(signIn, async (c) => {
    await asGuess(deps.rates, countedAddress(c, deps.site), () => {
      if (!authRequired || access.isKey(c.req.valid('json').key)) return
      throw new BetwixtError('unauthenticated', 'This is not the workspace key.')
    })
    const { sessionId } = c.get('caller')
    // A new token for new rights: one that somebody slipped in before must not gain them.
    const session = await giveCookie(c, { keyFingerprint: access.keyFingerprint }, sessionId)
    deps.rights.changed()
    const { personId: id, name, discipline } = session
    return c.json(meOf({ principal: { role: 'owner' }, person: { id, name, discipline }, session }), 200)
  })

  app.openapi(signOut, async (c) => {
    const { sessionId } = c.get('caller')
    if (sessionId !== null) await access.sessions.end(sessionId)
    deps.rights.changed()
    deleteCookie(c, access.cookieName, { path: cookiePath(deps.site) })
    return c.body(null, 204)
  })

  app.openapi(createTicket, (c) => {
    const { secret: ticket, expiresAt } = access.tickets.issue(c.get('caller'))
    return c.json({ ticket, expiresAt: isoTime(expiresAt) }, 201)
  })
}
