import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { pageOf as pageSchema } from '../../../shared/api/page.ts'
import {
  changeStatusSchema,
  createRecordSchema,
  listRecordsQuery,
  recordDetailSchema,
  recordSchema,
} from '../../../shared/api/records.ts'
import { BetwixtError } from '../../../shared/errors.ts'
import { authorize } from '../../auth/authorize.ts'
import { roleOn, signature } from '../../auth/principal.ts'
import { recordFormats } from '../../records/formats/recordFormats.ts'
import type { AppDeps, AppEnv } from '../appContext.ts'
import { jsonBody } from '../bodyLimit.ts'
import { may, mayOnBoard, mayOnRecord } from '../identify.ts'
import { matches, pageOf } from '../paging.ts'
import { answer, body, problems } from './answers.ts'
import { boardParams, recordParams } from './parameters.ts'

const exportQuery = z.strictObject({
  format: z.enum(recordFormats.map(({ id }) => id)).default(recordFormats[0].id),
})

/** Decision records: made of a board, listed, read, given another status, exported. */
export function recordRoutes(app: OpenAPIHono<AppEnv>, { boards, records }: AppDeps): void {
  const boardOf = (recordId: string) => records.find(recordId)?.body.boardId ?? null

  const createRecord = createRoute({
    method: 'post',
    path: '/api/v1/boards/{boardId}/records',
    summary: 'Record a decision, with the board as it is now',
    middleware: [mayOnBoard('board.record'), jsonBody],
    request: { params: boardParams, body: body(createRecordSchema) },
    responses: { 201: answer(recordDetailSchema, 'The new record'), ...problems },
  })

  const listRecords = createRoute({
    method: 'get',
    path: '/api/v1/records',
    summary: 'Decision records, newest first',
    middleware: [may('workspace.look')],
    request: { query: listRecordsQuery },
    responses: { 200: answer(pageSchema(recordSchema), 'One page'), ...problems },
  })

  const getRecord = createRoute({
    method: 'get',
    path: '/api/v1/records/{recordId}',
    summary: 'A decision record with its evidence, findings and readings',
    middleware: [mayOnRecord('board.read', boardOf)],
    request: { params: recordParams },
    responses: { 200: answer(recordDetailSchema, 'The record'), ...problems },
  })

  const changeStatus = createRoute({
    method: 'post',
    path: '/api/v1/records/{recordId}/status',
    summary: 'Give a record another status, and say why; the record itself never changes',
    middleware: [mayOnRecord('board.record', boardOf), jsonBody],
    request: { params: recordParams, body: body(changeStatusSchema) },
    responses: { 200: answer(recordDetailSchema, 'The record with its new status'), ...problems },
  })

  const exportRecord = createRoute({
    method: 'get',
    path: '/api/v1/records/{recordId}/export',
    summary: 'The record as a file',
    middleware: [mayOnRecord('board.read', boardOf)],
    request: { params: recordParams, query: exportQuery },
    responses: {
      200: { description: 'The file', content: { 'text/markdown': {}, 'application/json': {} } },
      ...problems,
    },
  })

  app.openapi(createRecord, async (c) => {
    const caller = c.get('caller')
    const input = c.req.valid('json')
    // Superseding changes the other record's status, and that one may be of another board.
    if (input.supersedes !== null) {
      authorize(caller.principal, { action: 'board.record', boardId: boardOf(input.supersedes) })
    }
    const board = boards.open(c.req.valid('param').boardId)
    const record = await records.create(board, input, signature(caller))
    return c.json(record, 201)
  })

  app.openapi(listRecords, (c) => {
    const { principal } = c.get('caller')
    const { search, status, board, cursor, limit } = c.req.valid('query')
    const found = records
      .list()
      .filter((record) => roleOn(principal, record.boardId) !== null)
      .filter((record) => status === undefined || record.status === status)
      .filter((record) => board === undefined || record.boardId === board)
      .filter((record) => matches(searchedText(record), search))
    return c.json(
      pageOf(found, ({ number, id }) => ({ rank: number, id }), { cursor, limit }),
      200,
    )
  })

  app.openapi(getRecord, async (c) => c.json(await records.get(c.req.valid('param').recordId), 200))

  app.openapi(changeStatus, async (c) => {
    const { recordId } = c.req.valid('param')
    await records.changeStatus(recordId, c.req.valid('json'), signature(c.get('caller')))
    return c.json(await records.get(recordId), 200)
  })

  app.openapi(exportRecord, async (c) => {
    const format = recordFormats.find(({ id }) => id === c.req.valid('query').format)
    if (!format) throw new BetwixtError('not-acceptable', 'Records do not come in this format.')
    const record = await records.exported(c.req.valid('param').recordId)
    return c.body(format.render(record), 200, {
      'content-type': format.mediaType,
      'content-disposition': `attachment; filename="${fileName(record.body.number, record.body.title)}.${format.id}"`,
    })
  })
}

function searchedText(record: {
  title: string
  decided: string
  whyNow: string
  changeOurMind: string
  owner: string
}) {
  return [record.title, record.decided, record.whyNow, record.changeOurMind, record.owner].join('\n')
}

/** Number and title as MADR names its files: `0007-use-the-simple-model`. Headers take ASCII only. */
function fileName(number: number, title: string): string {
  const words =
    title
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/gu) ?? []
  return [String(number).padStart(4, '0'), ...words].join('-').slice(0, 80)
}
