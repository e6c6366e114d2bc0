import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Readiness } from '../../../server/http/readiness.ts'
import { Disk } from '../../support/faultyStorage.ts'
import { TestServer } from '../../support/server.ts'

describe('whether the server is ready', () => {
  let disk: Disk
  let server: TestServer
  beforeEach(async () => {
    disk = new Disk()
    server = await TestServer.open({ wrapStorage: (storage) => disk.wrap(storage) })
  })
  afterEach(() => server.close())

  it('OPS-120: it is while its disk can be written', async () => {
    expect(await server.json('GET', '/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } })
  })

  it('OPS-121: with a disk that takes nothing it answers 503 with a problem, and stays alive', async () => {
    disk.full = true
    const { status, body, response } = await server.json('GET', '/readyz')
    expect([status, body['code'], body['retryable']]).toEqual([503, 'storage-unwritable', true])
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(response.headers.get('retry-after')).not.toBeNull()
    expect((await server.json('GET', '/healthz')).status).toBe(200)
  })

  it('OPS-121: as it does once it is being stopped', async () => {
    server.deps.readiness.drain()
    expect(await server.json('GET', '/readyz')).toMatchObject({ status: 503, body: { code: 'shutting-down' } })
    expect((await server.json('GET', '/healthz')).status).toBe(200)
  })

  it('OPS-122: however many ask, the disk is asked once a second', async () => {
    let asked = 0
    let now = 0
    const checkWritable = () => {
      asked += 1
      return Promise.resolve()
    }
    const readiness = new Readiness({ checkWritable }, { now: () => now })
    await Promise.all(Array.from({ length: 100 }, () => readiness.refusal()))
    expect(asked).toBe(1)
    now = 1_000
    await readiness.refusal()
    expect(asked).toBe(2)
  })
})
