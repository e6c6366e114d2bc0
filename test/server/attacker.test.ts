import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SourceServer } from '../support/sourceServer.ts'

const KEY = 'the key of the team'
const IDLE_SOCKETS = 5_000
const SLOW_LINES = 200
/** So long anybody would wait for an answer before they took the server for dead. */
const PATIENCE_MS = 10_000

/** Somebody who works all the while, and counts how often that failed. */
class HonestSession {
  readonly failures: string[] = []
  worked = 0
  readonly #url: string
  readonly #headers: Record<string, string>
  readonly #board: string
  #goesOn = true
  readonly #work: Promise<void>

  constructor(url: string, cookie: string, board: string) {
    this.#url = url
    this.#headers = { cookie, origin: url, 'content-type': 'application/json' }
    this.#board = board
    this.#work = this.#goOn()
  }

  async end(): Promise<void> {
    this.#goesOn = false
    await this.#work
  }

  async #goOn(): Promise<void> {
    while (this.#goesOn) {
      try {
        const answer = await fetch(`${this.#url}/api/v1/boards/${this.#board}/cards`, {
          method: 'POST',
          headers: this.#headers,
          body: JSON.stringify({ kind: 'signal', fields: { name: `Note ${this.worked}` } }),
          signal: AbortSignal.timeout(PATIENCE_MS),
        })
        if (answer.status === 201) this.worked += 1
        else this.failures.push(`${answer.status} ${await answer.text()}`)
      } catch (error) {
        this.failures.push(String(error))
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

describe('somebody who tries everything', () => {
  let dataDir: string
  let server: SourceServer
  let honest: HonestSession
  let board: string
  const lines: Socket[] = []

  const owner = async (method: string, route: string, body?: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${server.url}${route}`, {
      method,
      headers: {
        cookie: ownerCookie,
        origin: server.url,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>
  }
  let ownerCookie = ''
  const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  /** Asks with headers that `fetch` would not send. */
  const ask = (route: string, headers: Record<string, string> = {}, method = 'GET', body = '') =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const { port } = new URL(server.url)
      const asked = request({ host: '127.0.0.1', port, path: route, method, headers, agent: false }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (more: string) => (text += more))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      })
      asked.on('error', reject)
      asked.end(body)
    })
  const openLine = () => {
    const line = connect(Number(new URL(server.url).port), '127.0.0.1')
    // A line that is refused or cut is what the server is free to do.
    line.on('error', () => line.destroy())
    lines.push(line)
    return line
  }

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'betwixt-attacker-'))
    server = await SourceServer.start({ WORKSPACE_KEY: KEY, DATA_DIR: dataDir, LOG_LEVEL: 'error' })
    ownerCookie = cookieOf(
      await fetch(`${server.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ key: KEY }),
      }),
    )
    board = String((await owner('POST', '/api/v1/boards', { title: 'Ours', template: 'discovery-map' }))['id'])
    const link = await owner('POST', `/api/v1/boards/${board}/shares`, {})
    honest = new HonestSession(server.url, cookieOf(await fetch(String(link['url']), { redirect: 'manual' })), board)
  })
  afterAll(async () => {
    for (const line of lines) line.destroy()
    await honest.end()
    await server.end('SIGKILL')
    await rm(dataDir, { recursive: true, force: true })
  })

  it('AUT-160: a cookie that was stolen is good for nothing once its link is taken back', async () => {
    const link = await owner('POST', `/api/v1/boards/${board}/shares`, {})
    const stolen = cookieOf(await fetch(String(link['url']), { redirect: 'manual' }))
    expect((await ask(`/api/v1/boards/${board}`, { cookie: stolen })).status).toBe(200)
    await owner('DELETE', `/api/v1/boards/${board}/shares/${String(link['id'])}`)
    expect((await ask(`/api/v1/boards/${board}`, { cookie: stolen })).status).toBe(401)
    expect((await ask(new URL(String(link['url'])).pathname)).status).toBe(410)
  })

  it("AUT-161: another site's page and a name that was pointed here get nothing, with the owner's own cookie", async () => {
    for (const headers of [
      { origin: 'https://evil.example', cookie: ownerCookie },
      { host: 'evil.example', cookie: ownerCookie },
      { host: 'evil.example', origin: 'http://evil.example', cookie: ownerCookie },
    ]) {
      expect((await ask('/api/v1/boards', headers)).status).toBe(403)
      expect(
        (await ask('/api/v1/boards', { ...headers, 'content-type': 'application/json' }, 'POST', '{}')).status,
      ).toBe(403)
    }
  })

  it('AUT-162: no path leads out of what is served', async () => {
    const secret = await readFile(path.join(dataDir, 'catalog.json'), 'utf8')
    for (const route of [
      '/../catalog.json',
      '/..%2f..%2fcatalog.json',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/assets/..%5c..%5ccatalog.json',
      '/api/v1/boards/..%2f..%2fcatalog.json',
      `/api/v1/boards/${board}/assets/..%2f..%2fcatalog.json`,
      '/sync/..%2fcatalog.json',
      '/%00',
      '/%',
    ]) {
      const { status, text } = await ask(route)
      expect([400, 401, 403, 404, 503], route).toContain(status)
      expect(text, route).not.toContain('root:')
      expect(text, route).not.toContain(secret.slice(0, 40))
    }
  })

  it('AUT-163: what is too large is refused by its size, whatever it is', async () => {
    const json = { cookie: ownerCookie, origin: server.url, 'content-type': 'application/json' }
    // A line may be closed before all of a body has left, and then nobody reads the answer.
    const cut = () => ({ status: 413 })
    const large = `{"title":"${'x'.repeat(2_000_000)}"}`
    expect((await ask('/api/v1/boards', json, 'POST', large).catch(cut)).status).toBe(413)
    expect((await ask('/api/v1/boards', json, 'POST', JSON.stringify({ title: 'x'.repeat(201) }))).status).toBe(422)
    expect((await ask(`/api/v1/boards?search=${'x'.repeat(20_000)}`, { cookie: ownerCookie })).status).toBe(431)
    expect((await ask('/api/v1/boards', { cookie: ownerCookie, 'x-much': 'x'.repeat(20_000) })).status).toBe(431)
    const image = { ...json, 'content-type': 'image/png', 'content-length': String(50 * 1024 * 1024) }
    expect((await ask(`/api/v1/boards/${board}/assets`, image, 'POST').catch(cut)).status).toBe(413)
    expect(((await owner('GET', '/api/v1/boards'))['items'] as unknown[]).length).toBe(1)
  })

  it('AUT-164: five thousand idle lines and two hundred that say a letter at a time keep nobody from working', async () => {
    for (let opened = 0; opened < IDLE_SOCKETS; opened += 250) {
      await Promise.all(
        Array.from({ length: 250 }, () => {
          const line = openLine()
          return new Promise((resolve) => line.once('connect', resolve).once('close', resolve))
        }),
      )
    }
    const slow = Array.from({ length: SLOW_LINES }, openLine)
    const upgrade = `GET /sync/${board} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n`
    for (let at = 0; at < 40; at++) {
      for (const line of slow) if (line.writable) line.write(upgrade[at] ?? '')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const before = honest.worked
    await expect.poll(() => honest.worked, { timeout: PATIENCE_MS * 2 }).toBeGreaterThan(before + 3)
    for (const line of lines.splice(0)) line.destroy()
  })

  it('AUT-165: guesses end soon, also under made-up addresses, and who works by a cookie notices nothing of it', async () => {
    const statuses: number[] = []
    for (let guess = 0; guess < 60; guess++) {
      const headers = { authorization: `Bearer bxt_${guess}`, 'x-forwarded-for': `203.0.113.${guess}` }
      statuses.push((await ask('/api/v1/boards', headers)).status)
    }
    // Links that were tried above have counted as well.
    expect(statuses.indexOf(429)).toBeGreaterThan(20)
    expect(new Set(statuses.slice(statuses.indexOf(429)))).toEqual(new Set([429]))
    expect((await ask('/join/made-up')).status).toBe(429)
    const before = honest.worked
    await expect.poll(() => honest.worked, { timeout: PATIENCE_MS * 2 }).toBeGreaterThan(before + 3)
    expect(honest.failures).toEqual([])
  })
})
