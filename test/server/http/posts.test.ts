import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestServer } from '../../support/server.ts'

/** The smallest picture there is. */
const PIXEL = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (letter) => letter.codePointAt(0) ?? 0,
)

describe('posts to a wall', () => {
  let server: TestServer
  let boardId: string
  let posts: string
  beforeEach(async () => {
    server = await TestServer.open()
    boardId = (await server.board({ template: 'aha-wall' })).id
    posts = `/api/v1/boards/${boardId}/posts`
  })
  afterEach(() => server.close())

  const send = (body: unknown, key?: string) =>
    server.json('POST', posts, body, key === undefined ? {} : { 'idempotency-key': key })
  const inbox = async (): Promise<Record<string, unknown>[]> => {
    const { body } = await server.json('GET', `/api/v1/boards/${boardId}/reading`)
    const [reading] = body['readings'] as { model: { posts: Record<string, unknown>[] } }[]
    return reading?.model.posts ?? []
  }

  it('API-540: a post lands in the inbox as a card like any other, with its day, and the newest comes first', async () => {
    const first = await send({ text: 'Nobody scrolls', author: 'Mira', discipline: 'product', tags: ['phones'] })
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({ kind: 'insight', zone: 'inbox', template: 'aha-wall' })
    expect(first.body['fields']).toMatchObject({
      text: 'Nobody scrolls',
      author: 'Mira',
      discipline: 'product',
      tags: ['phones'],
      source: 'api',
      postedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/u) as string,
    })
    await send({ text: 'For the phone', kind: 'thanks', to: 'Customer care', source: 'phone' })
    await send({ text: 'It fell over', kind: 'failure', lesson: 'Test first', happenedOn: '2026-03-01' })
    const { body } = await server.json('GET', `/api/v1/boards/${boardId}/cards/${String(first.body['id'])}`)
    expect(body).toEqual(first.body)
    expect((await inbox()).length).toBe(3)
  })

  it.each(['page', 'phone', 'chat', 'api'])('TPL-323: a post that came from %s says so', async (source) => {
    const { status, body } = await send({ text: 'Nobody scrolls', source })
    expect([status, (body['fields'] as Record<string, unknown>)['source']]).toEqual([201, source])
  })

  it('TPL-323: a post from elsewhere is refused', async () => {
    expect((await send({ text: 'Nobody scrolls', source: 'board' })).status).toBe(422)
  })

  it('API-541: sent again under its Idempotency-Key a post is there once', async () => {
    const first = await send({ text: 'Once' }, 'post-1')
    const again = await send({ text: 'Once' }, 'post-1')
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body).toEqual(first.body)
    const other = await send({ text: 'Something else' }, 'post-1')
    expect([other.status, other.body['code']]).toEqual([409, 'conflict'])
    expect((await send({ text: 'Once' }, 'post-2')).body['id']).not.toBe(first.body['id'])
    expect((await inbox()).length).toBe(2)
  })

  it.each([
    ['no text', {}, 'text'],
    ['a text of white space', { text: ' \n ' }, 'text'],
    ['a text that is too long', { text: 'x'.repeat(10_001) }, 'text'],
    ['a kind that the wall has not', { text: 'x', kind: 'sticky' }, 'kind'],
    ['a field that no post has', { text: 'x', colour: 'red' }, 'colour'],
    ['a field that its kind has not', { text: 'x', lesson: 'None' }, 'lesson'],
    ['a day that does not exist', { text: 'x', happenedOn: '2026-02-30' }, 'happenedOn'],
    ['tags that are no list', { text: 'x', tags: 'one, two' }, 'tags'],
    ['a tag that is too long', { text: 'x', tags: ['y'.repeat(61)] }, 'tags.0'],
  ])('API-542: %s is refused with 422 and its path', async (_what, input, path) => {
    const { status, body } = await send(input)
    expect([status, body['code']]).toEqual([422, 'invalid-request'])
    expect((body['errors'] as { path: string }[]).map((error) => error.path)).toContain(path)
    expect(await inbox()).toEqual([])
  })

  it('API-543: a form posts the same with an image, which the board then keeps', async () => {
    const form = new FormData()
    form.append('text', 'What the dashboard said')
    form.append('kind', 'chart')
    form.append('tags', 'drift, phones')
    form.append('author', '')
    form.append('image', new File([PIXEL], 'chart.png', { type: 'image/png' }))
    const answer = await server.request(posts, { method: 'POST', body: form })
    expect(answer.status).toBe(201)
    const { fields } = (await answer.json()) as { fields: Record<string, unknown> }
    expect(fields).toMatchObject({ text: 'What the dashboard said', tags: ['drift', 'phones'] })
    const sha256 = String(fields['image']).replace('asset:', '')
    expect((await server.request(`/api/v1/boards/${boardId}/assets/${sha256}`)).status).toBe(200)
    const broken = new FormData()
    broken.append('text', 'x')
    broken.append('image', new File(['no image'], 'chart.png', { type: 'image/png' }))
    expect((await server.request(posts, { method: 'POST', body: broken })).status).toBe(415)
    expect(
      (await server.request(posts, { method: 'POST', body: 'text', headers: { 'content-type': 'text/plain' } })).status,
    ).toBe(415)
    const half = { method: 'POST', body: '{"text":', headers: { 'content-type': 'application/json' } }
    expect((await server.request(posts, half)).status).toBe(400)
    expect((await inbox()).length).toBe(1)
  })

  it('API-544: a board without a wall, and one that is not there, take no posts', async () => {
    const { id } = await server.board({ template: 'discovery-map' })
    const { status, body } = await server.json('POST', `/api/v1/boards/${id}/posts`, { text: 'x' })
    expect([status, body['code']]).toEqual([409, 'conflict'])
    expect((await server.json('POST', '/api/v1/boards/nowhere/posts', { text: 'x' })).status).toBe(404)
  })

  it('API-550: a reading by span has that span’s posts in every format', async () => {
    for (const happenedOn of ['2026-03-01', '2026-03-08', '2026-03-15']) {
      await server.json('POST', `/api/v1/boards/${boardId}/cards`, {
        kind: 'insight',
        fields: { text: `Seen on ${happenedOn}`, happenedOn, postedOn: happenedOn },
      })
    }
    // The findings are of the whole board, and name posts of other days.
    const read = async (query: string) => {
      const text = await (await server.request(`/api/v1/boards/${boardId}/reading?${query}`)).text()
      return text.split(/### To discuss|"findings"/u)[0] ?? ''
    }
    for (const format of ['json', 'md', 'csv']) {
      const week = await read(`format=${format}&from=2026-03-02&to=2026-03-08`)
      expect(week).toContain('Seen on 2026-03-08')
      expect(week).not.toContain('Seen on 2026-03-01')
      expect(week).not.toContain('Seen on 2026-03-15')
      const since = await read(`format=${format}&from=2026-03-08`)
      expect(since).toContain('Seen on 2026-03-15')
      expect(since).not.toContain('Seen on 2026-03-01')
    }
  })

  it('API-551: days that are none, or in the wrong order, are refused; other templates read as ever', async () => {
    const status = async (query: string, board = boardId) =>
      (await server.request(`/api/v1/boards/${board}/reading?${query}`)).status
    for (const wrong of [
      'from=2026-02-31',
      'to=yesterday',
      'from=',
      'from=2026-03-02&to=2026-03-01',
      'since=2026-03-01',
    ]) {
      expect(await status(wrong), wrong).toBe(422)
    }
    const map = (await server.board({ template: 'discovery-map', example: true })).id
    const reading = async (query: string) => (await server.request(`/api/v1/boards/${map}/reading?${query}`)).text()
    expect(await reading('from=2026-03-01&to=2026-03-01')).toBe(await reading(''))
  })
})

describe('what templates do with new cards', () => {
  let server: TestServer
  beforeEach(async () => {
    server = await TestServer.open()
  })
  afterEach(() => server.close())

  it('API-545: a card goes into the zone that sets what it says already, and takes what its next zone sets', async () => {
    const { id } = await server.board({ template: 'metric-bridge' })
    const cards = `/api/v1/boards/${id}/cards`
    const fields = { name: 'Drift rate', category: 'model-health' }
    const { body } = await server.json('POST', cards, { kind: 'metric', fields })
    expect(body).toMatchObject({ zone: 'model-health', fields: { ...fields, side: 'model' } })
    const moved = await server.json('PATCH', `${cards}/${String(body['id'])}`, { zone: 'business-impact' })
    expect(moved.body).toMatchObject({
      zone: 'business-impact',
      fields: { name: 'Drift rate', category: 'business-impact', side: 'product' },
    })
  })

  it('API-546: a link between two metrics makes the bridge between them, linked with both', async () => {
    const { id } = await server.board({ template: 'metric-bridge' })
    const metric = async (name: string, category: string) =>
      String(
        (await server.json('POST', `/api/v1/boards/${id}/cards`, { kind: 'metric', fields: { name, category } })).body[
          'id'
        ],
      )
    const [from, to] = [await metric('Drift', 'model-health'), await metric('Conversion', 'business-impact')]
    const { status, body } = await server.json('POST', `/api/v1/boards/${id}/links`, { from, to })
    expect([status, body['from'], body['to']]).toEqual([201, from, to])
    const bridge = await server.json('GET', `/api/v1/boards/${id}/cards/${String(body['card'])}`)
    expect(bridge.body).toMatchObject({ kind: 'bridge', zone: 'bridges' })
    const reading = await server.json('GET', `/api/v1/boards/${id}/reading`)
    const [{ model } = { model: { bridges: [] } }] = reading.body['readings'] as {
      model: { bridges: { id: string; from: string; to: string }[] }
    }[]
    expect(model.bridges).toMatchObject([{ id: body['card'], from, to }])
  })

  it('API-547: a board begins with what its template starts with: phases, columns and thirty suggestions', async () => {
    const { id } = await server.board({ template: 'responsibilities-matrix' })
    const { body } = await server.json('GET', `/api/v1/boards/${id}/reading`)
    const [reading] = body['readings'] as { findings: { rule: string }[]; unplaced: string[] }[]
    expect(reading?.unplaced).toEqual([])
    const rules = reading?.findings.map(({ rule }) => rule) ?? []
    expect(rules).toContain('phase-with-several-leads')
    const { body: list } = await server.json('GET', `/api/v1/boards/${id}/reading?format=json`)
    expect(JSON.stringify(list)).toContain('MLOps Engineer')
  })
})
