import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canRefuseWrites, refuseWrites } from '../support/refuseWrites.ts'
import { SocketPeer } from '../support/socketPeer.ts'
import { BEYOND_HELP_EXIT_CODE } from '../../server/storage/beyondHelp.ts'
import { SourceServer } from '../support/sourceServer.ts'

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const WITHIN_MS = 10_000

describe('a server that is stopped', { timeout: 120_000 }, () => {
  let dataDir: string
  let server: SourceServer
  const boards: string[] = []
  const start = async () => {
    server = await SourceServer.start({ DATA_DIR: dataDir })
  }
  const sockets = () => `${server.url.replace('http', 'ws')}/sync`
  const makeBoard = async (title: string) => {
    const made = await fetch(`${server.url}/api/v1/boards`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title }),
    })
    boards.push(((await made.json()) as { id: string }).id)
  }
  const come = async (board: string): Promise<SocketPeer> => {
    const peer = new SocketPeer(`${sockets()}/${board}`)
    await expect.poll(() => peer.synced).toBe(true)
    return peer
  }
  /** Ends it as an operator does; tells the exit code and how long that took. */
  const stop = async (): Promise<{ code: number | null; ms: number }> => {
    const begun = performance.now()
    const code = await server.end('SIGTERM')
    return { code, ms: performance.now() - begun }
  }

  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'betwixt-stopping-'))
    await start()
    for (const title of ['One', 'Two']) await makeBoard(title)
  })
  afterEach(async () => {
    await server.end('SIGKILL')
    boards.splice(0)
    await rm(dataDir, { recursive: true })
  })

  it('OPS-123: loses nothing of what several people are doing, ends with 0, and all of it is there afterwards', async () => {
    const peers = await Promise.all([0, 1, 2, 3, 4, 5].map((index) => come(boards[index % 2] ?? '')))
    const edits = peers.map(() => 0)
    let isOver = false
    const work = peers.map(async (peer, index) => {
      while (!isOver && peer.closed === null) {
        const number = (edits[index] ?? 0) + 1
        peer.set(`${index}/${number}`, number)
        edits[index] = number
        peer.barrier(number)
        await pause(1)
      }
    })
    await expect.poll(() => peers.every((peer) => peer.saved.size > 50)).toBe(true)
    const { code, ms } = await stop()
    isOver = true
    await Promise.all(work)
    expect([code, ms < WITHIN_MS]).toEqual([0, true])
    expect(peers.map((peer) => peer.closed)).toEqual(peers.map(() => 4503))

    await start()
    for (const [index, peer] of peers.entries()) {
      const seen = await come(boards[index % 2] ?? '')
      const missing = [...peer.saved].flatMap((number) =>
        Array.from({ length: number }, (_, before) => before + 1).filter(
          (each) => seen.get(`${index}/${each}`) !== each,
        ),
      )
      expect(new Set(missing)).toEqual(new Set())
      seen.socket.terminate()
    }
  })

  it('OPS-124: with a socket that takes nothing, a request that never ends and one that is cut short it ends in 10 s', async () => {
    const { port } = new URL(server.url)
    const stalled = await come(boards[0] ?? '')
    stalled.socket.pause()
    const slow = connect(Number(port), '127.0.0.1')
    slow.on('error', () => undefined)
    await once(slow, 'connect')
    slow.write(
      'POST /api/v1/boards HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
    )
    const drip = setInterval(() => slow.write(' '), 500)
    const idle = connect(Number(port), '127.0.0.1')
    idle.on('error', () => undefined)
    await once(idle, 'connect')
    await pause(200)
    const { code, ms } = await stop()
    clearInterval(drip)
    expect([code, ms < WITHIN_MS]).toEqual([0, true])
    stalled.socket.terminate()
  })

  it.skipIf(!canRefuseWrites())(
    'OPS-125: while a disk that refuses holds it up, it says that it is not ready, and ends in 10 s all the same',
    async () => {
      const peer = await come(boards[0] ?? '')
      refuseWrites(server.pid, true)
      peer.set('late', 1)
      peer.barrier(1)
      await expect.poll(() => peer.notSaved.size).toBeGreaterThan(0)
      const stopped = stop()
      await expect
        .poll(async () => ((await (await fetch(`${server.url}/readyz`)).json()) as { code: string }).code)
        .toBe('shutting-down')
      expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
      const { code, ms } = await stopped
      expect(ms).toBeLessThan(WITHIN_MS)
      // A write that is refused in the middle of a commit takes the database with it, by name or by a signal (SYN-403).
      expect([0, BEYOND_HELP_EXIT_CODE, null]).toContain(code)
      expect(peer.saved.size).toBe(0)
    },
  )
})
