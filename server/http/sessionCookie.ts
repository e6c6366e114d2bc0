import type { CookieOptions } from 'hono/utils/cookie'
import { SESSION_LIFETIME_MS } from '../auth/sessions.ts'
import type { AppDeps } from './appContext.ts'

/**
 * How the session's cookie is set: out of reach of scripts, not sent along with other sites' requests. Secure only
 * where people come by https: a colleague on the same network has plain http, and would never get it back.
 */
export function sessionCookie({ access, site }: Pick<AppDeps, 'access' | 'site'>): CookieOptions {
  return {
    path: cookiePath(site),
    httpOnly: true,
    sameSite: 'Lax',
    secure: access.policy.publicUrl?.protocol === 'https:',
    maxAge: SESSION_LIFETIME_MS / 1000,
  }
}

/** What the cookie is sent along to: our own addresses, and nobody's beside a sub-path. */
export function cookiePath({ basePath }: AppDeps['site']): string {
  return basePath === '' ? '/' : basePath
}
