import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestServer } from '../../support/server.ts'

const DAY = 24 * 60 * 60 * 1000

describe('boards', () => {
  let time: number
  let server: TestServer
  beforeEach(async () => {
    time = Date.UTC(2026, 10, 23, 12)
    server = await TestServer.open({ now: () => time })
  })
  afterEach(() => server.close())

  const titles = async (query = '') => {
    const { body } = await server.json('GET', `/api/v1/boards${query}`)
    return (body['items'] as { title: string }[]).map((board) => board.title)
  }

  /** Days on which the server looks into its trash. Tells how many boards it deleted for good. */
  const passDays = async (days: number) => {
    let purged = 0
    for (let day = 0; day < days; day++) {
      time += DAY
      purged += await server.deps.boards.purgeOld()
    }
    return purged
  }

  it('API-10: a board is made from a template, blank unless another is named', async () => {
    const { status, body } = await server.json('POST', '/api/v1/boards', { title: '  Recommen\u0000dations\n' })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      title: 'Recommen dations',
      template: 'blank',
      createdAt: '2026-11-23T12:00:00.000Z',
      updatedAt: '2026-11-23T12:00:00.000Z',
      trashedAt: null,
      role: 'owner',
      people: [],
    })
    const got = await server.json('GET', `/api/v1/boards/${String(body['id'])}`)
    expect(got.body).toEqual(body)
  })

  it('API-11: with example: true the board is filled with the example of its template', async () => {
    const board = await server.board({ template: 'discovery-map', example: true })
    const { body } = await server.json('GET', `/api/v1/boards/${board.id}/reading`)
    const [reading] = body['readings'] as { template: string; unplaced: string[]; findings: unknown[] }[]
    expect(reading).toMatchObject({ template: 'discovery-map', unplaced: [] })
    expect(reading?.findings.length).toBeGreaterThan(0)
  })

  it.each([
    ['no title', {}, 'title'],
    ['an empty title', { title: '   ' }, 'title'],
    ['a title that is too long', { title: 'x'.repeat(201) }, 'title'],
    ['a title of another type', { title: 7 }, 'title'],
    ['half a character', { title: 'x\uD800' }, 'title'],
    ['a template that is not there', { title: 'A', template: 'kanban' }, 'template'],
    ['an example where there is none', { title: 'A', template: 'blank', example: true }, 'example'],
    ['an unknown field', { title: 'A', colour: 'red' }, 'colour'],
  ])('API-12: %s is refused with 422 and the path of the field', async (_what, input, path) => {
    const { status, body, response } = await server.json('POST', '/api/v1/boards', input)
    expect(status).toBe(422)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(body).toMatchObject({ status: 422, code: 'invalid-request', retryable: false })
    expect((body['errors'] as { path: string }[]).map((error) => error.path)).toEqual([path])
    expect(await titles()).toEqual([])
  })

  it('API-13: the list has the newest change first, is searched by words, and comes in pages', async () => {
    for (const title of ['Ärger im Shop', 'Shop redesign', 'Churn']) {
      time += 1_000
      await server.board({ title })
    }
    expect(await titles()).toEqual(['Churn', 'Shop redesign', 'Ärger im Shop'])
    expect(await titles('?search=shop%20arger')).toEqual(['Ärger im Shop'])
    const first = await server.json('GET', '/api/v1/boards?limit=2')
    expect(first.body['items']).toHaveLength(2)
    expect(await titles(`?limit=2&cursor=${String(first.body['next'])}`)).toEqual(['Ärger im Shop'])
    const last = await server.json('GET', '/api/v1/boards?limit=3')
    expect(last.body['next']).toBeNull()
    for (const query of ['?cursor=nonsense', '?limit=0', '?limit=x', '?trashed=perhaps', '?colour=red']) {
      expect((await server.json('GET', `/api/v1/boards${query}`)).status).toBe(422)
    }
  })

  it('API-14: a board is renamed, for its meta in the log as well', async () => {
    const { id } = await server.board()
    const { status, body } = await server.json('PATCH', `/api/v1/boards/${id}`, { title: 'Renamed' })
    expect([status, body['title']]).toEqual([200, 'Renamed'])
    expect((await server.deps.storage.log.load(id))?.meta).toEqual({ title: 'Renamed', template: 'blank' })
    expect((await server.json('PATCH', `/api/v1/boards/${id}`, { title: 'x', id: 'y' })).status).toBe(422)
    expect((await server.json('PATCH', '/api/v1/boards/nobody', { title: 'x' })).status).toBe(404)
  })

  it('API-15: a deleted board lies in the trash, answers 410, and comes back whole', async () => {
    const { id } = await server.board({ title: 'Gone?' })
    expect((await server.json('DELETE', `/api/v1/boards/${id}`)).status).toBe(204)
    expect((await server.json('DELETE', `/api/v1/boards/${id}`)).status).toBe(204)
    expect(await titles()).toEqual([])
    expect(await titles('?trashed=true')).toEqual(['Gone?'])
    for (const path of ['', '/reading', '/shares']) {
      const refused = await server.json('GET', `/api/v1/boards/${id}${path}`)
      expect([refused.status, refused.body['code']]).toEqual([410, 'board-in-trash'])
    }
    const restored = await server.json('POST', `/api/v1/boards/${id}/restore`)
    expect([restored.status, restored.body['trashedAt']]).toEqual([200, null])
    expect((await server.json('GET', `/api/v1/boards/${id}`)).status).toBe(200)
  })

  it('API-16: the trash is emptied when asked, and by itself of what was seen there on 30 days', async () => {
    const old = await server.board({ title: 'old' })
    await server.json('DELETE', `/api/v1/boards/${old.id}`)
    await passDays(29)
    const young = await server.board({ title: 'young' })
    await server.json('DELETE', `/api/v1/boards/${young.id}`)
    expect(await passDays(1)).toBe(0)
    expect(await passDays(1)).toBe(1)
    expect(await server.deps.storage.log.load(old.id)).toBeNull()
    expect(await titles('?trashed=true')).toEqual(['young'])
    const emptied = await server.json('DELETE', '/api/v1/trash')
    expect([emptied.status, emptied.body]).toEqual([200, { deleted: 1 }])
    expect((await server.json('GET', `/api/v1/boards/${young.id}`)).status).toBe(404)
  })

  it('API-505: a clock that jumps deletes nothing for good, and the days count on when it is right again', async () => {
    const { id } = await server.board({ title: 'Gone?' })
    await server.json('DELETE', `/api/v1/boards/${id}`)
    expect(await passDays(20)).toBe(0)
    for (const jump of [31, -31, 400, -400, -20_000, 20_000]) {
      time += jump * DAY
      for (let run = 0; run < 40; run++) expect(await server.deps.boards.purgeOld()).toBe(0)
    }
    expect(await titles('?trashed=true')).toEqual(['Gone?'])
    expect(await passDays(11)).toBe(1)
  })

  it('API-505: a board that was put into the trash while the clock was behind stays there for its days', async () => {
    const { id } = await server.board()
    time -= 20_000 * DAY
    await server.json('DELETE', `/api/v1/boards/${id}`)
    time += 20_000 * DAY
    expect(await passDays(29)).toBe(0)
    expect(await passDays(1)).toBe(1)
  })

  it('API-505: a board that was restored starts anew', async () => {
    const { id } = await server.board()
    await server.json('DELETE', `/api/v1/boards/${id}`)
    expect(await passDays(29)).toBe(0)
    await server.json('POST', `/api/v1/boards/${id}/restore`)
    await server.json('DELETE', `/api/v1/boards/${id}`)
    time += 31 * DAY
    expect(await server.deps.boards.purgeOld()).toBe(0)
  })

  it('API-17: a duplicate has the same cards and lives its own life', async () => {
    const original = await server.board({ title: 'Map', template: 'discovery-map', example: true })
    const { status, body } = await server.json('POST', `/api/v1/boards/${original.id}/duplicate`)
    expect([status, body['title'], body['template']]).toEqual([201, 'Copy of Map', 'discovery-map'])
    const readings = async (id: string) => (await server.json('GET', `/api/v1/boards/${id}/reading`)).body['readings']
    const before = await readings(original.id)
    expect(await readings(String(body['id']))).toEqual(before)
    await server.json('POST', `/api/v1/boards/${String(body['id'])}/cards`, { kind: 'unknown' })
    expect(await readings(original.id)).toEqual(before)
  })

  it('API-504: a duplicate has the picture of its original, and says whose it is', async () => {
    await server.json('PUT', '/api/v1/me', { name: 'Ada', discipline: 'ai' })
    const { id } = await server.board()
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    await server.request(`/api/v1/boards/${id}/thumbnail`, { method: 'PUT', body: png })
    await server.json('PUT', '/api/v1/me', { name: 'Mira', discipline: 'product' })
    const { body } = await server.json('POST', `/api/v1/boards/${id}/duplicate`)
    expect(body['updatedBy']).toEqual({ name: 'Mira', discipline: 'product' })
    const picture = await server.request(String(body['thumbnail']))
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(png)
    const bare = await server.json('POST', `/api/v1/boards/${(await server.board()).id}/duplicate`)
    expect([bare.status, bare.body['thumbnail']]).toEqual([201, null])
  })

  it('API-18: unknown boards are 404 for each route, and ids are no paths', async () => {
    for (const [method, path, json] of [
      ['GET', '', undefined],
      ['DELETE', '', undefined],
      ['POST', '/restore', undefined],
      ['POST', '/duplicate', undefined],
      ['GET', '/reading', undefined],
      ['GET', '/cards/shape:x', undefined],
      ['POST', '/cards', { kind: 'signal' }],
      ['POST', '/links', { from: 'shape:a', to: 'shape:b' }],
      ['GET', '/shares', undefined],
      ['GET', '/thumbnail', undefined],
      ['POST', '/records', { title: 'T', decided: 'D' }],
    ] as const) {
      for (const id of ['nobody', '..%2f..%2fcatalog', '%E0%A4%A', 'x'.repeat(3_000)]) {
        const { status, body } = await server.json(method, `/api/v1/boards/${id}${path}`, json)
        expect([status, body['code']], `${method} ${path}`).toEqual([404, 'board-not-found'])
      }
    }
  })

  it('API-19: who changed a board last is told by name', async () => {
    await server.json('PUT', '/api/v1/me', { name: 'Ada', discipline: 'ai' })
    const { id } = await server.board({ template: 'discovery-map' })
    await server.json('PUT', '/api/v1/me', { name: 'Mira', discipline: 'product' })
    await server.json('POST', `/api/v1/boards/${id}/cards`, { kind: 'signal' })
    const { body } = await server.json('GET', `/api/v1/boards/${id}`)
    expect(body).toMatchObject({
      createdBy: { name: 'Ada', discipline: 'ai' },
      updatedBy: { name: 'Mira', discipline: 'product' },
    })
    await server.deps.lastEditors.flush()
    expect(server.deps.storage.catalog.get('boards', id)?.updatedBy).toEqual({ name: 'Mira', discipline: 'product' })
  })
})
