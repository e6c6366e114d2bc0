import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import type { BoardAction, LinkRole } from '../../../shared/access/boardRights.ts'
import { pageOf as pageSchema } from '../../../shared/api/page.ts'
import {
  boardGuestSchema,
  createShareSchema,
  newShareSchema,
  passOnSchema,
  shareSchema,
  type Share,
} from '../../../shared/api/shares.ts'
import { BetwixtError } from '../../../shared/errors.ts'
import { authorize } from '../../auth/authorize.ts'
import { isGood } from '../../auth/isGood.ts'
import { isLoopbackName } from '../../auth/hostNames.ts'
import { roleOn, signature, type Caller, type Principal } from '../../auth/principal.ts'
import { ownOrigin } from '../../auth/requestGuard.ts'
import { isoTime } from '../../clock.ts'
import type { ShareEntry } from '../../storage/catalogEntries.ts'
import type { AppDeps, AppEnv } from '../appContext.ts'
import { jsonBody } from '../bodyLimit.ts'
import { factsOf, mayOnBoard } from '../identify.ts'
import { answer, body, nothing, problems } from './answers.ts'
import { aheadOf } from './moments.ts'
import { boardParams, shareParams } from './parameters.ts'

/** A request that says it brings JSON and brings nothing, as many scripts send it, asks for the usual link. */
const nothingIsNoJson: MiddlewareHandler<AppEnv> = async (c, next) => {
  if ((await c.req.arrayBuffer()).byteLength === 0) c.req.raw.headers.delete('content-type')
  await next()
}

const createShare = createRoute({
  method: 'post',
  path: '/api/v1/boards/{boardId}/shares',
  summary: 'Make a link that lets people in to this board; its address is told only now',
  middleware: [mayOnBoard('board.share'), jsonBody, nothingIsNoJson],
  request: { params: boardParams, body: { ...body(createShareSchema), required: false } },
  responses: { 201: answer(newShareSchema, 'The new link'), ...problems },
})

const listShares = createRoute({
  method: 'get',
  path: '/api/v1/boards/{boardId}/shares',
  summary: 'The links of a board, without their addresses',
  middleware: [mayOnBoard('board.share')],
  request: { params: boardParams },
  responses: { 200: answer(pageSchema(shareSchema), 'All links'), ...problems },
})

const revokeShare = createRoute({
  method: 'delete',
  path: '/api/v1/boards/{boardId}/shares/{shareId}',
  summary:
    'Take a link back, with those made by who came with it; whoever is on the board by them alone is out at once',
  middleware: [mayOnBoard('board.share')],
  request: { params: shareParams },
  responses: { 204: nothing, ...problems },
})

const listGuests = createRoute({
  method: 'get',
  path: '/api/v1/boards/{boardId}/guests',
  summary: 'Who may open this board by a link, as a member, or because it was passed on to them',
  middleware: [mayOnBoard('board.share')],
  request: { params: boardParams },
  responses: { 200: answer(pageSchema(boardGuestSchema), 'All of them'), ...problems },
})

const passOn = createRoute({
  method: 'put',
  path: '/api/v1/boards/{boardId}/owner',
  summary: 'Pass the board on to somebody who may open it',
  middleware: [mayOnBoard('board.manage'), jsonBody],
  request: { params: boardParams, body: body(passOnSchema) },
  responses: { 204: nothing, ...problems },
})

/** Links that let people in to a board, who came by them, and whose board it is. */
export function shareRoutes(app: OpenAPIHono<AppEnv>, deps: AppDeps): void {
  const { boards, shares, rights, now } = deps

  const shareView = (entry: Readonly<ShareEntry>): Share => {
    const { opened, people } = shares.openedBy(entry.id)
    return {
      id: entry.id,
      boardId: entry.boardId,
      // Only what was passed on to a person has another role, and that is no link.
      role: entry.role as LinkRole,
      label: entry.label,
      createdAt: isoTime(entry.createdAt),
      createdBy: entry.createdBy,
      expiresAt: entry.expiresAt === null ? null : isoTime(entry.expiresAt),
      hasEnded: !isGood(entry, now()),
      madeWith: entry.madeWith,
      opened,
      openedBy: people,
    }
  }

  /** The link that gives somebody the right to make others; null for an owner, and for scripts. */
  const linkOfMaker = (principal: Principal, { sessionId }: Caller, boardId: string) => {
    if (sessionId === null || roleOn(principal, boardId) === 'owner') return null
    const link = shares.linkToShareBy(sessionId, boardId)
    if (link !== null) return link
    throw new BetwixtError('forbidden', 'Your right to share this board has ended.')
  }

  /** The rights of now: a body may take its time, and they may end meanwhile. Throws `forbidden`, `unauthenticated`. */
  const stillMay = (caller: Caller, action: BoardAction, boardId: string): Principal => {
    const principal = deps.access.principalNow(caller)
    authorize(principal, { action, boardId })
    return principal
  }

  app.openapi(createShare, async (c) => {
    const { id: boardId } = boards.open(c.req.valid('param').boardId)
    const { role, label, expiresAt } = createShareSchema.parse(c.req.valid('json'))
    const createdBy = signature(c.get('caller'))
    const caller = c.get('caller')
    const madeWith = linkOfMaker(stillMay(caller, 'board.share', boardId), caller, boardId)
    const asked = aheadOf(now(), expiresAt)
    if (asked !== null && asked > (madeWith?.expiresAt ?? Infinity)) throw outlives()
    const end = asked ?? madeWith?.expiresAt ?? null
    const link = { boardId, role, label, expiresAt: end, createdBy, madeWith: madeWith?.id ?? null }
    const { token, entry } = await shares.makeLink(link)
    rights.changed()
    const { origin, hint } = reachableOrigin(ownOrigin(factsOf(c), deps.access.policy), deps)
    return c.json({ ...shareView(entry), url: `${origin}${deps.site.basePath}/join/${token}`, hint }, 201)
  })

  app.openapi(listShares, (c) => {
    const { id } = boards.open(c.req.valid('param').boardId)
    return c.json({ items: shares.links(id).map(shareView), next: null }, 200)
  })

  app.openapi(revokeShare, async (c) => {
    const { boardId, shareId } = c.req.valid('param')
    await shares.revokeLink(boards.open(boardId).id, shareId)
    rights.changed()
    return c.body(null, 204)
  })

  app.openapi(listGuests, (c) => {
    const { id } = boards.open(c.req.valid('param').boardId)
    const items = shares.guests(id).map((guest) => ({ ...guest, seenAt: isoTime(guest.seenAt) }))
    return c.json({ items, next: null }, 200)
  })

  app.openapi(passOn, async (c) => {
    const { id } = boards.open(c.req.valid('param').boardId)
    stillMay(c.get('caller'), 'board.manage', id)
    await shares.passOn(id, c.req.valid('json').personId, signature(c.get('caller')))
    rights.changed()
    return c.body(null, 204)
  })
}

function outlives(): BetwixtError {
  const message = 'Your own link ends before that, and what you give away ends with it. Choose an earlier end.'
  return new BetwixtError('invalid-request', message, { fieldErrors: [{ path: 'expiresAt', message }] })
}

/** The address that others should use: the owner often sits at the machine itself, whose name is another one elsewhere. */
function reachableOrigin(own: string, { access, networkOrigins }: AppDeps): { origin: string; hint: string | null } {
  if (access.policy.publicUrl || !isLoopbackName(new URL(own).hostname)) return { origin: own, hint: null }
  const [network] = networkOrigins()
  if (network !== undefined) return { origin: network, hint: null }
  const hint =
    'This link works on this machine only. To let others in, start the server with HOST=0.0.0.0, or put it behind a proxy and set WORKSPACE_KEY and PUBLIC_URL.'
  return { origin: own, hint }
}
