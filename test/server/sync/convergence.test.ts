import * as fc from 'fast-check'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { ROOM_LIMITS } from '../../../server/sync/limits.ts'
import { Rooms } from '../../../server/sync/rooms.ts'
import { BOARD, HandPeer, KeptLog, firstUpdate } from '../../support/handRooms.ts'
import { HandTimers } from '../../support/handTimers.ts'
import { HandWire } from '../../support/handWire.ts'
import { MemoryUpdateLog, documentOf } from '../../support/memoryUpdateLog.ts'
import type { UpdateLog } from '../../../server/storage/updateLog.ts'

const step = fc.oneof(
  { weight: 10, arbitrary: fc.record({ do: fc.constant('write' as const), who: fc.nat(3), key: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('erase' as const), who: fc.nat(3), key: fc.nat(5) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('barrier' as const), who: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('leave' as const), who: fc.nat(3) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('join' as const), who: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1, 60, 3_000, 40_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('disk' as const), refuses: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('compact' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const) }) },
)

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** A client that keeps its document when the server or the line goes. */
interface Person {
  doc: Y.Doc
  peer: HandPeer | null
  writes: number
  /** Its own keys that were there when it sent each barrier of this socket. */
  covered: Map<number, string[]>
}

/** Storage as a process sees it: when the process is dead, nothing it still does reaches the disk. */
function diskOf(log: MemoryUpdateLog): { log: UpdateLog; die(): void } {
  let dead = false
  const alive = async <T>(work: () => Promise<T>): Promise<T> => (dead ? new Promise<T>(() => undefined) : work())
  return {
    log: {
      load: (boardId) => alive(() => log.load(boardId)),
      append: (boardId, updates, meta) => alive(() => log.append(boardId, updates, meta)),
      compact: (boardId) => alive(() => log.compact(boardId)),
      stats: (boardId) => log.stats(boardId),
      delete: (boardId) => log.delete(boardId),
      list: () => log.list(),
      close: () => log.close(),
    },
    die: () => (dead = true),
  }
}

class World {
  readonly timers = new HandTimers()
  readonly log = new MemoryUpdateLog()
  readonly people: Person[]
  readonly saved = new Set<string>()
  #disk = diskOf(this.log)
  #rooms = this.#start()

  constructor(count: number) {
    this.people = Array.from({ length: count }, (_, index) => {
      const doc = new Y.Doc()
      doc.clientID = index + 1
      return { doc, peer: null, writes: 0, covered: new Map<number, string[]>() }
    })
  }

  async run(steps: readonly Step[]): Promise<void> {
    await this.#rooms.create(BOARD, firstUpdate(), { title: 'Board', template: 'blank' })
    for (const one of steps) {
      await this.#step(one)
      this.#readAll()
    }
    this.log.mood = 'works'
    for (const person of this.people) await this.#join(person)
    for (let i = 0; i < 4; i++) {
      await this.timers.pass(6_000)
      this.#readAll()
    }
  }

  stored(): Record<string, unknown> {
    const board = this.log.boards.get(BOARD)
    return board === undefined ? {} : documentOf(board).getMap('records').toJSON()
  }

  async #step(one: Step): Promise<void> {
    switch (one.do) {
      case 'write':
        return this.#write(this.#person(one.who), (map, own) => {
          map.set(`shared-${one.key}`, own)
          map.set(own, true)
        })
      case 'erase':
        return this.#write(this.#person(one.who), (map, own) => {
          map.delete(`shared-${one.key}`)
          map.set(own, true)
        })
      case 'barrier':
        return this.#barrier(this.#person(one.who))
      case 'leave':
        return this.#leave(this.#person(one.who))
      case 'join':
        return this.#join(this.#person(one.who))
      case 'pass':
        for (const { peer } of this.people) peer?.breathe()
        return this.timers.pass(one.ms)
      case 'disk':
        this.log.mood = one.refuses ? 'refuses' : 'works'
        return
      case 'compact':
        return this.log.compact(BOARD)
      case 'kill':
        return this.#kill()
    }
  }

  #person(index: number): Person {
    const person = this.people[index % this.people.length]
    if (person === undefined) throw new Error('nobody')
    return person
  }

  async #write(person: Person, change: (map: Y.Map<unknown>, own: string) => void): Promise<void> {
    const own = `own-${person.doc.clientID}-${person.writes++}`
    const map = person.doc.getMap('records')
    if (person.peer !== null && person.peer.wire.closed === null) person.peer.write(() => change(map, own))
    else person.doc.transact(() => change(map, own))
    await this.timers.settle()
  }

  async #barrier(person: Person): Promise<void> {
    if (person.peer === null) return
    const number = person.covered.size
    person.covered.set(
      number,
      Array.from({ length: person.writes }, (_, index) => `own-${person.doc.clientID}-${index}`),
    )
    person.peer.barrier(number)
    await this.timers.settle()
  }

  async #join(person: Person): Promise<void> {
    if (person.peer !== null && person.peer.wire.closed === null) return
    this.#leave(person)
    const held = await this.#rooms.hold(BOARD)
    const wire = new HandWire()
    const name = `p${person.doc.clientID}`
    const identity = {
      person: { id: name, name, discipline: 'AI' },
      role: 'editor' as const,
      roleNow: () => 'editor' as const,
    }
    person.peer = new HandPeer(
      wire,
      this.#rooms.seat(held, wire, identity, { extended: true }),
      this.timers,
      person.doc,
    )
    person.covered = new Map()
    await person.peer.sync()
  }

  #leave(person: Person): void {
    person.peer?.session.end()
    person.peer = null
  }

  /** The process is gone: what it did not write is lost, and every line with it. */
  #kill(): void {
    this.#disk.die()
    for (const person of this.people) person.peer = null
    expect([...this.saved].filter((key) => !(key in this.stored()))).toEqual([])
    this.#disk = diskOf(this.log)
    this.#rooms = this.#start()
  }

  #start(): Rooms {
    const limits = { ...ROOM_LIMITS, idleCompactUpdates: 2 }
    return new Rooms({ log: this.#disk.log, timers: this.timers, limits, logger: new KeptLog() })
  }

  #readAll(): void {
    for (const person of this.people) {
      person.peer?.read()
      for (const number of person.peer?.saved ?? []) {
        for (const key of person.covered.get(number) ?? []) this.saved.add(key)
      }
    }
  }
}

describe('convergence', () => {
  it('SYN-90: through leaving, refusing disks, compaction and kill -9, nothing saved is lost and all agree in the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 4 }),
        fc.array(step, { minLength: 10, maxLength: 80 }),
        async (count, steps) => {
          const world = new World(count)
          await world.run(steps)
          const [first, ...others] = world.people.map(({ doc }) => doc.getMap('records').toJSON())
          for (const other of others) expect(other).toEqual(first)
          expect(world.stored()).toEqual(first)
          expect([...world.saved].filter((key) => !(key in world.stored()))).toEqual([])
          for (const { doc, writes } of world.people) {
            for (let i = 0; i < writes; i++) expect(first).toHaveProperty(`own-${doc.clientID}-${i}`)
          }
        },
      ),
      { numRuns: 150 },
    )
  }, 60_000)
})
