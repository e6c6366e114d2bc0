import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { pageOf as pageSchema, pageQuery } from '../../../shared/api/page.ts'
import { settingsSchema } from '../../../shared/api/settings.ts'
import { boardSizeSchema, sessionSchema, workspaceSchema } from '../../../shared/api/workspace.ts'
import { BetwixtError } from '../../../shared/errors.ts'
import { backupFile } from '../../backup/backupFile.ts'
import { isoTime, localDay } from '../../clock.ts'
import type { AppDeps, AppEnv } from '../appContext.ts'
import { may } from '../identify.ts'
import { pageOf } from '../paging.ts'
import { problemOf, problemResponse } from '../problem.ts'
import { answer, nothing, problems } from './answers.ts'
import { personParams } from './parameters.ts'

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

const getWorkspace = createRoute({
  method: 'get',
  path: '/api/v1/workspace',
  summary: 'The workspace in figures',
  middleware: [may('workspace.admin')],
  responses: { 200: answer(workspaceSchema, 'The figures'), ...problems },
})

const listSizes = createRoute({
  method: 'get',
  path: '/api/v1/workspace/boards',
  summary: 'All boards with what they take up, hidden ones and those in the trash as well, by last change',
  middleware: [may('workspace.admin')],
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: answer(pageSchema(boardSizeSchema), 'One page'), ...problems },
})

const getBackup = createRoute({
  method: 'get',
  path: '/api/v1/workspace/backup',
  summary: 'Everything that is kept, as the backup that `restore` takes; the workspace key is in it',
  middleware: [may('workspace.admin')],
  responses: { 200: { description: 'The file', content: { 'application/x-tar': {} } }, ...problems },
})

const listSessions = createRoute({
  method: 'get',
  path: '/api/v1/sessions',
  summary: 'The people who are known here by their browsers, the last one here first',
  middleware: [may('workspace.admin')],
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: answer(pageSchema(sessionSchema), 'One page'), ...problems },
})

const endSession = createRoute({
  method: 'delete',
  path: '/api/v1/sessions/{personId}',
  summary: 'Sign a person out on every browser: they lose every right, and their open boards close',
  middleware: [may('workspace.admin')],
  request: { params: personParams },
  responses: { 204: nothing, ...problems },
})

/** The server itself, and what whoever runs it wants to know and do. */
export function workspaceRoutes(app: OpenAPIHono<AppEnv>, deps: AppDeps): void {
  const { access, content, now, readiness, rights, storage, shares, tldrawLicenseKey, views } = deps
  const { catalog } = storage
  app.openapi(health, (c) => c.json({ status: 'ok' as const }, 200))
  app.openAPIRegistry.registerPath(ready)
  app.get('/readyz', async (c) => {
    const error = await readiness.refusal()
    if (error === null) return c.json({ status: 'ready' })
    // Whoever asks this way knows one answer for "not now", whatever the reason is.
    return problemResponse({ ...problemOf(error), status: 503, title: 'Service Unavailable' })
  })
  app.openapi(getSettings, (c) => c.json({ tldrawLicenseKey }, 200))

  app.openapi(getWorkspace, (c) => {
    const boards = catalog.list('boards')
    const inTrash = boards.filter(({ trashedAt }) => trashedAt !== null).length
    const free = storage.freeBytes()
    const figures = {
      boards: boards.length - inTrash,
      boardsInTrash: inTrash,
      records: catalog.list('records').length,
      sessions: access.sessions.ofPeople().length,
      freeBytes: Number.isFinite(free) ? free : null,
    }
    return c.json(figures, 200)
  })

  app.openapi(getBackup, async (c) => {
    const { bytes, stream } = await backupFile(storage.dataDir)
    return c.body(stream, 200, {
      'content-type': 'application/x-tar',
      'content-length': String(bytes),
      'content-disposition': `attachment; filename="betwixt-${localDay(now())}.tar"`,
    })
  })

  app.openapi(listSizes, async (c) => {
    const page = pageOf(
      catalog.list('boards'),
      (board) => ({ rank: views.updatedAt(board), id: board.id }),
      c.req.valid('query'),
    )
    const items = await Promise.all(
      page.items.map(async (board) => {
        const { tailBytes, stateBytes } = await storage.log.stats(board.id)
        const images = Object.values(board.assets)
        return {
          id: board.id,
          title: board.title,
          updatedAt: isoTime(views.updatedAt(board)),
          trashedAt: board.trashedAt === null ? null : isoTime(board.trashedAt),
          hidden: board.isHidden,
          contentBytes: tailBytes + stateBytes,
          images: images.length,
          imageBytes: images.reduce((sum, { bytes }) => sum + bytes, 0),
          links: shares.links(board.id).length,
          people: content.people(board.id).length,
        }
      }),
    )
    return c.json({ items, next: page.next }, 200)
  })

  app.openapi(listSessions, (c) => {
    const { sessionId } = c.get('caller')
    const page = pageOf(
      access.sessions.byPerson(),
      ({ lastUsed }) => ({ rank: lastUsed.seenAt, id: lastUsed.personId }),
      c.req.valid('query'),
    )
    const items = page.items.map(({ lastUsed, all }) => ({
      personId: lastUsed.personId,
      name: lastUsed.name,
      discipline: lastUsed.discipline,
      browsers: all.length,
      isOwner: all.some((session) => access.standingOf(session) === 'owner'),
      isMember:
        all.every((session) => access.standingOf(session) !== 'owner') && access.standingOf(lastUsed) === 'member',
      email: all.find(({ member }) => member !== null)?.member?.email ?? null,
      boards: access.boardsOf(lastUsed).size,
      createdAt: isoTime(Math.min(...all.map(({ createdAt }) => createdAt))),
      seenAt: isoTime(lastUsed.seenAt),
      isMine: all.some(({ id }) => id === sessionId),
    }))
    return c.json({ items, next: page.next }, 200)
  })

  app.openapi(endSession, async (c) => {
    if (!(await access.sessions.endOf(c.req.valid('param').personId))) {
      throw new BetwixtError('not-found', 'No browser of this person is known here.')
    }
    rights.changed()
    return c.body(null, 204)
  })
}
