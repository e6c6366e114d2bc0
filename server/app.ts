import { OpenAPIHono } from '@hono/zod-openapi'
import { getPath } from 'hono/utils/url'
import { BetwixtError } from '../shared/errors.ts'
import { isWrite } from './auth/access.ts'
import { authorize } from './auth/authorize.ts'
import { addressOf } from './http/addressOf.ts'
import type { AppDeps, AppEnv } from './http/appContext.ts'
import { pathWithin } from './http/basePath.ts'
import { followRequest } from './http/followRequest.ts'
import { factsOf, identify } from './http/identify.ts'
import { openApiInfo } from './http/openApiInfo.ts'
import { pages } from './http/pages.ts'
import { problemOf, problemResponse } from './http/problem.ts'
import { countWrite } from './http/rates.ts'
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
import { tokenRoutes } from './http/routes/tokens.ts'
import { workspaceRoutes } from './http/routes/workspace.ts'
import { singleSignOnPages } from './http/singleSignOn.ts'
import { securityHeaders } from './http/securityHeaders.ts'

/** The whole of HTTP: API, links, pages. It listens to nothing, so tests call `app.request()`. */
export function createApp(deps: AppDeps): OpenAPIHono<AppEnv> {
  const { basePath } = deps.site
  const app = new OpenAPIHono<AppEnv>({
    // Routes know nothing of the sub-path: it is taken off what is asked for, and put on what is answered.
    getPath: (request) => pathWithin(basePath, getPath(request)) ?? getPath(request),
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
    const { method, routePath: route } = c.req
    const address = addressOf(c, deps.site)
    const context = { requestId, err: translated, method, route, code: problem.code, address }
    if (problem.status >= 500) deps.logger.error(context, 'a request failed')
    else deps.logger.debug(context, 'a request was refused')
    const isPage = !c.req.path.startsWith('/api/') && c.req.header('accept')?.includes('text/html') === true
    return isPage ? problemPage(problem, basePath) : problemResponse(problem)
  })

  app.use('*', followRequest(deps))
  app.use('*', securityHeaders(deps))
  if (deps.metrics) metricsRoute(app, deps.metrics)
  app.use('*', identify(deps))
  app.use('*', (c, next) => {
    if (pathWithin(basePath, getPath(c.req.raw)) === null) throw elsewhere(basePath)
    return next()
  })
  app.use('/api/*', async (c, next) => {
    await (isWrite(factsOf(c)) ? countWrite(c, next, deps) : next())
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
  tokenRoutes(app, deps)
  assetRoutes(app, deps)
  recordRoutes(app, deps)
  app.get('/api/v1/openapi.json', (c) => c.json(app.getOpenAPI31Document(openApiInfo(basePath))))

  app.all('/api/*', (c) => {
    // Not even what is missing is told to strangers.
    authorize(c.get('caller').principal, { action: 'workspace.look' })
    throw new BetwixtError('not-found', `There is no ${c.req.method} at this address.`)
  })
  if (deps.signOn) app.route('/', singleSignOnPages(deps, deps.signOn))
  app.route('/', pages(deps))
  app.notFound(() => problemResponse(problemOf(new BetwixtError('not-found', 'There is nothing at this address.'))))
  return app
}

function elsewhere(basePath: string): BetwixtError {
  return new BetwixtError(
    'not-found',
    `There is nothing here; Betwixt is at ${basePath}/. If a proxy leads here, it has to pass ${basePath} on.`,
  )
}
