import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { API_LIMITS } from '../../../shared/api/limits.ts'
import { boardEntry } from '../../support/boardEntry.ts'
import { TestServer } from '../../support/server.ts'

describe('caps of the workspace', () => {
  let server: TestServer
  beforeEach(async () => {
    server = await TestServer.open()
  })
  afterEach(() => server.close())

  it('API-600: past the most boards none is made, and there is room again once the trash is empty', async () => {
    const { id } = await server.board({ title: 'The first' })
    await server.deps.storage.catalog.write(() =>
      Array.from({ length: API_LIMITS.boards - 1 }, (_, at) => ({
        put: 'boards' as const,
        entry: boardEntry(`filler-${at}`),
      })),
    )
    const refused = await server.json('POST', '/api/v1/boards', { title: 'One more' })
    expect([refused.status, refused.body['code']]).toEqual([409, 'limit-reached'])
    expect(refused.body['detail']).toContain('empty the trash')
    await server.json('DELETE', `/api/v1/boards/${id}`)
    await server.json('DELETE', '/api/v1/trash')
    expect((await server.json('POST', '/api/v1/boards', { title: 'One more' })).status).toBe(201)
  })

  it('API-601: past the most bytes of images none is taken in', async () => {
    const { id } = await server.board()
    const assets = { ['0'.repeat(64)]: { mimeType: 'image/png', bytes: API_LIMITS.allAssetBytes } }
    await server.deps.storage.catalog.write(() => [
      { put: 'boards', entry: { ...boardEntry('full-of-images'), assets } },
    ])
    const pixel = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const answer = await server.request(`/api/v1/boards/${id}/assets`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: pixel,
    })
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([409, 'limit-reached'])
  })
})
