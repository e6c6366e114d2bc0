import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBoard } from '../../shared/board/read.ts'
import { boardSchema } from '../../shared/board/schema.ts'
import { act, boardAction, type BoardAction } from '../support/boardActions.ts'
import { asJson, boardRecords, docOf, MemoryServer, Peer, synchronise } from '../support/boardPeers.ts'
import { newBoard } from '../support/boardShapes.ts'
import { seeded } from '../support/seeded.ts'

type Step =
  | { who: number; action: BoardAction }
  | { who: number; network: 'send' | 'receive' | 'cut' | 'open'; count: number }
  | { server: 'restart' | 'compact' }
  | { who: number; waitMs: number }

const who = fc.nat(3)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ who, action: boardAction }) },
  {
    weight: 4,
    arbitrary: fc.record({
      who,
      network: fc.constantFrom('send' as const, 'receive' as const, 'cut' as const, 'open' as const),
      count: fc.integer({ min: 1, max: 20 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ who, waitMs: fc.integer({ min: 1, max: 120 }) }) },
  { weight: 1, arbitrary: fc.record({ server: fc.constantFrom('restart' as const, 'compact' as const) }) },
)

const board = newBoard()

function play(count: number, steps: readonly Step[]): { server: MemoryServer; peers: Peer[] } {
  const server = new MemoryServer(board)
  const peers = Array.from({ length: count }, () => new Peer(server))
  peers.forEach((peer, at) => (peer.glides = at % 2 === 1))
  for (const [at, next] of steps.entries()) {
    if ('server' in next) {
      if (next.server === 'restart') server.restart()
      else server.compact()
      continue
    }
    const peer = peers[next.who % count]
    if (peer === undefined) continue
    if ('action' in next) act(peer, next.action, `n${at}`)
    else if ('waitMs' in next) peer.scheduler.advance(next.waitMs)
    else if (next.network === 'cut') peer.wire.cut()
    else if (next.network === 'open') peer.wire.open()
    else if (next.network === 'send') peer.wire.deliverToServer(next.count)
    else peer.wire.deliverToClient(next.count)
    for (const record of peer.store.allRecords()) expect(isAncestorOfItself(peer, record.id)).toBe(false)
  }
  for (const peer of peers) peer.letGo()
  synchronise(peers)
  return { server, peers }
}

/** tldraw hangs on a shape that is its own ancestor. */
function isAncestorOfItself(peer: Peer, id: string): boolean {
  const passed = new Set<string>()
  let at = peer.get(id)
  while (at?.typeName === 'shape' && !passed.has(at.id)) {
    passed.add(at.id)
    at = peer.get(at.parentId)
  }
  return at?.typeName === 'shape'
}

describe('convergence', () => {
  it(
    'BND-21: whatever is done, lost and undone, all peers and a reload agree, every record is valid, and then nobody writes',
    { timeout: 120_000 },
    () => {
      fc.assert(
        fc.property(fc.integer({ min: 2, max: 4 }), fc.array(step, { maxLength: 90, size: 'max' }), (count, steps) => {
          const { server, peers } = play(count, steps)
          const expected = asJson(readBoard(docOf(server.stored)).records)
          for (const record of readBoard(server.doc).records.values()) {
            expect(() => boardSchema.types[record.typeName].validate(record)).not.toThrow()
          }
          for (const peer of peers) {
            expect(boardRecords(peer.store)).toEqual(expected)
            expect(asJson(peer.reader.records)).toEqual(expected)
            expect(peer.binding.hasUncommitted.get()).toBe(false)
          }
          for (const peer of peers) peer.sent.length = 0
          synchronise(peers)
          expect(peers.map((peer) => peer.sent.length)).toEqual(peers.map(() => 0))
          for (const peer of peers) peer.binding.close()
        }),
        { ...seeded('convergence of bindings'), numRuns: Number(process.env['FUZZ_RUNS'] ?? 150) },
      )
    },
  )
})
