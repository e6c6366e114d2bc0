import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cookieOf, TestServer } from '../../support/server.ts'

const BEARER = { authorization: 'Bearer correct-horse-battery-staple' }
const HOST = '192.168.1.5:3000'

describe("superseding another board's record", () => {
  let server: TestServer
  let own: string
  let other: string
  let record: string
  beforeEach(async () => {
    server = await TestServer.open({ policy: { key: 'correct-horse-battery-staple' } })
    own = (await server.board({ title: 'Own' }, BEARER)).id
    other = (await server.board({ title: 'Other' }, BEARER)).id
    const input = { title: 'Kept', decided: 'D' }
    record = String((await server.json('POST', `/api/v1/boards/${other}/records`, input, BEARER)).body['id'])
  })
  afterEach(() => server.close())

  const open = async (boardId: string, role: string, cookie = '') => {
    const made = await server.json('POST', `/api/v1/boards/${boardId}/shares`, { role }, { ...BEARER, host: HOST })
    const address = new URL(String(made.body['url'])).pathname
    return cookieOf(await server.request(address, { headers: { host: HOST, ...(cookie !== '' && { cookie }) } }))
  }
  const supersede = async (supersedes: string, headers: Record<string, string>, status = 'accepted') => {
    const input = { title: 'New', decided: 'D', supersedes, status }
    return (await server.json('POST', `/api/v1/boards/${own}/records`, input, headers)).status
  }
  const statusOfRecord = async () =>
    (await server.json('GET', `/api/v1/records/${record}`, undefined, BEARER)).body['status']

  it('AUT-230: superseding needs the right to record on the board of the record that is superseded', async () => {
    const cookie = await open(own, 'editor')
    const editor = { cookie, host: HOST, origin: `http://${HOST}` }
    for (const status of ['accepted', 'proposed', 'draft']) {
      expect(await supersede(record, editor, status), status).toBe(403)
      expect(await supersede('nothing-of-that-id', editor, status), status).toBe(403)
    }
    await open(other, 'viewer', cookie)
    expect(await supersede(record, editor)).toBe(403)
    const token = { label: 'T', scopes: ['read', 'write'], boardId: own }
    const { body } = await server.json('POST', '/api/v1/tokens', token, BEARER)
    expect(await supersede(record, { authorization: `Bearer ${String(body['token'])}` })).toBe(403)
    expect(await statusOfRecord()).toBe('accepted')

    await open(other, 'editor', cookie)
    expect(await supersede(record, editor)).toBe(201)
    expect(await statusOfRecord()).toBe('superseded')
    expect(await supersede('nothing-of-that-id', BEARER)).toBe(422)
  })
})
