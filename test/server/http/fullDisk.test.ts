import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Disk } from '../../support/faultyStorage.ts'
import { TestServer } from '../../support/server.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('a disk that refuses', () => {
  let disk: Disk
  let server: TestServer
  beforeEach(async () => {
    disk = new Disk()
    server = await TestServer.open({ wrapStorage: (storage) => disk.wrap(storage) })
  })
  afterEach(async () => {
    disk.full = false
    await server.close()
  })

  it('API-70: every write answers 507 and keeps nothing, reading goes on, and it recovers by itself', async () => {
    const { id } = await server.board({ template: 'discovery-map' })
    const card = String((await server.json('POST', `/api/v1/boards/${id}/cards`, { kind: 'signal' })).body['id'])
    const other = String((await server.json('POST', `/api/v1/boards/${id}/cards`, { kind: 'signal' })).body['id'])
    const before = (await server.json('GET', `/api/v1/boards/${id}/reading`)).body
    const writes: [string, string, unknown?][] = [
      ['POST', '/api/v1/boards', { title: 'New' }],
      ['PATCH', `/api/v1/boards/${id}`, { title: 'Renamed' }],
      ['POST', `/api/v1/boards/${id}/duplicate`],
      ['POST', `/api/v1/boards/${id}/cards`, { kind: 'signal' }],
      ['PATCH', `/api/v1/boards/${id}/cards/${card}`, { fields: { name: 'x' } }],
      ['POST', `/api/v1/boards/${id}/links`, { from: card, to: other }],
      ['DELETE', `/api/v1/boards/${id}/cards/${card}`],
      ['POST', `/api/v1/boards/${id}/records`, { title: 'T', decided: 'D' }],
      ['POST', `/api/v1/boards/${id}/shares`],
      ['PUT', '/api/v1/me', { name: 'Ada', discipline: 'ai' }],
      ['DELETE', `/api/v1/boards/${id}`],
    ]
    disk.full = true
    for (const [method, route, input] of writes) {
      const { status, body, response } = await server.json(method, route, input)
      expect([status, body['code'], body['retryable']], `${method} ${route}`).toEqual([507, 'storage-unwritable', true])
      expect(response.headers.get('retry-after')).not.toBeNull()
    }
    const image = await server.request(`/api/v1/boards/${id}/assets`, { method: 'POST', body: PNG })
    expect(image.status).toBe(507)
    expect((await server.json('GET', `/api/v1/boards/${id}/reading`)).body).toEqual(before)
    expect((await server.json('GET', '/api/v1/boards')).body['items']).toHaveLength(1)

    disk.full = false
    for (const [method, route, input] of writes) {
      const { status } = await server.json(method, route, input)
      expect(status, `${method} ${route}`).toBeLessThan(300)
    }
  })
})
