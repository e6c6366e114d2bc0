import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import WebSocket from 'ws'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CLOSE_CODES } from '../../../shared/sync/closeCodes.ts'
import { SYNC_LIMITS } from '../../../shared/sync/protocol.ts'
import { MemoryUpdateLog } from '../../support/memoryUpdateLog.ts'
import { SocketPeer } from '../../support/socketPeer.ts'
import { startSyncServer } from '../../support/syncServer.ts'
import type { SyncServer } from '../../support/syncServer.ts'

const BOARD = 'attacked'
let server: SyncServer
let honest: SocketPeer[]

beforeEach(async () => {
  server = await startSyncServer({ log: new MemoryUpdateLog(), limits: { slowSocketBytes: 512 * 1024 } })
  await server.board(BOARD)
  honest = [peer('Ada'), peer('Bo')]
  for (const one of honest) await expect.poll(() => one.synced).toBe(true)
})

afterEach(async () => {
  for (const one of honest) one.socket.terminate()
  await server.stop()
})

function peer(name: string): SocketPeer {
  return new SocketPeer(`${server.url}/${BOARD}`, `&name=${name}`)
}

/** Everybody else is as before: connected, and they see each other's changes. */
async function expectOthersWork(): Promise<void> {
  const [ada, bo] = honest
  const value = randomBytes(4).toString('hex')
  ada?.set('still', value)
  await expect.poll(() => bo?.get('still')).toBe(value)
  expect(honest.map((one) => one.closed)).toEqual([null, null])
}

/** A line to the server after the handshake, for bytes that no WebSocket library would write. */
async function rawLine(): Promise<Socket> {
  const line = connect(server.port, '127.0.0.1')
  line.on('error', () => undefined)
  const key = randomBytes(16).toString('base64')
  line.write(
    `GET /sync/${BOARD} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  )
  await once(line, 'data')
  return line
}

describe('hostile sockets', () => {
  it.each([
    ['an unmasked frame', Buffer.of(0x82, 0x03, 1, 2, 3)],
    ['reserved bits', Buffer.of(0xf2, 0x80, 0, 0, 0, 0)],
    ['an unknown opcode', Buffer.of(0x83, 0x80, 0, 0, 0, 0)],
    ['a fragmented ping', Buffer.of(0x09, 0x80, 0, 0, 0, 0)],
    ['a continuation of nothing', Buffer.of(0x80, 0x80, 0, 0, 0, 0)],
    ['a length of 2^63', Buffer.of(0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)],
    ['a closing frame with a wrong code', Buffer.of(0x88, 0x82, 0, 0, 0, 0, 0, 1)],
    ['noise', randomBytes(4096)],
  ])('SYN-72: %s ends that line and nothing else', async (_what, bytes) => {
    const line = await rawLine()
    line.write(bytes)
    await Promise.race([once(line, 'close'), once(line, 'end')])
    line.destroy()
    await expectOthersWork()
  })

  it('SYN-73: lines that break in the middle of everything leave the others working', async () => {
    for (let i = 0; i < 30; i++) {
      const line = await rawLine()
      line.write(Buffer.of(0x82, 0xfe, 0xff, 0xff, 1, 2, 3, 4, ...randomBytes(50)))
      if (i % 2 === 0) line.resetAndDestroy()
      else line.destroy()
    }
    const half = connect(server.port, '127.0.0.1')
    half.on('error', () => undefined).resume()
    half.write(`GET /sync/${BOARD} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`)
    await once(half, 'close')
    await expectOthersWork()
    await expect.poll(() => server.rooms.people(BOARD)).toHaveLength(2)
  })

  it('SYN-74: text, and messages larger than any board, close their socket by name', async () => {
    const text = new WebSocket(`${server.url}/${BOARD}`)
    await once(text, 'open')
    text.send('hello')
    expect((await once(text, 'close'))[0]).toBe(CLOSE_CODES['bad-frame'])
    const large = new WebSocket(`${server.url}/${BOARD}`)
    large.on('error', () => undefined)
    await once(large, 'open')
    large.send(Buffer.alloc(SYNC_LIMITS.frameBytes + 1))
    expect((await once(large, 'close'))[0]).toBeOneOf([1009, 1006])
    await expectOthersWork()
  })

  it('SYN-84: a reader that stops reading is cut, the room goes on, and it may come back', async () => {
    const slow = peer('Slow')
    await expect.poll(() => slow.synced).toBe(true)
    slow.socket.pause()
    const [ada, bo] = honest
    let sent = 0
    const write = (): boolean => {
      ada?.set(`big-${sent++ % 20}`, randomBytes(60_000).toString('base64'))
      return server.rooms.people(BOARD).length === 2
    }
    await expect.poll(write, { interval: 5, timeout: 20_000 }).toBe(true)
    expect(sent).toBeLessThan(200)
    ada?.set('after', 1)
    await expect.poll(() => bo?.get('after')).toBe(1)
    slow.socket.resume()
    await expect.poll(() => slow.closed).not.toBeNull()
    const back = peer('Slow')
    await expect.poll(() => back.get('after')).toBe(1)
    back.socket.terminate()
    await expectOthersWork()
  }, 30_000)
})
