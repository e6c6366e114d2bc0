import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { restoreBackup } from '../../../server/backup/restoreBackup.ts'
import { writeBackup } from '../../../server/backup/writeBackup.ts'
import { contentOf, filledDataFolder } from '../../support/dataFolders.ts'
import { backUp, restore } from '../../support/operatorCommand.ts'
import { randomOf, seeded } from '../../support/seeded.ts'
import { SourceServer } from '../../support/sourceServer.ts'
import { stopAtStep } from '../../support/stopAtStep.ts'

const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const LONGEST_BACKUP_MS = 2_000

describe('a backup', { timeout: 240_000 }, () => {
  let folder: string
  const running: SourceServer[] = []
  /** With a key that the server makes itself, unless it is to have none, and so no limit to how much one writes. */
  const start = async (dataDir: string, hasKey = true) => {
    const server = await SourceServer.start({ DATA_DIR: dataDir, ...(hasKey && { HOST: '0.0.0.0' }) })
    running.push(server)
    const key = hasKey ? (await readFile(path.join(dataDir, 'workspace-key'), 'utf8')).trim() : null
    const api = `${server.url}/api/v1`
    const ask = (method: string, where: string, body?: BodyInit, headers: Record<string, string> = {}) =>
      fetch(`${api}${where}`, {
        method,
        body: body ?? null,
        headers: { ...(key !== null && { authorization: `Bearer ${key}` }), ...headers },
        redirect: 'manual',
      })
    const post = async (where: string, body: object): Promise<Record<string, unknown>> => {
      const answer = await ask('POST', where, JSON.stringify(body), { 'content-type': 'application/json' })
      expect(answer.status).toBe(201)
      return (await answer.json()) as Record<string, unknown>
    }
    return { server, ask, post }
  }

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'betwixt-backup-'))
  })
  afterEach(async () => {
    for (const server of running.splice(0)) await server.end('SIGKILL')
    await rm(folder, { recursive: true })
  })

  it('OPS-100: made while people write, it restores to a server with all that was answered before, and whose boards, records and images all open', async () => {
    const dataDir = path.join(folder, 'data')
    const { server, ask, post } = await start(dataDir)
    const file = path.join(folder, 'file.tar')
    const boards = new Map<string, string[]>()
    const records: string[] = []
    let isOver = false
    const work = async (name: string) => {
      while (!isOver) {
        const board = String((await post('/boards', { title: name, template: 'discovery-map' }))['id'])
        const image = await ask('POST', `/boards/${board}/assets`, DOT, { 'content-type': 'image/png' })
        expect(image.status).toBe(201)
        const cards: string[] = []
        for (let made = 0; made < 3; made++) {
          cards.push(String((await post(`/boards/${board}/cards`, { kind: 'signal' }))['id']))
        }
        records.push(String((await post(`/boards/${board}/records`, { title: 'T', decided: 'D' }))['id']))
        boards.set(board, cards)
      }
    }
    const working = [work('a'), work('b'), work('c')]
    while (boards.size < 6) await new Promise((resolve) => setTimeout(resolve, 5))
    const before = { boards: new Map(boards), records: [...records] }
    const result = await backUp(dataDir, file)
    isOver = true
    await Promise.all(working)
    expect(result).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^\d+ files of [\d.]+ MB are in /u),
    })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await server.end('SIGTERM')

    const restored = path.join(folder, 'restored')
    expect(await restore(restored, file)).toMatchObject({ code: 0, stderr: '' })
    const again = await start(restored)
    for (const [board, cards] of before.boards) {
      const reading = await (await again.ask('GET', `/boards/${board}/reading`)).text()
      expect(cards.filter((card) => !reading.includes(`"${card}"`))).toEqual([])
    }
    for (const id of before.records) expect((await again.ask('GET', `/records/${id}`)).status).toBe(200)
    const catalog = JSON.parse(await readFile(path.join(restored, 'catalog.json'), 'utf8')) as {
      boards: { id: string; assets: object }[]
      records: { id: string; body: { snapshotSha256: string; readingSha256: string } }[]
    }
    expect(catalog.boards.length).toBeGreaterThanOrEqual(before.boards.size)
    for (const { id, assets } of catalog.boards) {
      expect((await again.ask('GET', `/boards/${id}/reading`)).status).toBe(200)
      for (const sha256 of Object.keys(assets)) {
        expect((await again.ask('GET', `/boards/${id}/assets/${sha256}`)).status).toBe(200)
      }
    }
    for (const { id, body } of catalog.records) {
      expect((await again.ask('GET', `/records/${id}`)).status).toBe(200)
      for (const sha256 of [body.snapshotSha256, body.readingSha256]) {
        const bytes = await readFile(path.join(restored, 'blobs', sha256.slice(0, 2), sha256))
        expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
      }
    }
  })

  it('OPS-101: links, sessions and the key that the server made are in it, and are good after a restore', async () => {
    const dataDir = path.join(folder, 'data')
    const { server, post } = await start(dataDir)
    const board = String((await post('/boards', { title: 'Shared' }))['id'])
    const link = new URL(String((await post(`/boards/${board}/shares`, { role: 'editor' }))['url']))
    const joined = await fetch(`${server.url}${link.pathname}`, { redirect: 'manual' })
    const cookie = joined.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect(cookie).not.toBe('')
    const file = path.join(folder, 'file.tar')
    expect(await backUp(dataDir, file)).toMatchObject({ code: 0 })
    await server.end('SIGKILL')

    const restored = path.join(folder, 'restored')
    expect(await restore(restored, file)).toMatchObject({ code: 0 })
    const again = await start(restored)
    expect((await again.ask('GET', '/boards')).status).toBe(200)
    const withCookie = await fetch(`${again.server.url}/api/v1/boards/${board}`, { headers: { cookie } })
    expect(withCookie.status).toBe(200)
    const newcomer = await fetch(`${again.server.url}${link.pathname}`, { redirect: 'manual' })
    expect(newcomer.status).toBe(303)
    expect((await stat(path.join(restored, 'workspace-key'))).mode & 0o777).toBe(0o600)
  })

  it('OPS-102: killed at any step, it leaves the backup before it under the name and the data as it was', async () => {
    const dataDir = await filledDataFolder('killed')
    const file = path.join(folder, 'file.tar')
    const content = await contentOf(dataDir)
    const older = await filledDataFolder('older')
    await writeBackup(older, file, () => 1)
    const before = await readFile(file)
    let steps = 0
    let replaced = 0
    for (let outcome = 'stopped'; outcome === 'stopped';) {
      steps += 1
      outcome = await stopAtStep(steps, () => writeBackup(dataDir, file, () => 1))
      expect(await contentOf(dataDir)).toEqual(content)
      if (!(await readFile(file)).equals(before)) {
        replaced += 1
        expect(await isWhole(file)).toBe(true)
        await writeFile(file, before)
      }
    }
    expect([steps > 30, replaced > 0, replaced < 6]).toEqual([true, true, true])
    // The next one has removed what those before it left.
    await writeBackup(dataDir, file, () => 1)
    expect(await readdir(folder)).toEqual(['file.tar'])
    for (const made of [dataDir, older]) await rm(made, { recursive: true })
  })

  it('OPS-102: killed at random moments while a server writes, it holds up nobody', async () => {
    const random = randomOf(seeded('backups killed').seed)
    const dataDir = path.join(folder, 'data')
    const { server, post } = await start(dataDir, false)
    const file = path.join(folder, 'file.tar')
    const board = String((await post('/boards', { title: 'Busy', template: 'discovery-map' }))['id'])
    let isOver = false
    const work = async () => {
      while (!isOver) await post(`/boards/${board}/cards`, { kind: 'signal' })
    }
    const working = [work(), work()]
    const begunAt = performance.now()
    expect(await backUp(dataDir, file)).toMatchObject({ code: 0 })
    const wholeMs = performance.now() - begunAt
    for (let kill = 0; kill < 12; kill++) {
      // A machine that was busy during the first one says nothing of the others.
      await backUp(dataDir, file, Math.min(wholeMs, LONGEST_BACKUP_MS) * (0.6 + random() * 0.5))
      expect(await isWhole(file)).toBe(true)
    }
    isOver = true
    await Promise.all(working)
    expect(await backUp(dataDir, file)).toMatchObject({ code: 0 })
    expect((await readdir(folder)).sort()).toEqual(['data', 'file.tar'])
    expect(await server.end('SIGTERM')).toBe(0)
  })

  it('OPS-103: where there is nothing to back up, or nowhere to put it, it says so in a line and leaves nothing', async () => {
    const empty = await backUp(path.join(folder, 'none'), path.join(folder, 'file.tar'))
    expect(empty).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^betwixt: There is nothing .+\n$/u),
    })
    const dataDir = await filledDataFolder('nowhere')
    await mkdir(path.join(folder, 'taken'))
    const taken = await backUp(dataDir, path.join(folder, 'taken'))
    expect(taken).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^betwixt: .+\n$/u) })
    expect(await readdir(folder)).toEqual(['taken'])
    expect((await backUp(dataDir, '')).stderr).toMatch(/^betwixt: Say where the backup goes.+\n$/u)
    await rm(dataDir, { recursive: true })
  })

  /** Whether a backup restores. */
  async function isWhole(file: string): Promise<boolean> {
    const into = await mkdtemp(path.join(tmpdir(), 'betwixt-whole-'))
    try {
      await restoreBackup(into, file, false)
      return true
    } catch {
      return false
    } finally {
      await rm(into, { recursive: true })
    }
  }
})

describe('a large backup', () => {
  it('OPS-104: is written and restored without going through memory', { timeout: 120_000 }, async () => {
    const dataDir = await filledDataFolder('large')
    const name = 'ab'.padEnd(64, '0')
    await mkdir(path.join(dataDir, 'blobs', 'ab'), { recursive: true })
    await writeFile(path.join(dataDir, 'blobs', 'ab', name), Buffer.alloc(192 * 1024 * 1024, 7))
    globalThis.gc?.()
    const rss = process.memoryUsage().rss
    let most = 0
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss - rss)), 5)
    const file = path.join(dataDir, 'backups', 'file.tar')
    const { bytes } = await writeBackup(dataDir, file, () => 1)
    expect(bytes).toBeGreaterThan(192 * 1024 * 1024)
    await restoreBackup(dataDir, file, true)
    clearInterval(watch)
    expect(most).toBeLessThan(64 * 1024 * 1024)
    await rm(dataDir, { recursive: true })
  })
})
