import { OpenAPIHono } from '@hono/zod-openapi'
import { BetwixtError } from '../shared/errors.ts'
import { authorize } from './auth/authorize.ts'
import type { AppDeps, AppEnv } from './http/appContext.ts'
import { followRequest } from './http/followRequest.ts'
import { identify } from './http/identify.ts'
import { openApiInfo } from './http/openApiInfo.ts'
import { pages } from './http/pages.ts'
import { problemOf, problemResponse } from './http/problem.ts'
import { problemPage } from './http/problemPage.ts'
import { schemaRefusal, translateHonoError } from './http/refusals.ts'
import { assetRoutes } from './http/routes/assets.ts'
import { boardRoutes } from './http/routes/boards.ts'
import { cardRoutes } from './http/routes/cards.ts'
import { metricsRoute } from './http/routes/metrics.ts'
import { peopleRoutes } from './http/routes/people.ts'
import { postRoutes } from './http/routes/posts.ts'
import { readingRoutes } from './http/routes/reading.ts'
import { recordRoutes } from './http/routes/records.ts'
import { shareRoutes } from './http/routes/shares.ts'
import { templateRoutes } from './http/routes/templates.ts'
import { workspaceRoutes } from './http/routes/workspace.ts'
import { securityHeaders } from './http/securityHeaders.ts'

/** The whole of HTTP: API, links, pages. It listens to nothing, so tests call `app.request()`. */
export function createApp(deps: AppDeps): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>({
    defaultHook(result) {
      if (!result.success) throw schemaRefusal(result.error)
    },
  })

  app.onError((error, c) => {
    const translated = translateHonoError(error)
    const requestId = c.get('requestId')
    const refusal = problemOf(translated)
    // What the operator looks for in the log, for whoever has to tell them of a fault.
    const problem = refusal.status >= 500 ? { ...refusal, requestId } : refusal
    const context = { requestId, err: translated, method: c.req.method, route: c.req.routePath, code: problem.code }
    if (problem.status >= 500) deps.logger.error(context, 'a request failed')
    else deps.logger.debug(context, 'a request was refused')
    const isPage = !c.req.path.startsWith('/api/') && c.req.header('accept')?.includes('text/html') === true
    return isPage ? problemPage(problem) : problemResponse(problem)
  })

  app.use('*', followRequest(deps))
  app.use('*', securityHeaders(deps.access))
  if (deps.metrics) metricsRoute(app, deps.metrics)
  app.use('*', identify(deps))
  app.use('/api/*', async (c, next) => {
    await next()
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
  })

  workspaceRoutes(app, deps)
  peopleRoutes(app, deps)
  templateRoutes(app)
  boardRoutes(app, deps)
  readingRoutes(app, deps)
  cardRoutes(app, deps)
  postRoutes(app, deps)
  shareRoutes(app, deps)
  assetRoutes(app, deps)
  recordRoutes(app, deps)
  app.get('/api/v1/openapi.json', (c) => c.json(app.getOpenAPI31Document(openApiInfo)))

  app.all('/api/*', (c) => {
    // Not even what is missing is told to strangers.
    authorize(c.get('caller').principal, { action: 'workspace.look' })
    throw new BetwixtError('not-found', `There is no ${c.req.method} at this address.`)
  })
  app.route('/', pages(deps))
  app.notFound(() => problemResponse(problemOf(new BetwixtError('not-found', 'There is nothing at this address.'))))
  return app
}
