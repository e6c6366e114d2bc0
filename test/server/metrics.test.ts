import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SocketPeer } from '../support/socketPeer.ts'
import { SourceServer } from '../support/sourceServer.ts'

const TOKEN = 'a-token-for-the-scraper'

describe('the metrics', { timeout: 60_000 }, () => {
  let dataDir: string
  let server: SourceServer
  const start = async (env: Record<string, string>) => {
    server = await SourceServer.start({ DATA_DIR: dataDir, ...env })
  }
  const ask = (headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }) =>
    fetch(`${server.url}/metrics`, { headers })
  const metrics = async (): Promise<string> => (await ask()).text()
  const value = (text: string, name: string): number => {
    const line = text.split('\n').find((each) => each.startsWith(`${name} `))
    return line === undefined ? Number.NaN : Number(line.slice(name.length + 1))
  }
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'betwixt-metrics-'))
  })
  afterEach(async () => {
    await server.end('SIGKILL')
    await rm(dataDir, { recursive: true })
  })

  it('OPS-130: they are not there without a token of their own', async () => {
    await start({})
    expect((await ask()).status).not.toBe(200)
  })

  it('OPS-131: they take that token and nothing else, also where there is a key, and the token is good for nothing else', async () => {
    await writeFile(path.join(dataDir, 'token'), `${TOKEN}\n`)
    await start({ METRICS_TOKEN_FILE: path.join(dataDir, 'token'), WORKSPACE_KEY: 'the-key', LOG_LEVEL: 'trace' })
    expect((await ask()).status).toBe(200)
    // A scraper reaches it under a name of its own.
    expect((await ask({ authorization: `Bearer ${TOKEN}`, host: 'betwixt.internal' })).status).toBe(200)
    for (const authorization of ['', 'Bearer the-key', 'Bearer', `Bearer ${TOKEN}x`, `Basic ${TOKEN}`, TOKEN]) {
      const refused = await ask({ authorization })
      expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([401, 'unauthenticated'])
    }
    const boards = await fetch(`${server.url}/api/v1/boards`, { headers: { authorization: `Bearer ${TOKEN}` } })
    expect(boards.status).toBe(401)
    expect(server.stderr).not.toContain(TOKEN)
  })

  it('OPS-132: they count what happens, in the form that Prometheus reads', async () => {
    await start({ METRICS_TOKEN: TOKEN })
    const made = await fetch(`${server.url}/api/v1/boards`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"title":"Measured"}',
    })
    const { id } = (await made.json()) as { id: string }
    const url = `${server.url.replace('http', 'ws')}/sync/${id}`
    const [ada, ben] = [new SocketPeer(url), new SocketPeer(url)]
    await expect.poll(() => ada.synced && ben.synced).toBe(true)
    const before = await metrics()
    for (let number = 1; number <= 20; number++) {
      ada.set('key', number)
      ada.barrier(number)
      await expect.poll(() => ada.saved.has(number) && ben.get('key') === number).toBe(true)
    }
    const bad = new SocketPeer(url)
    await expect.poll(() => bad.synced).toBe(true)
    bad.send(Uint8Array.of(99, 1, 2))
    await expect.poll(() => bad.closed).toBe(4400)
    for (let asked = 0; asked < 3; asked++) await fetch(`${server.url}/api/v1/boards/board-${asked}`)
    const text = await metrics()
    const grown = (name: string) => value(text, name) - (value(before, name) || 0)

    expect((await ask()).headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/u)
    expect([value(text, 'betwixt_rooms'), value(text, 'betwixt_sockets')]).toEqual([1, 2])
    expect(grown('betwixt_frames_in_total')).toBeGreaterThanOrEqual(41)
    expect(grown('betwixt_frames_out_total')).toBeGreaterThanOrEqual(40)
    expect(grown('betwixt_bytes_in_total')).toBeGreaterThan(400)
    expect(grown('betwixt_bytes_out_total')).toBeGreaterThan(400)
    expect(value(text, 'betwixt_frames_refused_total{reason="bad-frame"}')).toBe(1)
    expect(grown('betwixt_flush_duration_seconds_count')).toBeGreaterThanOrEqual(20)
    expect(value(text, 'betwixt_flush_duration_seconds_bucket{le="+Inf"}')).toBe(
      value(text, 'betwixt_flush_duration_seconds_count'),
    )
    expect(value(text, 'betwixt_flush_duration_seconds_sum')).toBeGreaterThan(0)
    expect(grown('betwixt_fanout_duration_seconds_count')).toBe(20)
    expect(value(text, 'nodejs_eventloop_lag_mean_seconds')).toBeGreaterThan(0)
    expect(value(text, 'betwixt_storage_bytes{part="boards"}')).toBeGreaterThan(4_096)
    expect(value(text, 'betwixt_storage_bytes{part="catalog"}')).toBeGreaterThan(100)
    expect(value(text, 'betwixt_storage_free_bytes')).toBeGreaterThan(0)
    expect(text).toContain(`betwixt_http_requests_total{method="POST",route="/api/v1/boards",status="201"} 1\n`)
    expect(text).toContain(`betwixt_http_requests_total{method="GET",route="/api/v1/boards/:boardId",status="404"} 3\n`)
    // Every line is a comment or a sample.
    for (const line of text.split('\n'))
      expect(line).toMatch(/^(?:|# (?:HELP|TYPE) .+|\w+(?:\{.*\})? (?:-?[\d.e+-]+|Nan))$/u)
    expect(text).not.toContain(id)
    for (const peer of [ada, ben]) peer.socket.terminate()
  })

  it('OPS-133: an address or a method that somebody makes up makes no series of its own', async () => {
    await start({ METRICS_TOKEN: TOKEN })
    for (let asked = 0; asked < 20; asked++) {
      await fetch(`${server.url}/made-up-${asked}`, { method: `MADEUP${asked}` })
      await fetch(`${server.url}/api/v1/made-up-${asked}`)
    }
    const series = (await metrics()).split('\n').filter((line) => line.startsWith('betwixt_http_requests_total{'))
    expect(series.length).toBeLessThan(8)
    expect(series.join('\n')).not.toMatch(/made-?up/iu)
  })
})
