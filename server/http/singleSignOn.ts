import { Hono, type Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { BetwixtError } from '../../shared/errors.ts'
import { standingOf } from '../auth/members.ts'
import { tokenSha256 } from '../auth/secrets.ts'
import { SIGN_ON_MS, type SingleSignOn } from '../auth/singleSignOn.ts'
import type { AppDeps, AppEnv } from './appContext.ts'
import { countedAddress } from './rates.ts'
import { cookiePath, sessionCookie } from './sessionCookie.ts'

/** Where signing on begins; the client leads here. */
export const SIGN_ON_PATH = '/sign-in/sso'
/** Where the provider sends people back to, as it has to be registered there. */
export const SIGN_ON_CALLBACK_PATH = `${SIGN_ON_PATH}/callback`
/** The longest that one is led back to; all of ours are shorter, and it is kept until then. */
const LONGEST_PATH = 2_048

/** Signing on at the organisation's provider: there and back. */
export function singleSignOnPages(deps: AppDeps, signOn: SingleSignOn): Hono<AppEnv> {
  const { access, logger, rates, rights, site } = deps
  const app = new Hono<AppEnv>()
  const path = cookiePath(site)
  /** The cookie that tells the browser that began a sign-on from all others. Several may be on their way at once. */
  const cookieOf = (state: string) => `${access.cookieName}_sso_${tokenSha256(state).slice(0, 16)}`

  app.use(`${SIGN_ON_PATH}/*`, async (c, next) => {
    c.header('cache-control', 'no-store')
    await rates.take('sign-on', countedAddress(c, site))
    await next()
    // What the provider says is for the operator; faults are logged as all others are.
    const { error } = c
    if (error instanceof BetwixtError && error.code === 'unauthenticated' && error.cause instanceof Error) {
      logger.warn({ reason: error.cause.message }, 'the provider did not sign somebody on')
    }
  })

  /** Leads on to where one wanted to go. Whoever is in already and only renews loses nothing where that fails. */
  const leadTo = async (c: Context<AppEnv>, to: string, signOnNow: () => Promise<URL | null>): Promise<Response> => {
    const { role } = c.get('caller').principal
    try {
      const elsewhere = await signOnNow()
      return c.redirect(elsewhere?.href ?? `${site.basePath}${to}`, 303)
    } catch (error) {
      if (!(error instanceof BetwixtError) || (role !== 'owner' && role !== 'member')) throw error
      const reason = error.cause instanceof Error ? error.cause.message : error.message
      logger.warn({ reason }, 'a sign-on could not be renewed')
      return c.redirect(`${site.basePath}${to}`, 303)
    }
  }

  app.get(SIGN_ON_PATH, (c) => {
    const to = localPath(c.req.query('to'))
    return leadTo(c, to, async () => {
      const { address, state, browser } = await signOn.begin(to)
      setCookie(c, cookieOf(state), browser, { ...sessionCookie(deps), maxAge: SIGN_ON_MS / 1000 })
      return address
    })
  })

  app.get(SIGN_ON_CALLBACK_PATH, (c) => {
    const query = new URL(c.req.url).searchParams
    const state = query.get('state') ?? ''
    const begun = signOn.takeUp(state, getCookie(c, cookieOf(state)) ?? null)
    deleteCookie(c, cookieOf(state), { path })
    return leadTo(c, begun?.to ?? '/', async () => {
      if (begun === null) throw notBegunHere()
      const who = await signOn.finish(begun, query)
      if (standingOf(who.member, access.policy.members, deps.now()) === null) throw notLetIn(who.member.email)
      const { token } = await access.sessions.startSignedOn({ ...who, before: c.get('caller').sessionId })
      setCookie(c, access.cookieName, token, sessionCookie(deps))
      rights.changed()
      return null
    })
  })
  return app
}

/** A path of ours to lead to; the list of boards for anything else, such as another site's address. */
export function localPath(to: string | undefined): string {
  const here = 'http://here.invalid'
  if (to === undefined || to.length > LONGEST_PATH || !to.startsWith('/') || !URL.canParse(to, here)) return '/'
  const url = new URL(to, here)
  return url.origin === here && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/'
}

function notBegunHere(): BetwixtError {
  return new BetwixtError(
    'unauthenticated',
    'This sign-in was not begun in this browser, or more than ten minutes ago. Sign in once more.',
  )
}

function notLetIn(email: string | null): BetwixtError {
  const why =
    email === null
      ? 'The account has no e-mail address that the provider has verified, so it does not let you in here.'
      : `The account ${email} does not let you in here.`
  return new BetwixtError(
    'forbidden',
    `${why} Sign in with another one, ask whoever runs this server, or open the link to a board that you were sent.`,
  )
}
