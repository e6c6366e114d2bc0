import type { MiddlewareHandler } from 'hono'
import { addressOf } from './addressOf.ts'
import type { AppDeps, AppEnv } from './appContext.ts'
import { requestIdOf } from './requestId.ts'

/**
 * Gives each request an id, which its answer and its line in the log have, and counts it. The line has the pattern of
 * the route and never the address: addresses can hold links, tickets and whatever people type.
 */
export function followRequest({
  logger,
  requests,
  site,
}: Pick<AppDeps, 'logger' | 'requests' | 'site'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const begunAt = performance.now()
    const requestId = requestIdOf(c.req.header('x-request-id'))
    c.set('requestId', requestId)
    await next()
    c.res.headers.set('x-request-id', requestId)
    const { method, routePath: route } = c.req
    const { status } = c.res
    requests.add(method, route, status)
    const ms = Math.round(performance.now() - begunAt)
    logger.debug({ requestId, method, route, status, ms, address: addressOf(c, site) }, 'a request was answered')
  }
}
