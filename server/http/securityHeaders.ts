import type { MiddlewareHandler } from 'hono'
import type { AppDeps, AppEnv } from './appContext.ts'
import { frameOptions } from './frameAncestors.ts'
import { factsOf } from './identify.ts'
import { ownOrigin } from '../auth/requestGuard.ts'

/**
 * Headers of every answer. The policy is the same for every host: scripts and connections of our own origin only, so
 * that nothing a board shows can run or call home. An answer may bring a stricter one.
 */
export function securityHeaders({ access, site }: Pick<AppDeps, 'access' | 'site'>): MiddlewareHandler<AppEnv> {
  const { frameAncestors } = site
  const options = frameOptions(frameAncestors)
  return async (c, next) => {
    await next()
    const headers = c.res.headers
    if (!headers.has('content-security-policy')) {
      headers.set('content-security-policy', pagePolicy(ownOrigin(factsOf(c), access.policy), frameAncestors))
    }
    headers.set('x-content-type-options', 'nosniff')
    if (options !== null) headers.set('x-frame-options', options)
    headers.set('cross-origin-resource-policy', 'same-origin')
    // Our own pages may know where one comes from; other sites learn nothing.
    headers.set('referrer-policy', 'same-origin')
    headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
  }
}

/** For bytes that a person uploaded: even opened by themselves they can do nothing. */
export const UPLOAD_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"

function pagePolicy(origin: string, frameAncestors: string): string {
  // Not every browser takes 'self' for sockets of the same origin.
  const sockets = /^https?:\/\/[\w.:[\]-]+$/u.test(origin) ? ` ${origin.replace(/^http/u, 'ws')}` : ''
  return [
    "default-src 'self'",
    "script-src 'self'",
    // tldraw sets styles on its elements.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self' data:",
    "media-src 'self' blob: data:",
    `connect-src 'self'${sockets} blob: data:`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ')
}
