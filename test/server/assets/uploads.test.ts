import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { HonoRequest } from 'hono/request'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Uploads } from '../../../server/http/uploads.ts'
import { HandTimers } from '../../support/handTimers.ts'
import { askRaw, listeningServer, RawLine, type ListeningServer } from '../../support/listeningServer.ts'

const MEGABYTE = 1024 * 1024
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('taking uploads in', () => {
  const timers = new HandTimers()
  const uploads = new Uploads({ bodyBytes: 100, bytesAtOnce: 200, stallMs: 1_000 }, timers)

  /** A body that comes when the test says so, and whether anybody has begun to read it. */
  function slowBody(length?: number) {
    let isRead = false
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined
    const stream = new ReadableStream<Uint8Array>(
      {
        start(given) {
          controller = given
        },
        pull() {
          isRead = true
        },
      },
      { highWaterMark: 0 },
    )
    const headers: Record<string, string> = length === undefined ? {} : { 'content-length': String(length) }
    const init = { method: 'POST', body: stream, headers, duplex: 'half' }
    const request = new Request('http://localhost/', init)
    const taken = uploads.take(new HonoRequest(request), (body) => Promise.resolve(body.byteLength))
    return {
      taken,
      isRead: () => isRead,
      send: (bytes: number) => controller?.enqueue(new Uint8Array(bytes)),
      end: () => controller?.close(),
    }
  }

  it('API-515: no more is held in memory than there is room for; the next waits unread until there is', async () => {
    const first = [slowBody(100), slowBody(100)]
    const next = slowBody(60)
    const small = slowBody(1)
    await timers.settle()
    expect([...first, next, small].map((body) => body.isRead())).toEqual([true, true, false, false])
    first[0]?.send(100)
    first[0]?.end()
    expect(await first[0]?.taken).toBe(100)
    await timers.settle()
    expect([next, small].map((body) => body.isRead())).toEqual([true, true])
    for (const [body, bytes] of [
      [first[1], 100],
      [next, 60],
      [small, 1],
    ] as const) {
      body?.send(bytes)
      body?.end()
      expect(await body?.taken).toBe(bytes)
    }
  })

  it('API-515: an upload of which nothing comes is given up, and makes room', async () => {
    const stalled = [slowBody(100), slowBody(100)]
    const waiting = slowBody(100)
    for (let second = 0; second < 3; second += 1) {
      await timers.pass(900)
      for (const body of stalled) body.send(1)
    }
    const outcomes = Promise.all(stalled.map((body) => body.taken.catch((error: unknown) => error)))
    await timers.pass(1_100)
    expect(await outcomes).toMatchObject([{ code: 'too-slow' }, { code: 'too-slow' }])
    waiting.send(100)
    waiting.end()
    expect(await waiting.taken).toBe(100)
  })

  it('API-515: more than its length or the limit is refused when it comes, not when all of it is there', async () => {
    const longer = slowBody(10)
    longer.send(11)
    await expect(longer.taken).rejects.toMatchObject({ code: 'too-large' })
    const unsaid = slowBody()
    unsaid.send(60)
    unsaid.send(60)
    await expect(unsaid.taken).rejects.toMatchObject({ code: 'too-large' })
    const large = slowBody(101)
    await expect(large.taken).rejects.toMatchObject({ code: 'too-large' })
    expect(large.isRead()).toBe(false)
  })
})

describe('uploads over a line', () => {
  let server: ListeningServer
  let head: string
  let boardId: string
  beforeEach(async () => {
    server = await listeningServer()
    boardId = await server.board()
    head = `POST /api/v1/boards/${boardId}/assets HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Type: image/png\r\n`
  })
  afterEach(() => server.close())

  it('API-516: 50 MB are refused before they have come, and what is sent all the same is thrown away', async () => {
    const declared = await askRaw(server.port, `${head}Content-Length: ${50 * MEGABYTE}\r\n\r\n`)
    expect([declared?.status, declared?.body]).toEqual([413, expect.stringContaining('"too-large"')])
    const line = new RawLine(server.port)
    line.write(`${head}Transfer-Encoding: chunked\r\n\r\n`)
    const chunk = Buffer.concat([
      Buffer.from('100000\r\n'),
      PNG,
      Buffer.alloc(MEGABYTE - PNG.byteLength),
      Buffer.from('\r\n'),
    ])
    // One more than fits; the other half is never sent.
    for (let sent = 0; sent < 21; sent += 1) line.write(chunk)
    const chunked = await line.answer()
    expect([chunked?.status, chunked?.body]).toEqual([413, expect.stringContaining('"too-large"')])
    line.destroy()
  })

  it('API-516: an upload that breaks off leaves nothing behind, and others go on', async () => {
    const line = new RawLine(server.port)
    line.write(`${head}Content-Length: ${MEGABYTE}\r\n\r\n`)
    line.write(Buffer.concat([PNG, Buffer.alloc(1_000)]))
    const whole = await askRaw(server.port, `${head}Content-Length: ${PNG.byteLength}\r\n\r\n`, PNG)
    expect(whole?.status).toBe(201)
    line.destroy()
    const again = await askRaw(server.port, `${head}Content-Length: ${PNG.byteLength}\r\n\r\n`, PNG)
    expect(again?.status).toBe(201)
    const files = (await readdir(path.join(server.dataDir, 'blobs'), { recursive: true })).filter(
      (name) => name.length > 2,
    )
    expect(files).toHaveLength(1)
  })

  it('API-516: a length that is not true makes no image out of a part, nor one request out of two', async () => {
    const short = await askRaw(server.port, `${head}Content-Length: 20\r\n\r\n`, PNG)
    expect([400, 415]).toContain(short?.status)
    const both = await askRaw(server.port, `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`)
    expect(both?.status).toBe(400)
    const list = await fetch(`${server.url}/api/v1/boards/${boardId}`)
    expect(list.status).toBe(200)
  })
})
