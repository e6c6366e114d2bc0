import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BetwixtError } from '../../../shared/errors.ts'
import { boardEntry } from '../../support/boardEntry.ts'
import { TestServer } from '../../support/server.ts'

const BOARDS = 10_000

describe('very many boards', () => {
  let server: TestServer
  /** Boards whose content cannot be deleted. */
  let stuck: Set<string>
  let deleting: number
  let deletingMost: number
  beforeEach(async () => {
    stuck = new Set()
    deleting = 0
    deletingMost = 0
    server = await TestServer.open({
      wrapStorage: (storage) => ({
        ...storage,
        log: {
          ...storage.log,
          async delete(boardId) {
            deletingMost = Math.max(deletingMost, ++deleting)
            await storage.log.delete(boardId).finally(() => (deleting -= 1))
            if (stuck.has(boardId)) throw new BetwixtError('storage-unwritable', 'The disk is full.')
          },
        },
      }),
    })
  })
  afterEach(() => server.close())

  const fill = (count: number, trashedAt: number | null = null) =>
    server.deps.storage.catalog.write(() =>
      Array.from({ length: count }, (_, index) => ({
        put: 'boards',
        entry: { ...boardEntry(`b${index}`, `Board ${index} of many`), createdAt: index, trashedAt },
      })),
    )
  const listed = async (query: string) => {
    const items: { id: string; title: string }[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`
      const { body } = await server.json('GET', `/api/v1/boards?${query}${more}`)
      items.push(...(body['items'] as typeof items))
      cursor = body['next'] as string | null
    }
    return items
  }

  it('API-502: ten thousand boards are all listed once, found by their words, renamed, deleted and restored', async () => {
    await fill(BOARDS)
    const all = await listed('limit=500')
    expect(all.map(({ id }) => id)).toEqual(Array.from({ length: BOARDS }, (_, index) => `b${BOARDS - 1 - index}`))
    expect((await listed('search=MANY%20board%20777')).length).toBe(19)
    expect(await listed('search=7777%20board')).toMatchObject([{ id: 'b7777' }])
    expect((await server.json('PATCH', '/api/v1/boards/b7777', { title: 'Found' })).status).toBe(200)
    expect(await listed('search=found')).toMatchObject([{ id: 'b7777', title: 'Found' }])
    expect((await server.json('DELETE', '/api/v1/boards/b7777')).status).toBe(204)
    expect(await listed('search=found')).toEqual([])
    expect(await listed('trashed=true')).toMatchObject([{ id: 'b7777' }])
    expect((await server.json('POST', '/api/v1/boards/b7777/restore')).status).toBe(200)
    expect(await listed('search=found')).toHaveLength(1)
  })

  it('API-503: a full trash is emptied several boards at a time; one that will not go stays there and holds up no other', async () => {
    await fill(120, 1)
    stuck.add('b60')
    const refused = await server.json('DELETE', '/api/v1/trash')
    expect([refused.status, refused.body['code']]).toEqual([507, 'storage-unwritable'])
    expect(await listed('trashed=true')).toMatchObject([{ id: 'b60' }])
    expect(deletingMost).toBeGreaterThan(10)
    stuck.clear()
    expect((await server.json('DELETE', '/api/v1/trash')).body).toEqual({ deleted: 1 })
    expect(await listed('trashed=true')).toEqual([])
  })
})
