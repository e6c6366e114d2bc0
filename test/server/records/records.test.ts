import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { canonicalBoard, canonicalJson } from '../../../shared/board/canonical.ts'
import { readBoard, readerOf } from '../../../shared/board/read.ts'
import { gunzipState } from '../../../server/storage/mergeBoard.ts'
import { TestServer } from '../../support/server.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

describe('decision records', () => {
  let time: number
  let server: TestServer
  let boardId: string
  beforeEach(async () => {
    time = Date.UTC(2026, 10, 23, 12)
    server = await TestServer.open({ now: () => time })
    await server.json('PUT', '/api/v1/me', { name: 'Ada', discipline: 'ai' })
    boardId = (await server.board({ title: 'Map', template: 'discovery-map', example: true })).id
  })
  afterEach(() => server.close())

  const record = async (input: object = {}) => {
    const path = `/api/v1/boards/${boardId}/records`
    return server.json('POST', path, { title: 'Start with rules', decided: 'We start with three rules.', ...input })
  }

  it('REC-1: a record freezes what was decided, the evidence, the findings and who made it when', async () => {
    const card = await server.json('POST', `/api/v1/boards/${boardId}/cards`, {
      kind: 'signal',
      fields: { name: 'CTR' },
    })
    const { status, body } = await record({
      whyNow: 'The season starts.',
      changeOurMind: 'CTR < 2 %',
      owner: 'Mira',
      reviewBy: '2027-01-15',
      evidence: [card.body['id']],
      options: ['Rules', 'A model'],
      deciders: ['Ada', 'Mira'],
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      number: 1,
      title: 'Start with rules',
      status: 'accepted',
      decided: 'We start with three rules.',
      whyNow: 'The season starts.',
      changeOurMind: 'CTR < 2 %',
      owner: 'Mira',
      reviewBy: '2027-01-15',
      options: ['Rules', 'A model'],
      deciders: ['Ada', 'Mira'],
      boardId,
      boardTitle: 'Map',
      createdAt: '2026-11-23T12:00:00.000Z',
      createdBy: { name: 'Ada', discipline: 'ai' },
      events: [],
      board: 'open',
      evidence: [{ id: card.body['id'], kind: 'signal', title: 'Signal: CTR', zone: 'signals' }],
    })
    expect(body['findings']).not.toEqual([])
    expect(body['readings']).toMatchObject([{ template: 'discovery-map' }])
    expect((await server.json('GET', `/api/v1/records/${String(body['id'])}`)).body).toEqual(body)
  })

  it('REC-2: both hashes can be worked out again from what is exported and from the snapshot', async () => {
    const { body } = await record()
    const exported = await server.json('GET', `/api/v1/records/${String(body['id'])}/export?format=json`)
    expect(exported.body['recordSha256']).toBe(body['recordSha256'])
    expect(sha256(canonicalJson(exported.body['record']))).toBe(body['recordSha256'])

    const now = await server.rooms.read(boardId, (doc) => canonicalBoard(readerOf(doc).records))
    expect(body['boardSha256']).toBe(sha256(now))
    const snapshot = await server.deps.storage.blobs.get(String(body['snapshotSha256']))
    if (!snapshot) throw new Error('The snapshot is missing')
    const doc = new Y.Doc()
    Y.applyUpdate(doc, await gunzipState(snapshot))
    expect(sha256(canonicalBoard(readBoard(doc).records))).toBe(body['boardSha256'])
  })

  it('REC-3: what happens to the board afterwards does not touch the record', async () => {
    const { body } = await record()
    await server.json('POST', `/api/v1/boards/${boardId}/cards`, { kind: 'unknown' })
    await server.json('PATCH', `/api/v1/boards/${boardId}`, { title: 'Renamed' })
    expect((await server.json('GET', `/api/v1/records/${String(body['id'])}`)).body).toEqual(body)
    expect((await record()).body['boardSha256']).not.toBe(body['boardSha256'])
  })

  it('REC-4: another status is an event with a reason; the frozen body and its hash stay', async () => {
    const { body } = await record()
    const path = `/api/v1/records/${String(body['id'])}/status`
    time += 60_000
    const changed = await server.json('POST', path, { status: 'deprecated', reason: 'The shop was sold.' })
    expect(changed.status).toBe(200)
    expect(changed.body).toMatchObject({
      status: 'deprecated',
      initialStatus: 'accepted',
      recordSha256: body['recordSha256'],
      events: [
        {
          at: '2026-11-23T12:01:00.000Z',
          by: { name: 'Ada', discipline: 'ai' },
          status: 'deprecated',
          reason: 'The shop was sold.',
        },
      ],
    })
    expect((await server.json('POST', path, { status: 'deprecated', reason: 'Again' })).status).toBe(409)
    for (const [input, field] of [
      [{ status: 'deprecated' }, 'reason'],
      [{ status: 'deprecated', reason: ' ' }, 'reason'],
      [{ status: 'draft', reason: 'x' }, 'status'],
      [{ status: 'proposed', reason: 'x', by: 'me' }, 'by'],
    ] as const) {
      const refused = await server.json('POST', path, input)
      expect([refused.status, (refused.body['errors'] as { path: string }[])[0]?.path]).toEqual([422, field])
    }
    expect((await server.json('POST', '/api/v1/records/none/status', { status: 'rejected', reason: 'x' })).status).toBe(
      404,
    )
  })

  it('REC-5: a record that supersedes another one marks it, unless it is only proposed', async () => {
    const first = String((await record()).body['id'])
    const proposed = await record({ supersedes: first, status: 'proposed' })
    expect(proposed.body).toMatchObject({ number: 2, status: 'proposed', supersedes: first })
    expect((await server.json('GET', `/api/v1/records/${first}`)).body).toMatchObject({ status: 'accepted' })
    const second = await record({ supersedes: first })
    expect((await server.json('GET', `/api/v1/records/${first}`)).body).toMatchObject({
      status: 'superseded',
      supersededBy: second.body['id'],
    })
  })

  it.each([
    ['no title', { title: '' }, 'title'],
    ['nothing decided', { decided: ' \n' }, 'decided'],
    ['too long a text', { whyNow: 'x'.repeat(10_001) }, 'whyNow'],
    ['a day that is none', { reviewBy: '2026-02-30' }, 'reviewBy'],
    ['a card that is not there', { evidence: ['shape:nobody'] }, 'evidence.0'],
    ['a record that is not there', { supersedes: 'nobody' }, 'supersedes'],
    ['a status to begin with that is none', { status: 'rejected' }, 'status'],
    ['an empty option', { options: ['Rules', ''] }, 'options.1'],
    ['an unknown field', { mood: 'good' }, 'mood'],
  ])('REC-6: %s is refused field by field, and nothing is recorded', async (_what, input, path) => {
    const { status, body } = await record(input)
    expect(status).toBe(422)
    expect((body['errors'] as { path: string }[]).map((error) => error.path)).toEqual([path])
    expect((await server.json('GET', '/api/v1/records')).body['items']).toEqual([])
  })

  it('REC-7: records are listed newest first, by words, status and board, in pages', async () => {
    await record({ title: 'First', decided: 'About churn' })
    await record({ title: 'Second', status: 'draft' })
    await record({ title: 'Third', owner: 'Søren' })
    const titles = async (query: string) => {
      const { body } = await server.json('GET', `/api/v1/records${query}`)
      return (body['items'] as { title: string }[]).map((item) => item.title)
    }
    expect(await titles('')).toEqual(['Third', 'Second', 'First'])
    expect(await titles('?search=CHURN')).toEqual(['First'])
    expect(await titles('?status=draft')).toEqual(['Second'])
    expect(await titles(`?board=${boardId}&limit=2`)).toEqual(['Third', 'Second'])
    expect(await titles('?board=another')).toEqual([])
    const { body } = await server.json('GET', '/api/v1/records?limit=2')
    expect(await titles(`?limit=2&cursor=${String(body['next'])}`)).toEqual(['First'])
    expect((await server.json('GET', '/api/v1/records?status=odd')).status).toBe(422)
  })

  it('REC-8: numbers go up by one, also when several are recorded at once', async () => {
    const made = await Promise.all([record(), record(), record(), record()])
    expect(made.map(({ body }) => body['number']).sort()).toEqual([1, 2, 3, 4])
  })

  it('REC-9: the Markdown export has the headings of MADR and every text as it was typed', async () => {
    const decided = 'Rules first:\n\n- one *bold* step\n- 50 % < 60 % & "quotes"\n\n# Not a heading of ours'
    const { body } = await record({ decided, whyNow: 'Now | or never', options: ['A', 'B'], deciders: ['Ada: "AI"'] })
    const response = await server.request(`/api/v1/records/${String(body['id'])}/export?format=md`)
    expect(response.headers.get('content-type')).toContain('text/markdown')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="0001-start-with-rules.md"')
    const markdown = await response.text()
    const headings = [...markdown.matchAll(/^#{1,3} (.+)$/gmu)].map((match) => match[1])
    expect(headings).toEqual([
      'Start with rules',
      'Context and Problem Statement',
      'Why now',
      'Questions open at that moment',
      'Considered Options',
      'Decision Outcome',
      'What we decided',
      'More Information',
      'History',
      'Where this comes from',
    ])
    expect(markdown).toContain(decided.replace('# Not', '\\# Not'))
    expect(markdown).toContain('Now | or never')
    expect(markdown).toContain('- 2026-11-23: accepted, by Ada (AI)')
    const findings = (body['findings'] as { severity: string; message: string; about: string }[]).filter(
      ({ about }) => about !== '',
    )
    expect(findings.length).toBeGreaterThan(0)
    for (const { severity, message, about } of findings) {
      expect(markdown).toContain(`- ${severity}: ${message} (${about})`)
    }
    expect(markdown).toContain('decision-makers: ["Ada: \\"AI\\""]')
    expect(markdown).toContain(`record-sha256: "${String(body['recordSha256'])}"`)
    expect((await server.request(`/api/v1/records/${String(body['id'])}/export?format=doc`)).status).toBe(422)
    expect((await server.request('/api/v1/records/nobody/export')).status).toBe(404)
  })

  it('REC-10: emptying the trash keeps records, their snapshots and the images that they show', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>'
    const upload = await server.request(`/api/v1/boards/${boardId}/assets`, { method: 'POST', body: svg })
    const { src, sha256: image } = (await upload.json()) as { src: string; sha256: string }
    await server.rooms.write(boardId, (doc) => {
      doc.getMap('records').set('asset:shown', {
        id: 'asset:shown',
        typeName: 'asset',
        type: 'image',
        props: { w: 1, h: 1, name: 'a.svg', isAnimated: false, mimeType: 'image/svg+xml', src },
        meta: {},
      })
    })
    const { body } = await record()
    expect(body['assets']).toEqual([image])
    await server.json('DELETE', `/api/v1/boards/${boardId}`)
    const path = `/api/v1/records/${String(body['id'])}`
    expect((await server.json('GET', path)).body).toMatchObject({ board: 'trashed' })
    await server.json('DELETE', '/api/v1/trash')
    expect((await server.json('GET', path)).body).toEqual({ ...body, board: 'gone' })
    expect(await server.deps.storage.blobs.get(String(body['snapshotSha256']))).not.toBeNull()
    expect(await server.deps.storage.blobs.get(image)).not.toBeNull()
  })

  it('REC-11: a record whose body was changed on disk is reported, not shown', async () => {
    const { body } = await record()
    const { writeFile } = await import('node:fs/promises')
    const hash = String(body['recordSha256'])
    await writeFile(`${server.dataDir}/records/${hash.slice(0, 2)}/${hash}`, '{"decided":"Something else"}')
    const { status, body: problem } = await server.json('GET', `/api/v1/records/${String(body['id'])}`)
    expect([status, problem['code']]).toEqual([500, 'storage-damaged'])
  })
})
