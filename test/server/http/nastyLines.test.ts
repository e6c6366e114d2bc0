import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../../shared/errors.ts'
import {
  askRaw,
  listeningServer,
  RawLine,
  type ListeningServer,
  type RawAnswer,
} from '../../support/listeningServer.ts'

describe('nasty lines', () => {
  let server: ListeningServer
  let host: string
  let json: string
  beforeAll(async () => {
    server = await listeningServer()
    host = `Host: 127.0.0.1:${server.port}\r\n`
    json = `${host}Content-Type: application/json\r\n`
  })
  afterAll(() => server.close())

  function expectProblem(answer: RawAnswer | null): void {
    expect(answer?.headers['content-type']).toBe('application/problem+json')
    expect(answer?.headers['x-content-type-options']).toBe('nosniff')
    const problem = JSON.parse(answer?.body ?? '') as Record<string, unknown>
    expect(ERROR_CODES).toContain(problem['code'])
    expect(problem).toMatchObject({ status: answer?.status, detail: expect.stringMatching(/\w.*\.$/su) })
  }

  const alive = async () => expect((await fetch(`${server.url}/healthz`)).status).toBe(200)

  it.each<[string, number, (head: { host: string; json: string }) => string]>([
    ['no HTTP', 400, () => '\x16\x03\x01\x02\0\x01\r\n\r\n'],
    ['the start of HTTP/2', 400, () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a method that is none', 400, ({ host }) => `FOO /api/v1/boards HTTP/1.1\r\n${host}\r\n`],
    ['a method in lower case', 400, ({ host }) => `get /api/v1/boards HTTP/1.1\r\n${host}\r\n`],
    ['a tunnel', 400, ({ host }) => `CONNECT example.org:443 HTTP/1.1\r\n${host}\r\n`],
    ['OPTIONS of everything', 400, ({ host }) => `OPTIONS * HTTP/1.1\r\n${host}\r\n`],
    ['TRACE', 404, ({ host }) => `TRACE /api/v1/boards HTTP/1.1\r\n${host}\r\n`],
    ['a giant header', 431, ({ host }) => `GET /api/v1/boards HTTP/1.1\r\n${host}X: ${'a'.repeat(100_000)}\r\n\r\n`],
    ['thousands of headers', 431, ({ host }) => `GET / HTTP/1.1\r\n${host}${'X-Header: a\r\n'.repeat(3_000)}\r\n`],
    [
      'an address of a megabyte',
      431,
      ({ host }) => `GET /api/v1/boards/${'a'.repeat(1_000_000)} HTTP/1.1\r\n${host}\r\n`,
    ],
    ['a flood of a query', 431, ({ host }) => `GET /api/v1/boards?${'a=1&'.repeat(9_000)} HTTP/1.1\r\n${host}\r\n`],
    ['a long address', 404, ({ host }) => `GET /api/v1/boards/${'a'.repeat(15_000)} HTTP/1.1\r\n${host}\r\n`],
    ['an encoded slash', 404, ({ host }) => `GET /api/v1%2fboards HTTP/1.1\r\n${host}\r\n`],
    [
      'a way out, encoded twice',
      404,
      ({ host }) => `GET /api/v1/boards/%252e%252e%252fcatalog.json HTTP/1.1\r\n${host}\r\n`,
    ],
    ['a backslash', 400, ({ host }) => `GET /api\\..\\catalog.json HTTP/1.1\r\n${host}\r\n`],
    ['a zero byte', 400, ({ host }) => `GET /api/v1/boards/\0 HTTP/1.1\r\n${host}\r\n`],
    ['no Host', 400, () => 'GET /api/v1/boards HTTP/1.1\r\n\r\n'],
    ['a Host that is none', 400, () => 'GET /api/v1/boards HTTP/1.1\r\nHost: a b\r\n\r\n'],
    ['two Hosts', 403, ({ host }) => `GET /api/v1/boards HTTP/1.1\r\nHost: evil.example\r\n${host}\r\n`],
    [
      'two lengths',
      400,
      ({ json }) =>
        `POST /api/v1/boards HTTP/1.1\r\n${json}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    ['a length below nothing', 400, ({ json }) => `POST /api/v1/boards HTTP/1.1\r\n${json}Content-Length: -5\r\n\r\n`],
    [
      'a length without end',
      413,
      ({ json }) => `POST /api/v1/boards HTTP/1.1\r\n${json}Content-Length: 999999999999\r\n\r\n{`,
    ],
    [
      'a chunk that is none',
      400,
      ({ json }) => `POST /api/v1/boards HTTP/1.1\r\n${json}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
    ],
    [
      'no handshake',
      422,
      ({ host }) =>
        `GET /sync/x HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n`,
    ],
    [
      'an upgrade with a body',
      422,
      ({ json }) =>
        `POST /api/v1/boards HTTP/1.1\r\n${json}Connection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 13\r\n\r\n{"title":"x"}`,
    ],
  ])('API-521: %s is answered %i with a problem, and the next one is served', async (what, status, request) => {
    const bytes = request({ host, json }).replace(
      '/sync/x',
      `/sync/${what === 'no handshake' ? await server.board() : ''}`,
    )
    const answer = await askRaw(server.port, bytes)
    expect(answer?.status).toBe(status)
    expectProblem(answer)
    await alive()
  })

  it('API-524: a request that asks for HTTP/2 on the side is served without it', async () => {
    const upgrade =
      'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n'
    const answer = await askRaw(server.port, `GET /healthz HTTP/1.1\r\n${host}${upgrade}\r\n`)
    expect([answer?.status, answer?.body]).toEqual([200, '{"status":"ok"}'])
    const refused = await askRaw(server.port, `GET /api/v1/boards HTTP/1.1\r\nHost: evil.example\r\n${upgrade}\r\n`)
    expect(refused?.status).toBe(403)
  })

  it('API-525: requests sent in a row are answered in their order', async () => {
    const line = new RawLine(server.port)
    const get = (address: string) => `GET ${address} HTTP/1.1\r\n${host}\r\n`
    const body = '{"title":"In a row"}'
    line.write(
      `POST /api/v1/boards HTTP/1.1\r\n${json}Content-Length: ${body.length}\r\n\r\n${body}` +
        get('/healthz') +
        get('/api/v1/boards/nobody') +
        'GARBAGE\r\n\r\n',
    )
    expect((await line.answer())?.body).toContain('In a row')
    expect((await line.answer())?.body).toBe('{"status":"ok"}')
    expect((await line.answer())?.status).toBe(404)
    expect(await line.answer()).toBeNull()
    line.destroy()
    await alive()
  })

  it('API-525: who has said all and listens is answered; who stops in the middle is told so', async () => {
    const asked = new RawLine(server.port)
    asked.write(`GET /healthz HTTP/1.1\r\n${host}\r\n`)
    asked.socket.end()
    expect((await asked.answer())?.body).toBe('{"status":"ok"}')
    asked.destroy()
    const broken = new RawLine(server.port)
    broken.write(`POST /api/v1/boards HTTP/1.1\r\n${json}Content-Length: 100\r\n\r\n{"title"`)
    broken.socket.end()
    expectProblem(await broken.answer())
    broken.destroy()
  })

  it('API-525: hundreds that send a letter now and then hold up nobody', async () => {
    const slow = Array.from({ length: 300 }, (_, n) => {
      const line = new RawLine(server.port)
      line.write(
        n % 2 === 0 ? `POST /api/v1/boards HTTP/1.1\r\n${json}Content-Length: 1000\r\n\r\n{` : `GET / HTTP/1.1\r\nX:`,
      )
      return line
    })
    for (let turn = 0; turn < 3; turn += 1) {
      for (const line of slow) line.write(' ')
      await server.board()
    }
    for (const line of slow) line.destroy()
    await alive()
  })
})
