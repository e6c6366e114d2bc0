import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { BetwixtError } from '../../shared/errors.ts'
import { standingOf } from '../auth/members.ts'
import { newToken } from '../auth/secrets.ts'
import { SIGN_ON_MS, type SingleSignOn } from '../auth/singleSignOn.ts'
import type { AppDeps, AppEnv } from './appContext.ts'
import { countedAddress } from './rates.ts'
import { cookiePath, sessionCookie } from './sessionCookie.ts'

/** Where signing on begins; the client leads here. */
export const SIGN_ON_PATH = '/sign-in/sso'
/** Where the provider sends people back to, as it has to be registered there. */
export const SIGN_ON_CALLBACK_PATH = `${SIGN_ON_PATH}/callback`

/** Signing on at the organisation's provider: there and back. */
export function singleSignOnPages(deps: AppDeps, signOn: SingleSignOn): Hono<AppEnv> {
  const { access, logger, rates, rights, site } = deps
  const app = new Hono<AppEnv>()
  /** Tells the browser that began from all others. */
  const browserCookie = `${access.cookieName}_sso`

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

  app.get(SIGN_ON_PATH, async (c) => {
    // Several tabs may be on their way at once.
    const browser = getCookie(c, browserCookie) ?? newToken()
    const address = await signOn.begin(browser, localPath(c.req.query('to')))
    const path = cookiePath(site)
    setCookie(c, browserCookie, browser, { ...sessionCookie(deps), path, maxAge: SIGN_ON_MS / 1000 })
    return c.redirect(address.href, 303)
  })

  app.get(SIGN_ON_CALLBACK_PATH, async (c) => {
    const query = new URL(c.req.url).searchParams
    const { to, ...who } = await signOn.finish(getCookie(c, browserCookie) ?? '', query)
    if (standingOf(who.member, access.policy.members, deps.now()) === null) throw notLetIn(who.member.email)
    const { token } = await access.sessions.startSignedOn({ ...who, before: c.get('caller').sessionId })
    setCookie(c, access.cookieName, token, sessionCookie(deps))
    rights.changed()
    return c.redirect(`${site.basePath}${to}`, 303)
  })
  return app
}

/** A path of ours to lead to; the list of boards for anything else, such as another site's address. */
export function localPath(to: string | undefined): string {
  const here = 'http://here.invalid'
  if (to === undefined || !to.startsWith('/') || !URL.canParse(to, here)) return '/'
  const url = new URL(to, here)
  return url.origin === here && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/'
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
