import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import {
  cardSchema,
  createCardSchema,
  createLinkSchema,
  linkSchema,
  patchCardSchema,
} from '../../../shared/api/cards.ts'
import { localDay } from '../../clock.ts'
import { signature } from '../../auth/principal.ts'
import type { AppDeps, AppEnv } from '../appContext.ts'
import { jsonBody } from '../bodyLimit.ts'
import { mayOnBoard } from '../identify.ts'
import { answer, body, nothing, problems } from './answers.ts'
import { boardParams, cardParams } from './parameters.ts'

const createCard = createRoute({
  method: 'post',
  path: '/api/v1/boards/{boardId}/cards',
  summary: 'Add a card, where its zone has new ones',
  middleware: [mayOnBoard('board.edit'), jsonBody],
  request: { params: boardParams, body: body(createCardSchema) },
  responses: { 201: answer(cardSchema, 'The new card'), ...problems },
})

const getCard = createRoute({
  method: 'get',
  path: '/api/v1/boards/{boardId}/cards/{cardId}',
  summary: 'One card',
  middleware: [mayOnBoard('board.read')],
  request: { params: cardParams },
  responses: { 200: answer(cardSchema, 'The card'), ...problems },
})

const patchCard = createRoute({
  method: 'patch',
  path: '/api/v1/boards/{boardId}/cards/{cardId}',
  summary: 'Change the fields that are named, or the zone',
  middleware: [mayOnBoard('board.edit'), jsonBody],
  request: { params: cardParams, body: body(patchCardSchema) },
  responses: { 200: answer(cardSchema, 'The card as it is now'), ...problems },
})

const deleteCard = createRoute({
  method: 'delete',
  path: '/api/v1/boards/{boardId}/cards/{cardId}',
  summary: 'Remove a card with its links',
  middleware: [mayOnBoard('board.edit')],
  request: { params: cardParams },
  responses: { 204: nothing, ...problems },
})

const createLink = createRoute({
  method: 'post',
  path: '/api/v1/boards/{boardId}/links',
  summary: 'Draw a link between two cards',
  middleware: [mayOnBoard('board.edit'), jsonBody],
  request: { params: boardParams, body: body(createLinkSchema) },
  responses: { 201: answer(linkSchema, 'The new link'), ...problems },
})

/** Whoever has not said who they are. */
const NOBODY = { name: '', discipline: '' }

/** Cards and links, the same as those made by hand. */
export function cardRoutes(app: OpenAPIHono<AppEnv>, { boards, cards, lastEditors, now }: AppDeps): void {
  app.openapi(createCard, async (c) => {
    const { id, template } = boards.open(c.req.valid('param').boardId)
    const { name, discipline } = signature(c.get('caller')) ?? NOBODY
    const maker = { name, discipline, today: localDay(now()) }
    const card = await cards.create(id, template, c.req.valid('json'), maker)
    lastEditors.note(id, signature(c.get('caller')))
    return c.json(card, 201)
  })

  app.openapi(getCard, async (c) => {
    const { boardId, cardId } = c.req.valid('param')
    return c.json(await cards.get(boards.open(boardId).id, cardId), 200)
  })

  app.openapi(patchCard, async (c) => {
    const { boardId, cardId } = c.req.valid('param')
    const card = await cards.change(boards.open(boardId).id, cardId, c.req.valid('json'))
    lastEditors.note(boardId, signature(c.get('caller')))
    return c.json(card, 200)
  })

  app.openapi(deleteCard, async (c) => {
    const { boardId, cardId } = c.req.valid('param')
    await cards.remove(boards.open(boardId).id, cardId)
    lastEditors.note(boardId, signature(c.get('caller')))
    return c.body(null, 204)
  })

  app.openapi(createLink, async (c) => {
    const { id } = boards.open(c.req.valid('param').boardId)
    const link = await cards.link(id, c.req.valid('json'))
    lastEditors.note(id, signature(c.get('caller')))
    return c.json(link, 201)
  })
}
