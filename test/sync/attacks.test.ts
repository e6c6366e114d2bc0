import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { attackers } from '../support/attackers.ts'
import { BROKEN_FRAMES } from '../support/attackers/brokenFrames.ts'
import { HostileLine } from '../support/attackers/hostileLine.ts'
import { UNDECODABLE } from '../support/attackers/hostileWriters.ts'
import { BAD_PRESENCE } from '../support/attackers/impostors.ts'
import { startTarget } from '../support/attackers/target.ts'
import { SocketPeer } from '../support/socketPeer.ts'

/** How often the honest write to each other while an attack goes on. */
const EXCHANGES = 3
/** What may be held after all attacks that was not held before: code that was compiled meanwhile, and then some. */
const GROWTH_BYTES = 48 * 1024 * 1024

let target: Awaited<ReturnType<typeof startTarget>>
let before: number
const honest: SocketPeer[] = []

beforeAll(async () => {
  target = await startTarget()
  before = (await target.memory()).bytes
})

afterEach(() => {
  for (const { socket } of honest.splice(0)) socket.terminate()
})

afterAll(() => target.stop())

/** Two who work on a board, each with a name of their own. */
async function honestPair(url: string): Promise<[SocketPeer, SocketPeer]> {
  const pair: [SocketPeer, SocketPeer] = [new SocketPeer(url, '&name=Ada'), new SocketPeer(url, '&name=Bo')]
  honest.push(...pair)
  for (const peer of pair) await expect.poll(() => peer.synced).toBe(true)
  return pair
}

let barriers = 0

/** Each writes, the other sees it, and both are told that it is saved. */
async function exchange([ada, bo]: [SocketPeer, SocketPeer]): Promise<void> {
  for (const [from, to] of [
    [ada, bo],
    [bo, ada],
  ] as const) {
    const value = randomBytes(6).toString('hex')
    const barrier = ++barriers
    from.set('honest', value)
    from.barrier(barrier)
    await expect.poll(() => to.get('honest'), { interval: 2 }).toBe(value)
    await expect.poll(() => from.saved.has(barrier), { interval: 2 }).toBe(true)
  }
}

describe('under attack', () => {
  it.each(attackers.map((attacker) => [attacker.name, attacker] as const))(
    'SYN-310: %s: the honest see each other’s work and Saved, nobody cuts them, and the server lives',
    async (name, attacker) => {
      const where = await target.board(name.replaceAll(/\W+/gu, '-'))
      const pair = await honestPair(`${where.url}/sync/${where.boardId}`)
      const attack = await attacker.begin(where)
      for (let i = 0; i < EXCHANGES; i++) await exchange(pair)
      if (attacker.closes.length > 0 && !attacker.mayBeBorne)
        await expect.poll(() => attack.closedWith.size).toBeGreaterThan(0)
      const codes = [...attack.closedWith]
      await attack.stop()
      expect(codes.filter((code) => !attacker.closes.includes(code))).toEqual([])
      await exchange(pair)
      expect(pair.map(({ closed }) => closed)).toEqual([null, null])
      expect(target.isAlive).toBe(true)
    },
  )

  it('SYN-311: when the attackers have gone and the boards are put away, nothing is kept of them', async () => {
    await expect.poll(async () => (await target.memory()).openBoards).toBe(0)
    await expect.poll(async () => (await target.memory()).bytes - before).toBeLessThan(GROWTH_BYTES)
  })
})

describe('the code that a socket is closed with', () => {
  const lineTo = async (): Promise<HostileLine> => HostileLine.open(await codesBoard)
  let codesBoard: ReturnType<typeof target.board>
  beforeAll(() => {
    codesBoard = target.board('codes')
  })

  it.each(BROKEN_FRAMES)('SYN-312: %s: a code of RFC 6455', async (_what, bytes) => {
    const line = await lineTo()
    line.write(bytes)
    expect(await line.closed).toBeOneOf([1002, 1007, 1009])
  })

  it.each(UNDECODABLE)('SYN-312: %s: bad-frame', async (_what, message) => {
    const line = await lineTo()
    line.send(message)
    expect(await line.closed).toBe(4400)
  })

  it.each(BAD_PRESENCE)('SYN-312: presence that is %s: its reason', async (_what, message, code) => {
    const line = await lineTo()
    line.send(message)
    expect(await line.closed).toBe(code)
  })
})
