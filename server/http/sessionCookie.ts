import type { CookieOptions } from 'hono/utils/cookie'
import type { AccessPolicy } from '../auth/accessPolicy.ts'
import { SESSION_LIFETIME_MS } from '../auth/sessions.ts'

/**
 * How the session's cookie is set: out of reach of scripts, not sent along with other sites' requests. Secure only
 * where people come by https: a colleague on the same network has plain http, and would never get it back.
 */
export function sessionCookie(policy: AccessPolicy): CookieOptions {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: policy.publicUrl?.protocol === 'https:',
    maxAge: SESSION_LIFETIME_MS / 1000,
  }
}
