import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readerOf } from '../../../shared/board/read.ts'
import { TestServer } from '../../support/server.ts'

describe('cards and links', () => {
  let server: TestServer
  let cards: string
  let links: string
  let boardId: string
  beforeEach(async () => {
    server = await TestServer.open()
    boardId = (await server.board({ template: 'discovery-map' })).id
    cards = `/api/v1/boards/${boardId}/cards`
    links = `/api/v1/boards/${boardId}/links`
  })
  afterEach(() => server.close())

  const add = async (kind: string, fields = {}) =>
    String((await server.json('POST', cards, { kind, fields })).body['id'])

  it('API-30: a card is made with some of its fields, in the first zone that takes its kind', async () => {
    const { status, body } = await server.json('POST', cards, { kind: 'pain-point', fields: { who: 'Shoppers' } })
    expect(status).toBe(201)
    expect(body).toMatchObject({ kind: 'pain-point', zone: 'pain-points', template: 'discovery-map' })
    expect(body['fields']).toEqual({ who: 'Shoppers', whatHurts: '', example: '', severity: null })
    expect((await server.json('GET', `${cards}/${String(body['id'])}`)).body).toEqual(body)
    expect((await server.json('POST', cards, { kind: 'signal' })).status).toBe(201)
  })

  it('API-31: only the named fields of a card change; null empties one', async () => {
    const id = await add('pain-point', { who: 'Shoppers', severity: 3 })
    const { status, body } = await server.json('PATCH', `${cards}/${id}`, {
      fields: { severity: null, example: 'One' },
    })
    expect(status).toBe(200)
    expect(body['fields']).toEqual({ who: 'Shoppers', whatHurts: '', example: 'One', severity: null })
    expect((await server.json('PATCH', `${cards}/${id}`, { zone: 'pain-points' })).status).toBe(200)
  })

  it.each([
    ['a kind that the board has not', { kind: 'sticky' }, 'kind'],
    ['no kind', {}, 'kind'],
    ['an unknown field of the body', { kind: 'signal', colour: 'red' }, 'colour'],
    ['an unknown field of the card', { kind: 'signal', fields: { colour: 'red' } }, 'fields.colour'],
    ['a field of the wrong type', { kind: 'signal', fields: { name: 7 } }, 'fields.name'],
    ['a choice that is none', { kind: 'signal', fields: { evidence: 'maybe' } }, 'fields.evidence'],
    ['a number out of range', { kind: 'pain-point', fields: { severity: 6 } }, 'fields.severity'],
    ['a text that is too long', { kind: 'signal', fields: { name: 'x'.repeat(10_001) } }, 'fields.name'],
    ['a zone that is not there', { kind: 'signal', zone: 'nowhere' }, 'zone'],
    ['a zone that does not take the kind', { kind: 'signal', zone: 'pain-points' }, 'zone'],
  ])('API-32: %s is refused with 422 and its path', async (_what, input, path) => {
    const { status, body } = await server.json('POST', cards, input)
    expect([status, body['code']]).toEqual([422, 'invalid-request'])
    expect((body['errors'] as { path: string }[]).map((error) => error.path)).toContain(path)
  })

  it('API-37: of very many wrong fields the first fifty are told', async () => {
    const fields = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`f${index}`, 'x']))
    const inside = await server.json('POST', cards, { kind: 'signal', fields })
    expect([inside.status, (inside.body['errors'] as object[]).length]).toEqual([422, 50])
    const outside = await server.json('POST', cards, { kind: 'signal', ...fields })
    expect([outside.status, (outside.body['errors'] as object[]).length]).toEqual([422, 50])
  })

  it('API-33: a deleted card is gone with its links', async () => {
    const pain = await add('pain-point')
    const signal = await add('signal')
    const { body } = await server.json('POST', links, { from: pain, to: signal })
    expect((await server.json('DELETE', `${cards}/${pain}`)).status).toBe(204)
    for (const method of ['GET', 'DELETE', 'PATCH']) {
      const gone = await server.json(method, `${cards}/${pain}`, method === 'PATCH' ? {} : undefined)
      expect([gone.status, gone.body['code']]).toEqual([404, 'card-not-found'])
    }
    const left = await server.rooms.read(boardId, (doc) => [...readerOf(doc).records.keys()])
    expect(left).not.toContain(body['id'])
    expect(left.filter((id) => id.startsWith('binding:'))).toEqual([])
  })

  it('API-34: a link joins two cards of the board, as the reading sees', async () => {
    const pain = await add('pain-point', { whatHurts: 'Too slow' })
    const signal = await add('signal', { name: 'Load time' })
    const { status, body } = await server.json('POST', links, { from: pain, to: signal })
    expect([status, body['from'], body['to']]).toEqual([201, pain, signal])
    const reading = await server.json('GET', `/api/v1/boards/${boardId}/reading`)
    expect(JSON.stringify(reading.body)).toContain(`"painPoints":["${pain}"]`)
    for (const [input, path] of [
      [{ from: pain, to: 'shape:nobody' }, 'to'],
      [{ from: 'shape:nobody', to: signal }, 'from'],
      [{ from: pain, to: pain }, 'to'],
      [{ from: pain }, 'to'],
      [{ from: pain, to: signal, kind: 'x' }, 'kind'],
    ] as const) {
      const refused = await server.json('POST', links, input)
      expect(refused.status).toBe(422)
      expect((refused.body['errors'] as { path: string }[])[0]?.path).toBe(path)
    }
  })

  it('API-35: a body that is no JSON is 400, one of another type 415, one that is too large 413', async () => {
    expect((await server.json('POST', cards, '{"kind":')).body).toMatchObject({ status: 400, code: 'invalid-json' })
    expect((await server.json('POST', cards, 'null')).status).toBe(422)
    const text = await server.json('POST', cards, 'kind=signal', { 'content-type': 'text/plain' })
    expect(text.body).toMatchObject({ status: 415, code: 'unsupported-media-type' })
    const large = await server.json('POST', cards, { kind: 'signal', fields: { name: 'x'.repeat(1_100_000) } })
    expect(large.body).toMatchObject({ status: 413, code: 'too-large' })
  })

  it('API-36: readings come as JSON, Markdown and CSV', async () => {
    await add('pain-point', { whatHurts: '=HYPERLINK("x")' })
    const get = (format: string) => server.request(`/api/v1/boards/${boardId}/reading?format=${format}`)
    const json = await get('json')
    expect(json.headers.get('content-type')).toContain('application/json')
    expect(await json.json()).toMatchObject({ boardId, readings: [{ template: 'discovery-map' }] })
    const markdown = await get('md')
    expect(markdown.headers.get('content-type')).toContain('text/markdown')
    expect(await markdown.text()).toContain('# A board')
    const csv = await get('csv')
    expect(csv.headers.get('content-type')).toContain('text/csv')
    expect(await csv.text()).not.toMatch(/(^|,|")=HYPERLINK/mu)
    expect((await get('xml')).status).toBe(422)
  })
})
