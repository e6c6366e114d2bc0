import { closeSync, existsSync, openSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../server/launch/freePort.mjs'
import { SourceServer } from '../support/sourceServer.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

describe('the server as a process', { timeout: 60_000 }, () => {
  let dataDir: string
  const running: SourceServer[] = []
  const start = async (env: Record<string, string> = {}, stderr?: number) => {
    const server = await SourceServer.start({ DATA_DIR: dataDir, ...env }, stderr)
    running.push(server)
    return server
  }

  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'betwixt-process-'))
  })
  afterEach(async () => {
    for (const server of running.splice(0)) await server.end('SIGKILL')
    await rm(dataDir, { recursive: true })
  })

  const post = async (url: string, body: object): Promise<Record<string, unknown>> => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body), headers: JSON_TYPE })
    expect(response.status).toBe(201)
    return (await response.json()) as Record<string, unknown>
  }
  const get = async (url: string): Promise<Record<string, unknown>> =>
    (await (await fetch(url)).json()) as Record<string, unknown>

  it('OPS-1: it prints one line with its address when it can serve, and ends with 0 after SIGTERM', async () => {
    const server = await start()
    expect(server.stdout).toMatch(/^Betwixt is at http:\/\/127\.0\.0\.1:\d+\n$/u)
    expect(await get(`${server.url}/healthz`)).toEqual({ status: 'ok' })
    expect(await server.end('SIGTERM')).toBe(0)
    expect(server.stdout.split('\n')).toHaveLength(2)
  })

  it('UI-687: an address that users type and that it listens on is printed once', async () => {
    const port = await freePort()
    const server = await start({ PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, WORKSPACE_KEY: 'a-key' })
    expect(server.stdout).toBe(`Betwixt is at http://127.0.0.1:${port}\n`)
  })

  it('OPS-2: a bad variable ends it with 1 and one line that names the variable', async () => {
    const server = new SourceServer({ DATA_DIR: dataDir, PORT: 'http' })
    running.push(server)
    expect(await server.exit).toBe(1)
    expect([server.stdout, server.stderr]).toEqual(['', expect.stringMatching(/^betwixt: PORT is .+\n$/u)])
  })

  it('OPS-3: a second server on the same data is refused, and one after a kill is not', async () => {
    const first = await start()
    const second = new SourceServer({ DATA_DIR: dataDir })
    running.push(second)
    expect(await second.exit).toBe(1)
    expect(second.stderr).toMatch(/^betwixt: DATA_DIR is in use/u)
    await first.end('SIGKILL')
    expect(await get(`${(await start()).url}/healthz`)).toEqual({ status: 'ok' })
  })

  it('OPS-4: on any other address it makes itself a key in a file of mode 0600 and prints the path, not the key', async () => {
    const server = await start({ HOST: '0.0.0.0' })
    const file = path.join(dataDir, 'workspace-key')
    expect(server.stdout).toContain(file)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const key = (await readFile(file, 'utf8')).trim()
    expect(server.stdout + server.stderr).not.toContain(key)
    expect((await fetch(`${server.url}/api/v1/boards`)).status).toBe(401)
    const boards = await fetch(`${server.url}/api/v1/boards`, { headers: { authorization: `Bearer ${key}` } })
    expect(boards.status).toBe(200)
  })

  it('OPS-5: a key that is set is needed on this machine too, also from a file', async () => {
    await writeFile(path.join(dataDir, 'my-key'), 'from-a-file\n')
    const server = await start({ WORKSPACE_KEY_FILE: path.join(dataDir, 'my-key') })
    expect((await fetch(`${server.url}/api/v1/boards`)).status).toBe(401)
    const headers = { authorization: 'Bearer from-a-file' }
    expect((await fetch(`${server.url}/api/v1/boards`, { headers })).status).toBe(200)
  })

  it('OPS-11: a short key that strangers could try is warned of, and not told', async () => {
    const short = await start({ HOST: '0.0.0.0', WORKSPACE_KEY: 'swordfish' })
    await short.end('SIGTERM')
    expect(short.stderr).toMatch(/"level":40.*WORKSPACE_KEY has fewer than 16 characters/u)
    expect(short.stdout + short.stderr).not.toContain('swordfish')
    const long = await start({ HOST: '0.0.0.0', WORKSPACE_KEY: 'correct horse battery staple' })
    await long.end('SIGTERM')
    expect(long.stderr).not.toContain('WORKSPACE_KEY')
  })

  it.skipIf(!existsSync('/dev/full'))('OPS-10: a log that cannot be written fails no request', async () => {
    const full = openSync('/dev/full', 'w')
    const server = await start({ LOG_LEVEL: 'debug' }, full)
    for (let asked = 0; asked < 3; asked++) expect((await fetch(`${server.url}/api/v1/nowhere`)).status).toBe(404)
    expect(await server.end('SIGTERM')).toBe(0)
    closeSync(full)
  })

  it('STO-50: what the API answered with 201 is there after kill -9', async () => {
    const server = await start()
    const api = `${server.url}/api/v1`
    const board = await post(`${api}/boards`, { title: 'Killed', template: 'discovery-map' })
    const cards: unknown[] = []
    let killed = false
    const work = async () => {
      for (;;) {
        const card = await post(`${api}/boards/${String(board['id'])}/cards`, { kind: 'signal' })
        cards.push(card['id'])
        if (cards.length >= 60 && !killed) {
          killed = true
          await server.end('SIGKILL')
        }
      }
    }
    const record = await post(`${api}/boards/${String(board['id'])}/records`, { title: 'T', decided: 'D' })
    await Promise.allSettled([work(), work(), work(), work()])
    expect(killed).toBe(true)
    const again = `${(await start()).url}/api/v1`
    const reading = JSON.stringify(await get(`${again}/boards/${String(board['id'])}/reading`))
    expect(cards.filter((id) => !reading.includes(`"${String(id)}"`))).toEqual([])
    expect(await get(`${again}/records/${String(record['id'])}`)).toMatchObject({ decided: 'D' })
  })

  it('STO-51: a damaged catalog is kept aside, and boards and records come back', async () => {
    const server = await start()
    const board = await post(`${server.url}/api/v1/boards`, { title: 'Precious', template: 'discovery-map' })
    const record = await post(`${server.url}/api/v1/boards/${String(board['id'])}/records`, {
      title: 'T',
      decided: 'D',
    })
    await server.end('SIGTERM')
    for (const name of ['catalog.json', 'catalog.previous.json']) await writeFile(path.join(dataDir, name), '{"boa')
    const again = await start()
    expect(again.stderr).toContain('the catalog was incomplete')
    expect(await get(`${again.url}/api/v1/boards`)).toMatchObject({
      items: [{ id: board['id'], title: 'Precious', template: 'discovery-map' }],
    })
    expect(await get(`${again.url}/api/v1/records/${String(record['id'])}`)).toMatchObject({
      decided: 'D',
      board: 'open',
    })
  })
})
