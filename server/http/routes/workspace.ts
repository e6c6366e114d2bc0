import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { settingsSchema } from '../../../shared/api/settings.ts'
import type { AppDeps, AppEnv } from '../appContext.ts'
import { may } from '../identify.ts'
import { problemOf, problemResponse } from '../problem.ts'
import { answer, problems } from './answers.ts'

const health = createRoute({
  method: 'get',
  path: '/healthz',
  summary: 'Whether the server is alive',
  responses: { 200: answer(z.object({ status: z.literal('ok') }), 'It is'), ...problems },
})

const ready = createRoute({
  method: 'get',
  path: '/readyz',
  summary: 'Whether the server can take work: its disk can be written, and it is not being stopped',
  responses: { 200: answer(z.object({ status: z.literal('ready') }), 'It can'), ...problems },
})

const getSettings = createRoute({
  method: 'get',
  path: '/api/v1/settings',
  summary: 'What the operator has set for the pages',
  middleware: [may('workspace.look')],
  responses: { 200: answer(settingsSchema, 'The settings'), ...problems },
})

/** The server itself. */
export function workspaceRoutes(app: OpenAPIHono<AppEnv>, { tldrawLicenseKey, readiness }: AppDeps): void {
  app.openapi(health, (c) => c.json({ status: 'ok' as const }, 200))
  app.openAPIRegistry.registerPath(ready)
  app.get('/readyz', async (c) => {
    const error = await readiness.refusal()
    if (error === null) return c.json({ status: 'ready' })
    // Whoever asks this way knows one answer for "not now", whatever the reason is.
    return problemResponse({ ...problemOf(error), status: 503, title: 'Service Unavailable' })
  })
  app.openapi(getSettings, (c) => c.json({ tldrawLicenseKey }, 200))
}
