import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { boardSchema, createBoardSchema, listBoardsQuery, patchBoardSchema } from '../../../shared/api/boards.ts'
import { API_LIMITS } from '../../../shared/api/limits.ts'
import { pageOf as pageSchema } from '../../../shared/api/page.ts'
import { authorize } from '../../auth/authorize.ts'
import { ownerOfNew, roleOn, signature } from '../../auth/principal.ts'
import type { AppDeps, AppEnv } from '../appContext.ts'
import { jsonBody } from '../bodyLimit.ts'
import { may, mayOnBoard } from '../identify.ts'
import { matches, pageOf } from '../paging.ts'
import { answer, body, nothing, problems } from './answers.ts'
import { boardParams } from './parameters.ts'

const listBoards = createRoute({
  method: 'get',
  path: '/api/v1/boards',
  summary: 'Boards by last change, newest first',
  middleware: [may('workspace.look')],
  request: { query: listBoardsQuery },
  responses: { 200: answer(pageSchema(boardSchema), 'One page'), ...problems },
})

const createBoard = createRoute({
  method: 'post',
  path: '/api/v1/boards',
  summary: 'Make a board from a template',
  middleware: [may('workspace.make'), jsonBody],
  request: { body: body(createBoardSchema) },
  responses: { 201: answer(boardSchema, 'The new board'), ...problems },
})

const getBoard = createRoute({
  method: 'get',
  path: '/api/v1/boards/{boardId}',
  summary: 'One board',
  middleware: [mayOnBoard('board.read')],
  request: { params: boardParams },
  responses: { 200: answer(boardSchema, 'The board'), ...problems },
})

const patchBoard = createRoute({
  method: 'patch',
  path: '/api/v1/boards/{boardId}',
  summary: 'Rename a board; its owner may hide it from the list',
  middleware: [mayOnBoard('board.edit'), jsonBody],
  request: { params: boardParams, body: body(patchBoardSchema) },
  responses: { 200: answer(boardSchema, 'The board as it is now'), ...problems },
})

const deleteBoard = createRoute({
  method: 'delete',
  path: '/api/v1/boards/{boardId}',
  summary: 'Put a board into the trash, where it stays for 30 days',
  middleware: [mayOnBoard('board.manage')],
  request: { params: boardParams },
  responses: { 204: nothing, ...problems },
})

const restoreBoard = createRoute({
  method: 'post',
  path: '/api/v1/boards/{boardId}/restore',
  summary: 'Take a board out of the trash',
  middleware: [mayOnBoard('board.manage')],
  request: { params: boardParams },
  responses: { 200: answer(boardSchema, 'The board'), ...problems },
})

const duplicateBoard = createRoute({
  method: 'post',
  path: '/api/v1/boards/{boardId}/duplicate',
  summary: 'Copy a board as it is now',
  middleware: [mayOnBoard('board.read'), may('workspace.make')],
  request: { params: boardParams },
  responses: { 201: answer(boardSchema, 'The copy'), ...problems },
})

const emptyTrash = createRoute({
  method: 'delete',
  path: '/api/v1/trash',
  summary: 'Delete for good what lies in the trash; what decision records use is kept',
  middleware: [may('workspace.manage')],
  responses: { 200: answer(z.object({ deleted: z.number().int() }), 'How many boards that were'), ...problems },
})

/** Boards: listed, made, renamed, copied, thrown away and taken back. */
export function boardRoutes(app: OpenAPIHono<AppEnv>, { storage, access, boards, views, rights }: AppDeps): void {
  app.openapi(listBoards, (c) => {
    const { principal } = c.get('caller')
    const { search, trashed, hidden, cursor, limit } = c.req.valid('query')
    const found = storage.catalog.list('boards').filter((board) => {
      const role = roleOn(principal, board.id)
      if (role === null || (board.trashedAt !== null) !== (trashed === 'true') || !matches(board.title, search))
        return false
      // What a link led to is not hidden from whoever came by it, and the trash shows all.
      const isOpenByLink = principal.role === 'guest' || (principal.role === 'member' && role !== 'owner')
      return trashed === 'true' || board.isHidden === (hidden === 'true') || (isOpenByLink && hidden !== 'true')
    })
    const page = pageOf(found, (board) => ({ rank: views.updatedAt(board), id: board.id }), { cursor, limit })
    return c.json({ items: page.items.map((board) => views.view(board, principal)), next: page.next }, 200)
  })

  app.openapi(createBoard, async (c) => {
    const caller = c.get('caller')
    const board = await boards.create({ ...c.req.valid('json'), by: signature(caller), owner: ownerOfNew(caller) })
    return c.json(views.view(board, access.principalNow(caller)), 201)
  })

  app.openapi(getBoard, (c) => {
    const { boardId } = c.req.valid('param')
    return c.json(views.view(boards.open(boardId), c.get('caller').principal), 200)
  })

  app.openapi(patchBoard, async (c) => {
    const { boardId } = c.req.valid('param')
    const { principal } = c.get('caller')
    const { title, hidden } = c.req.valid('json')
    if (hidden !== undefined) authorize(principal, { action: 'board.manage', boardId })
    if (title !== undefined) await boards.rename(boardId, title)
    if (hidden !== undefined) {
      await boards.hide(boardId, hidden)
      rights.changed()
    }
    return c.json(views.view(boards.open(boardId), principal), 200)
  })

  app.openapi(deleteBoard, async (c) => {
    await boards.trash(c.req.valid('param').boardId)
    return c.body(null, 204)
  })

  app.openapi(restoreBoard, async (c) => {
    const board = await boards.restore(c.req.valid('param').boardId)
    return c.json(views.view(board, c.get('caller').principal), 200)
  })

  app.openapi(duplicateBoard, async (c) => {
    const caller = c.get('caller')
    const { title, id } = boards.open(c.req.valid('param').boardId)
    const copy = await boards.duplicate(id, {
      title: copyTitle(title),
      by: signature(caller),
      owner: ownerOfNew(caller),
    })
    return c.json(views.view(copy, access.principalNow(caller)), 201)
  })

  app.openapi(emptyTrash, async (c) => c.json({ deleted: await boards.emptyTrash() }, 200))
}

function copyTitle(title: string): string {
  const prefix = 'Copy of '
  // By whole characters: half a surrogate pair would be no text.
  return `${prefix}${Array.from(title)
    .slice(0, API_LIMITS.title - prefix.length)
    .join('')}`
}
