import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { pageOf as pageSchema } from '../../../shared/api/page.ts'
import { createTokenSchema, newTokenSchema, tokenSchema, type Token } from '../../../shared/api/tokens.ts'
import { BetwixtError } from '../../../shared/errors.ts'
import { isGood } from '../../auth/isGood.ts'
import { signature } from '../../auth/principal.ts'
import { isoTime } from '../../clock.ts'
import type { TokenEntry } from '../../storage/catalogEntries.ts'
import type { AppDeps, AppEnv } from '../appContext.ts'
import { jsonBody } from '../bodyLimit.ts'
import { may } from '../identify.ts'
import { answer, body, nothing, problems } from './answers.ts'
import { aheadOf } from './moments.ts'
import { tokenParams } from './parameters.ts'

const createToken = createRoute({
  method: 'post',
  path: '/api/v1/tokens',
  summary: 'Make an API token; it is told only now',
  middleware: [may('workspace.admin'), jsonBody],
  request: { body: body(createTokenSchema) },
  responses: { 201: answer(newTokenSchema, 'The new token'), ...problems },
})

const listTokens = createRoute({
  method: 'get',
  path: '/api/v1/tokens',
  summary: 'The API tokens, without themselves',
  middleware: [may('workspace.admin')],
  responses: { 200: answer(pageSchema(tokenSchema), 'All tokens'), ...problems },
})

const revokeToken = createRoute({
  method: 'delete',
  path: '/api/v1/tokens/{tokenId}',
  summary: 'Take an API token back',
  middleware: [may('workspace.admin')],
  request: { params: tokenParams },
  responses: { 204: nothing, ...problems },
})

/** API tokens: what scripts come in with. */
export function tokenRoutes(app: OpenAPIHono<AppEnv>, { access, boards, rights, now }: AppDeps): void {
  const tokenView = ({ tokenSha256: _secret, ...entry }: Readonly<TokenEntry>): Token => ({
    ...entry,
    createdAt: isoTime(entry.createdAt),
    expiresAt: entry.expiresAt === null ? null : isoTime(entry.expiresAt),
    hasEnded: !isGood(entry, now()),
    seenAt: entry.seenAt === null ? null : isoTime(entry.seenAt),
  })

  app.openapi(createToken, async (c) => {
    const { label, scopes, boardId, expiresAt } = c.req.valid('json')
    const { token, entry } = await access.tokens.make({
      label,
      scopes: [...new Set(scopes)],
      boardId: boardId === null ? null : boards.open(boardId).id,
      expiresAt: aheadOf(now(), expiresAt),
      createdBy: signature(c.get('caller')),
    })
    rights.changed()
    return c.json({ ...tokenView(entry), token }, 201)
  })

  app.openapi(listTokens, (c) => c.json({ items: access.tokens.list().map(tokenView), next: null }, 200))

  app.openapi(revokeToken, async (c) => {
    if (!(await access.tokens.end(c.req.valid('param').tokenId))) {
      throw new BetwixtError('not-found', 'There is no such token. It may have been taken back already.')
    }
    rights.changed()
    return c.body(null, 204)
  })
}
