import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { backoffMs } from '../../../client/board/backoff.ts'
import { whyRefused } from '../../../client/board/whyRefused.ts'

const servers: Server[] = []
afterEach(() => servers.splice(0).forEach((server) => server.close()))

/** A server that answers everything in one way. Returns its origin. */
async function answering(status: number, body: string): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('coming back', () => {
  it('BND-85: the wait doubles with each failure up to a limit, and no two wait alike', () => {
    expect([1, 2, 3].map((failures) => backoffMs(failures, 1))).toEqual([300, 600, 1200])
    expect(backoffMs(50, 1)).toBe(20_000)
    expect(backoffMs(3, 0)).toBe(600)
    expect(backoffMs(3, 0.5)).toBe(900)
  })

  it('BND-86: a refusal that will not pass is told from a server that is away', async () => {
    expect(await whyRefused(await answering(404, '{"code":"board-not-found"}'), 'one')).toBe('board-not-found')
    expect(await whyRefused(await answering(403, '{"code":"forbidden"}'), 'one')).toBe('forbidden')
    expect(await whyRefused(await answering(503, '{"code":"shutting-down"}'), 'one')).toBeNull()
    expect(await whyRefused(await answering(502, '<html>Bad gateway</html>'), 'one')).toBeNull()
    expect(await whyRefused(await answering(200, '{}'), 'one')).toBeNull()
    const gone = await answering(200, '{}')
    servers.splice(0).forEach((server) => server.close())
    expect(await whyRefused(gone, 'one')).toBeNull()
  })
})
