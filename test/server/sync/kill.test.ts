import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runSyncChild } from '../../support/runSyncChild.ts'
import { SocketPeer } from '../../support/socketPeer.ts'

const BOARD = 'killed'
let directory: string

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'betwixt-sync-'))
})

afterEach(async () => {
  await rm(directory, { recursive: true })
})

describe('the process ends', () => {
  it('SYN-32: after kill -9 while three people write, a newcomer finds all that was called saved', async () => {
    const saved = new Set<string>()
    for (const enough of [5, 120, 300]) {
      const server = await runSyncChild(directory, BOARD)
      const peers = ['a', 'b', 'c'].map((name) => new SocketPeer(`${server.url}/${BOARD}`, `&name=${name}`))
      for (const peer of peers) await expect.poll(() => peer.synced).toBe(true)
      let next = 0
      const timer = setInterval(() => {
        peers.forEach((peer, index) => {
          peer.set(`${enough}-${index}-${next}`, next)
          peer.barrier(next)
        })
        next += 1
      }, 1)
      await expect
        .poll(() => Math.min(...peers.map((peer) => peer.saved.size)), { timeout: 20_000 })
        .toBeGreaterThan(enough)
      await server.kill()
      clearInterval(timer)
      peers.forEach((peer, index) => {
        for (const number of peer.saved) saved.add(`${enough}-${index}-${number}`)
        peer.socket.terminate()
      })
      const again = await runSyncChild(directory)
      const newcomer = new SocketPeer(`${again.url}/${BOARD}`)
      await expect.poll(() => newcomer.synced).toBe(true)
      expect([...saved].filter((key) => newcomer.get(key) === undefined)).toEqual([])
      newcomer.socket.terminate()
      await again.kill()
    }
  }, 60_000)

  it('SYN-33: asked to stop, it writes everything, closes with a code that may be retried, and exits with 0', async () => {
    const server = await runSyncChild(directory, BOARD)
    const peer = new SocketPeer(`${server.url}/${BOARD}`)
    await expect.poll(() => peer.synced).toBe(true)
    for (let i = 0; i < 200; i++) peer.set(`key-${i}`, i)
    peer.barrier(1)
    await expect.poll(() => peer.saved.has(1)).toBe(true)
    for (let i = 200; i < 220; i++) peer.set(`key-${i}`, i)
    expect(await server.stop()).toBe(0)
    await expect.poll(() => peer.closed).toBe(4503)
    const again = await runSyncChild(directory)
    const newcomer = new SocketPeer(`${again.url}/${BOARD}`)
    await expect.poll(() => newcomer.synced).toBe(true)
    expect(newcomer.get('key-199')).toBe(199)
    newcomer.socket.terminate()
    await again.kill()
  }, 30_000)
})
