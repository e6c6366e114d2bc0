import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { readingQuery, readingSchema } from '../../../shared/api/reading.ts'
import { readerOf } from '../../../shared/board/read.ts'
import { readingsOf } from '../../../shared/board/readings.ts'
import { findReadingFormat } from '../../../shared/templates/render/readingFormats.ts'
import { BetwixtError } from '../../../shared/errors.ts'
import { localDay } from '../../clock.ts'
import type { AppDeps, AppEnv } from '../appContext.ts'
import { mayOnBoard } from '../identify.ts'
import { problems } from './answers.ts'
import { boardParams } from './parameters.ts'

const getReading = createRoute({
  method: 'get',
  path: '/api/v1/boards/{boardId}/reading',
  summary: 'What each template makes of a board: its model, its findings, the cards that lie nowhere',
  middleware: [mayOnBoard('board.read')],
  request: { params: boardParams, query: readingQuery },
  responses: {
    200: {
      description: 'The readings in the format asked for',
      content: { 'application/json': { schema: readingSchema }, 'text/markdown': {}, 'text/csv': {} },
    },
    ...problems,
  },
})

/** The readings of a board. */
export function readingRoutes(app: OpenAPIHono<AppEnv>, { boards, content, now }: AppDeps): void {
  app.openapi(getReading, async (c) => {
    const { id: boardId, title } = boards.open(c.req.valid('param').boardId)
    const { format: wanted, from = null, to = null } = c.req.valid('query')
    const format = findReadingFormat(wanted)
    if (!format) throw new BetwixtError('not-acceptable', 'Readings do not come in this format.')
    const text = await content.read(boardId, (doc) => {
      const readings = readingsOf(readerOf(doc).records, { today: localDay(now()), span: { from, to } })
      return format.render({ boardId, title, readings })
    })
    return c.body(text, 200, { 'content-type': format.mediaType })
  })
}
