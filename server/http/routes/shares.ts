import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { nanoid } from 'nanoid'
import { API_LIMITS } from '../../../shared/api/limits.ts'
import { pageOf as pageSchema } from '../../../shared/api/page.ts'
import { newShareSchema, shareSchema, type Share } from '../../../shared/api/shares.ts'
import { BetwixtError } from '../../../shared/errors.ts'
import { isLoopbackName } from '../../auth/hostNames.ts'
import { signature } from '../../auth/principal.ts'
import { ownOrigin } from '../../auth/requestGuard.ts'
import { newToken, tokenSha256 } from '../../auth/secrets.ts'
import { isoTime } from '../../clock.ts'
import type { ShareEntry } from '../../storage/catalogEntries.ts'
import type { AppDeps, AppEnv } from '../appContext.ts'
import { factsOf, mayOnBoard } from '../identify.ts'
import { answer, problems } from './answers.ts'
import { boardParams } from './parameters.ts'

const createShare = createRoute({
  method: 'post',
  path: '/api/v1/boards/{boardId}/shares',
  summary: 'Make a link that lets people in to this board as editors; its address is told only now',
  middleware: [mayOnBoard('board.manage')],
  request: { params: boardParams },
  responses: { 201: answer(newShareSchema, 'The new link'), ...problems },
})

const listShares = createRoute({
  method: 'get',
  path: '/api/v1/boards/{boardId}/shares',
  summary: 'The links of a board, without their addresses',
  middleware: [mayOnBoard('board.manage')],
  request: { params: boardParams },
  responses: { 200: answer(pageSchema(shareSchema), 'All links'), ...problems },
})

/** Links that let people in to a board. */
export function shareRoutes(app: OpenAPIHono<AppEnv>, deps: AppDeps): void {
  const { storage, boards } = deps

  app.openapi(createShare, async (c) => {
    const { id: boardId } = boards.open(c.req.valid('param').boardId)
    const token = newToken()
    const entry: ShareEntry = {
      id: nanoid(),
      boardId,
      role: 'editor',
      tokenSha256: tokenSha256(token),
      createdAt: deps.now(),
      createdBy: signature(c.get('caller')),
    }
    await storage.catalog.write((now) => {
      const count = now.list('shares').filter((share) => share.boardId === boardId).length
      if (count < API_LIMITS.sharesPerBoard) return [{ put: 'shares', entry }]
      throw new BetwixtError('limit-reached', `A board has at most ${API_LIMITS.sharesPerBoard} links.`)
    })
    const { origin, hint } = reachableOrigin(ownOrigin(factsOf(c), deps.access.policy), deps)
    return c.json({ ...shareView(entry), url: `${origin}${deps.site.basePath}/join/${token}`, hint }, 201)
  })

  app.openapi(listShares, (c) => {
    const { id } = boards.open(c.req.valid('param').boardId)
    const shares = storage.catalog.list('shares').filter((share) => share.boardId === id)
    return c.json({ items: shares.map(shareView), next: null }, 200)
  })
}

function shareView({ id, boardId, role, createdAt, createdBy }: Readonly<ShareEntry>): Share {
  return { id, boardId, role, createdAt: isoTime(createdAt), createdBy }
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
