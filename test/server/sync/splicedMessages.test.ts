import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { readBoard } from '../../../shared/board/read.ts'
import { boardSchema } from '../../../shared/board/schema.ts'
import { SYNC_STEP, syncMessage } from '../../../shared/sync/messages.ts'
import { BOARD, handRooms, type HandPeer, writtenBy } from '../../support/handRooms.ts'
import { arrow, arrowBinding, box, frame, painPoint } from '../../support/boardShapes.ts'
import { documentOf, MemoryUpdateLog } from '../../support/memoryUpdateLog.ts'
import { idOfThreeBytes, messageMutations } from '../../support/messageMutations.ts'
import { randomOf, seeded } from '../../support/seeded.ts'

/** Seeds that once found something. */
const KEPT_SEEDS: readonly number[] = []
const FRESH_SEEDS = 10
const ROUNDS = 40

/** Somebody honest: a peer, the number of its last barrier, and what its document had of its own when it sent each. */
interface Honest {
  peer: HandPeer
  barriers: number
  written: Map<number, number>
}

/** A board on which honest people work while others send what they heard, cut and put together anew. */
class SplicedRoom {
  readonly #random: () => number
  readonly #log = new MemoryUpdateLog()
  /** Every message that anybody sent, restarts before included. */
  readonly #heard: Uint8Array[] = []
  /** The Yjs ids of honest people. Nobody can guess one before it is used. */
  readonly #ids: number[] = []
  readonly #mutate: (heard: readonly Uint8Array[]) => Uint8Array
  #hand = handRooms({}, this.#log)
  #honest: Honest[] = []
  #hostile: HandPeer[] = []
  #nextName = 0

  constructor(seed: number) {
    this.#random = randomOf(seed)
    this.#mutate = messageMutations(this.#random, this.#ids)
  }

  async open(): Promise<void> {
    const first = writtenBy(new Y.Doc(), (doc) => doc.getMap('records').set('shape:first', frame('first')))
    await this.#hand.rooms.create(BOARD, first, { title: 'Board', template: 'blank' })
    const honest = 2 + this.#below(3)
    for (let i = 0; i < honest; i++) await this.#join(new Y.Doc())
    for (let i = this.#below(2); i < 2; i++) this.#hostile.push(await this.#hostilePeer())
  }

  async round(): Promise<void> {
    for (const one of this.#honest) if (this.#random() < 0.6) this.#work(one)
    for (const [place, peer] of this.#hostile.entries()) {
      if (peer.wire.closed !== null) this.#hostile[place] = await this.#hostilePeer()
      if (this.#random() < 0.3) peer.read()
      const messages = Array.from({ length: this.#below(5) }, () => this.#attack())
      for (const message of messages) {
        if (this.#random() < 0.3) await this.#hand.timers.settle()
        peer.send(message)
      }
    }
    if (this.#random() < 0.7) await this.#hand.timers.settle()
    if (this.#random() < 0.5) this.#check()
    if (this.#random() < 0.3) await this.#pass(this.#below(4_000))
    if (this.#random() < 0.04) await this.#restart()
  }

  #attack(): Uint8Array {
    if (this.#random() < 0.1) return this.#inSomebodysName()
    // What was said just now fits what the board holds, and does more harm.
    return this.#mutate(this.#random() < 0.5 ? this.#heard.slice(-20) : this.#heard)
  }

  /** What somebody honest could write next, as who has all of theirs can make it. */
  #inSomebodysName(): Uint8Array {
    const victim = this.#honest[this.#below(this.#honest.length)]?.peer.doc ?? new Y.Doc()
    const forger = new Y.Doc()
    Y.applyUpdate(forger, Y.encodeStateAsUpdate(victim))
    forger.clientID = victim.clientID
    const update = writtenBy(forger, (doc) => doc.getMap('records').set('shape:forged', frame('forged')))
    return syncMessage(SYNC_STEP.update, update)
  }

  /** The attack is over: everybody honest has everything, and so has the disk. */
  async end(): Promise<void> {
    for (const peer of this.#hostile) peer.session.end()
    await this.#pass(100)
    this.#check()
    for (const one of this.#honest) this.#barrier(one)
    await this.#pass(2_000)
    this.#check()
    const fresh = await this.#hand.connect({ name: 'New' })
    await fresh.sync()
    const stored = this.#stored()
    for (const { peer, barriers } of this.#honest) {
      expect(peer.saved.at(-1)).toBe(barriers)
      expect(peer.doc.store.pendingStructs).toBeNull()
      expect(contents(peer.doc)).toEqual(contents(stored))
    }
    expect(contents(fresh.doc)).toEqual(contents(stored))
    for (const record of readBoard(stored).records.values()) {
      boardSchema.validateRecord({} as never, record, 'tests', null)
    }
    expect(await this.#hand.rooms.read(BOARD, contents)).toEqual(contents(stored))
  }

  async #pass(durationMs: number): Promise<void> {
    for (const { peer } of this.#honest) peer.breathe()
    for (const peer of this.#hostile) if (this.#random() < 0.8) peer.breathe()
    await this.#hand.timers.pass(durationMs)
  }

  /** Someone comes, with what they had before, and under an id that nobody used yet. */
  async #join(doc: Y.Doc): Promise<void> {
    doc.clientID = idOfThreeBytes(this.#random)
    this.#ids.push(doc.clientID)
    const peer = this.#heardOf(await this.#hand.connect({ name: `Honest ${this.#nextName++}`, doc }))
    peer.writesAs()
    await peer.sync()
    this.#honest.push({ peer, barriers: 0, written: new Map() })
  }

  async #hostilePeer(): Promise<HandPeer> {
    const doc = new Y.Doc()
    doc.clientID = idOfThreeBytes(this.#random)
    return this.#heardOf(await this.#hand.connect({ name: `Mallory ${this.#nextName++}`, doc }))
  }

  #heardOf(peer: HandPeer): HandPeer {
    const send = peer.send.bind(peer)
    peer.send = (message) => {
      this.#heard.push(message)
      send(message)
    }
    return peer
  }

  #work(one: Honest): void {
    const { peer } = one
    const name = `${this.#below(12)}`
    const unique = `${peer.doc.clientID}-${this.#heard.length}`
    const shape = [frame, painPoint, box, arrow][this.#below(4)] ?? frame
    switch (this.#below(9)) {
      case 0:
        // Yjs makes no update of what deletes nothing.
        if (peer.get(`shape:${name}`) !== undefined) {
          peer.write((doc) => doc.getMap('records').delete(`shape:${name}`))
        }
        break
      case 1:
        peer.set(`binding:${name}`, arrowBinding(name, `shape:${name}`, 'shape:first', 'end'))
        break
      case 2:
        peer.write((doc) => {
          const text = doc.getMap('texts').get(`shape:${name}/whatHurts`)
          if (text instanceof Y.Text && text.length > 3) text.delete(this.#below(text.length - 2), 2)
          else doc.getMap('texts').set(`shape:${name}/whatHurts`, new Y.Text('It hurts'))
        })
        break
      case 3:
        peer.write((doc) => {
          for (let i = 0; i < 30; i++) doc.getMap('edits').set(`shape:${i}/at`, { x: i, y: this.#below(100) })
        })
        break
      case 4:
        peer.point(peer.doc.clientID, this.#heard.length, { at: name })
        break
      case 5:
        peer.read()
        break
      case 6:
        void peer.sync()
        break
      default:
        peer.set(`shape:${unique}`, shape(unique, { parent: `shape:${name}` }))
        peer.set(`shape:${name}`, shape(name))
    }
    if (this.#random() < 0.5) this.#barrier(one)
  }

  #barrier(one: Honest): void {
    const { doc } = one.peer
    one.barriers += 1
    one.written.set(one.barriers, Y.getState(doc.store, doc.clientID))
    one.peer.barrier(one.barriers)
  }

  /** What has to be true at every moment. */
  #check(): void {
    for (const { peer, written } of this.#honest) {
      peer.read()
      expect(peer.wire.closed).toBeNull()
      const saved = written.get(peer.saved.at(-1) ?? 0) ?? 0
      const onDisk = Y.getState(this.#stored().store, peer.doc.clientID)
      expect(onDisk).toBeGreaterThanOrEqual(saved)
      // Nobody but its owner may have written under it.
      expect(onDisk).toBeLessThanOrEqual(Y.getState(peer.doc.store, peer.doc.clientID))
    }
    for (const { wire } of this.#hostile) expect(wire.closed).not.toBe('internal')
    expect(this.#hand.logger.lines.filter(({ level }) => level === 'error')).toEqual([])
  }

  /** The server dies, or everybody leaves for a while; what was sent before is still known to those who heard it. */
  async #restart(): Promise<void> {
    const docs = this.#honest.map(({ peer }) => peer.doc)
    const hostile = this.#hostile.length
    if (this.#random() < 0.5) {
      for (const { peer } of this.#honest) peer.session.end()
      for (const peer of this.#hostile) peer.session.end()
      await this.#hand.timers.pass(60_000)
      expect(this.#hand.rooms.openBoards).toBe(0)
    }
    this.#check()
    this.#hand = handRooms({}, this.#log)
    this.#honest = []
    this.#hostile = []
    for (const doc of docs) await this.#join(doc)
    for (let i = 0; i < hostile; i++) this.#hostile.push(await this.#hostilePeer())
  }

  #stored(): Y.Doc {
    const board = this.#log.boards.get(BOARD)
    if (board === undefined) throw new Error('The board is gone.')
    return documentOf(board)
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }
}

/** What two documents have to agree on: all they show, and all they know of who wrote it. */
function contents(doc: Y.Doc): unknown {
  const roots = Object.fromEntries(['records', 'edits', 'texts'].map((name) => [name, doc.getMap(name).toJSON()]))
  return { roots, known: [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b) }
}

describe('spliced messages', () => {
  const { seed } = seeded('spliced messages')
  const seeds = [...KEPT_SEEDS, ...Array.from({ length: FRESH_SEEDS }, (_, n) => seed + n)]

  it.each(seeds)(
    'SYN-365: what was heard, cut, put together anew and sent again harms nobody honest (seed %i)',
    async (one) => {
      const room = new SplicedRoom(one)
      await room.open()
      for (let i = 0; i < ROUNDS; i++) await room.round()
      await room.end()
    },
  )
})
