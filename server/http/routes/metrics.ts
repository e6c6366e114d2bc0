import type { OpenAPIHono } from '@hono/zod-openapi'
import { BetwixtError } from '../../../shared/errors.ts'
import { sameSecret } from '../../auth/secrets.ts'
import type { Metrics } from '../../metrics/metrics.ts'
import type { AppEnv } from '../appContext.ts'

/**
 * `GET /metrics` for Prometheus. It comes before the look at Host and key: a scraper has an address of its own for the
 * server, and a token of its own, which is good for nothing else.
 */
export function metricsRoute(app: OpenAPIHono<AppEnv>, metrics: Metrics): void {
  app.get('/metrics', async (c) => {
    const token = /^Bearer +(\S+)$/iu.exec(c.req.header('authorization') ?? '')?.[1]
    if (token === undefined || !sameSecret(token, metrics.token)) {
      throw new BetwixtError('unauthenticated', 'This takes the token that the server was given as METRICS_TOKEN.')
    }
    const headers = { 'content-type': metrics.contentType, 'cache-control': 'no-store' }
    return new Response(await metrics.text(), { headers })
  })
}
