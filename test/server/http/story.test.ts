import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { story } from '../../../shared/templates/story.ts'
import { TestServer } from '../../support/server.ts'

describe('a board of several examples', () => {
  let server: TestServer
  beforeEach(async () => {
    server = await TestServer.open()
  })
  afterEach(() => server.close())

  it('API-560: with example: "all" a board has the examples of several templates, and is of the one named or the first', async () => {
    for (const [template, expected] of [
      [undefined, story.templates[0]],
      ['aha-wall', 'aha-wall'],
    ]) {
      const { status, body } = await server.json('POST', '/api/v1/boards', { title: 'Shop', template, example: 'all' })
      expect([status, body['template']]).toEqual([201, expected])
      const reading = await server.json('GET', `/api/v1/boards/${String(body['id'])}/reading`)
      const readings = reading.body['readings'] as { template: string; unplaced: string[] }[]
      expect(readings.map((each) => each.template).sort()).toEqual([...story.templates].sort())
      expect(readings.flatMap(({ unplaced }) => unplaced)).toEqual([])
    }
  })

  it('API-560: what is no example is refused with 422 and its path', async () => {
    const refused = await server.json('POST', '/api/v1/boards', { title: 'Shop', example: 'most' })
    expect(refused.status).toBe(422)
    expect((refused.body['errors'] as { path: string }[])[0]?.path).toBe('example')
  })
})
