import * as encoding from 'lib0/encoding'
import { readStructHead } from '../../shared/sync/inspectUpdate.ts'
import { writeDeletes } from '../../shared/sync/writeDeletes.ts'
import type {
  DeletedRange,
  StructBlock,
  StructHead,
  StructId,
  StructPlaces,
  UpdateParts,
} from '../../shared/sync/inspectUpdate.ts'
import type { SpreadAs } from './boardDocument.ts'
import { mayWalkPast } from './neighbours.ts'
import { newDeletes } from './newDeletes.ts'

/** What of an update is taken at once: some milliseconds of Yjs's work, whatever the update was made to cost. */
const SLICE = { structs: 400, bytes: 256 * 1024, deletes: 400, deletedClocks: 2_000, walk: 30_000 }

/** A document as far as a plan asks it. */
export interface PlannedDocument {
  /** The next clock the document expects of a client. */
  clockOf(client: number): number
  readonly doc: Parameters<typeof mayWalkPast>[0]
}

/** Structs of one client in an update, and how far they have been taken. */
interface Cursor {
  readonly block: StructBlock
  readonly places: StructPlaces
  next: number
  /** What the next struct waits for, which nothing in this update brings. */
  awaits: StructId | null
  /** It waits because the id is someone else's, who has to bring this struct or to leave. */
  isHeld: boolean
}

/** Whether structs of this client may not be taken from whoever sent the update. */
export type Holds = (client: number) => boolean

/** A part of an update that can be applied by itself, and how it is to be passed on. */
export interface Slice {
  update: Uint8Array
  spreadAs: SpreadAs
}

/**
 * Cuts an inspected update into parts that the document can take one after the other, each in a few milliseconds, so
 * that others need not wait for all of it. Each part holds only what is new, in an order in which nothing comes before
 * what it builds on. What builds on changes that are not here stays in the plan until they have come.
 */
export class UpdatePlan {
  readonly bytes: number
  readonly #update: Uint8Array
  readonly #cursors: Cursor[]
  readonly #byClient = new Map<number, Cursor>()
  /** The cursors from here on have not been looked at since the last `retry`. */
  #current = 0
  readonly #holds: Holds
  #deletes: { client: number; range: DeletedRange }[]
  #nextDelete = 0
  /** Deletions of what is not here. */
  #lateDeletes: { client: number; range: DeletedRange }[] = []

  /**
   * @param parts of the update, with places
   * @param document of which it holds what is not there yet
   * @param holds asked each time that structs are taken
   */
  constructor(
    update: Uint8Array,
    { blocks, deleted }: UpdateParts,
    document: PlannedDocument,
    holds: Holds = () => false,
  ) {
    this.#holds = holds
    this.bytes = update.length
    this.#update = update
    this.#cursors = blocks.flatMap((block) =>
      block.places === null ? [] : [{ block, places: block.places, next: 0, awaits: null, isHeld: false }],
    )
    for (const cursor of this.#cursors) this.#byClient.set(cursor.block.client, cursor)
    this.#deletes = newDeletes(document.doc, deleted)
  }

  /** Whether all of it was handed out. */
  get isDone(): boolean {
    return (
      this.#nextDelete >= this.#deletes.length &&
      this.#lateDeletes.length === 0 &&
      this.#cursors.every(({ block, next }) => next >= block.structs)
    )
  }

  /** All that can be taken now, if that makes one part: others then see one change as one. Null if it makes more. */
  whole(document: PlannedDocument): Slice | null {
    if (this.#deletes.length > SLICE.deletes) return null
    if (this.#deletes.reduce((sum, { range }) => sum + range.length, 0) > SLICE.deletedClocks) return null
    const slice = this.#takeStructs(document)
    if (this.#current < this.#cursors.length) {
      for (const cursor of this.#cursors) cursor.next = 0
      this.#lookAgain()
      return null
    }
    const deletes = this.#takeDeletes((client) => slice.stateOf(client))
    return { update: slice.encode(deletes ?? new Map()), spreadAs: 'received' }
  }

  /** What has to come before more of it can be taken: one of these is enough to look again. Empty when done. */
  *awaits(): Generator<StructId> {
    for (const { awaits } of this.#cursors) if (awaits !== null) yield awaits
    for (const { client, range } of this.#lateDeletes) yield { client, clock: range.clock + range.length - 1 }
  }

  /** The clients that it has structs of. */
  clients(): Iterable<number> {
    return this.#byClient.keys()
  }

  /** The clients whose structs are held back because their id is someone else's. */
  *heldClients(): Generator<number> {
    for (const { block, isHeld } of this.#cursors) if (isHeld) yield block.client
  }

  /** Whether something it waits for has come, or is no longer needed. */
  isReady(document: PlannedDocument): boolean {
    for (const client of this.heldClients()) if (!this.#holds(client)) return true
    for (const { client, clock } of this.awaits()) if (document.clockOf(client) > clock) return true
    return false
  }

  /** Looks again at what waited. */
  retry(): void {
    this.#lookAgain()
    this.#deletes = this.#lateDeletes
    this.#lateDeletes = []
    this.#nextDelete = 0
  }

  /** The next part; null when nothing more can be taken now. */
  next(document: PlannedDocument): Slice | null {
    return this.#nextStructs(document) ?? this.#nextDeletes(document)
  }

  #lookAgain(): void {
    for (const cursor of this.#cursors) {
      cursor.awaits = null
      cursor.isHeld = false
    }
    this.#current = 0
  }

  #nextStructs(document: PlannedDocument): Slice | null {
    const slice = this.#takeStructs(document)
    return slice.isEmpty ? null : { update: slice.encode(new Map()), spreadAs: 'received' }
  }

  #takeStructs(document: PlannedDocument): StructSlice {
    const slice = new StructSlice(document, this.#update, this.#holds)
    while (this.#current < this.#cursors.length && !slice.isFull) {
      const cursor = this.#cursors[this.#current]
      if (cursor !== undefined) this.#advance(cursor, slice)
      if (cursor === undefined || isFinished(cursor) || cursor.awaits !== null) this.#current += 1
    }
    return slice
  }

  /** Takes what it can of a client, and of others what that builds on. */
  #advance(first: Cursor, slice: StructSlice): void {
    const stack = [first]
    const onStack = new Set(stack)
    for (let cursor = stack.at(-1); cursor !== undefined && !slice.isFull; cursor = stack.at(-1)) {
      const missing = slice.takeFrom(cursor)
      if (missing === null) {
        stack.pop()
        onStack.delete(cursor)
        continue
      }
      const other = this.#byClient.get(missing.client)
      const mayBring = other !== undefined && !isFinished(other) && other.awaits === null && !onStack.has(other)
      if (mayBring && other.block.end > missing.clock) {
        stack.push(other)
        onStack.add(other)
        continue
      }
      cursor.awaits = missing
      stack.pop()
      onStack.delete(cursor)
    }
  }

  #nextDeletes(document: PlannedDocument): Slice | null {
    const deletes = this.#takeDeletes((client) => document.clockOf(client))
    if (deletes === null) return null
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 0)
    writeDeletes(encoder, deletes)
    return { update: encoding.toUint8Array(encoder), spreadAs: 'new-only' }
  }

  /** Deletions of what is there, as far as they make one part; null if there are none. */
  #takeDeletes(stateOf: (client: number) => number): Map<number, DeletedRange[]> | null {
    const taken = new Map<number, DeletedRange[]>()
    let count = 0
    let clocks = 0
    while (this.#nextDelete < this.#deletes.length && count < SLICE.deletes && clocks < SLICE.deletedClocks) {
      const entry = this.#deletes[this.#nextDelete]
      if (entry === undefined) break
      const { client, range } = entry
      const end = Math.min(range.clock + range.length, stateOf(client))
      const length = Math.min(end - range.clock, SLICE.deletedClocks - clocks)
      if (length <= 0) {
        if (range.length > 0) this.#lateDeletes.push(entry)
        this.#nextDelete += 1
        continue
      }
      const ranges = taken.get(client)
      if (ranges === undefined) taken.set(client, [{ clock: range.clock, length }])
      else ranges.push({ clock: range.clock, length })
      count += 1
      clocks += length
      entry.range = { clock: range.clock + length, length: range.length - length }
      if (entry.range.length === 0) this.#nextDelete += 1
    }
    return count === 0 ? null : taken
  }
}

function isFinished({ block, next }: Cursor): boolean {
  return next >= block.structs
}

/** Structs that are taken at once. */
class StructSlice {
  isFull = false
  readonly #document: PlannedDocument
  readonly #update: Uint8Array
  readonly #holds: Holds
  readonly #ranges = new Map<number, { places: StructPlaces; block: StructBlock; from: number; to: number }>()
  #structs = 0
  #bytes = 0
  #walk = 0

  constructor(document: PlannedDocument, update: Uint8Array, holds: Holds) {
    this.#document = document
    this.#holds = holds
    this.#update = update
  }

  get isEmpty(): boolean {
    return this.#structs === 0
  }

  /** Takes what it can of one client. Returns what the next struct lacks; null at the end, or when this is full. */
  takeFrom(cursor: Cursor): StructId | null {
    const { block, places } = cursor
    while (!isFinished(cursor)) {
      const clock = places.clocks[cursor.next] ?? block.end
      const end = places.clocks[cursor.next + 1] ?? block.end
      const state = this.stateOf(block.client)
      if (end <= state) {
        cursor.next += 1
        continue
      }
      if (this.#holds(block.client)) {
        cursor.isHeld = true
        return { client: block.client, clock: end - 1 }
      }
      if (clock > state) return { client: block.client, clock: clock - 1 }
      const from = places.from[cursor.next] ?? block.to
      const head = readStructHead(this.#update, from)
      if (head.kind === 'skip') return { client: block.client, clock: end - 1 }
      const missing = this.#missing(head)
      if (missing !== null) return missing
      if (!this.#hasRoomFor(head, (places.from[cursor.next + 1] ?? block.to) - from)) return null
      this.#add(cursor)
    }
    return null
  }

  /** These structs and deletions as an update. */
  encode(deletes: ReadonlyMap<number, readonly DeletedRange[]>): Uint8Array {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, this.#ranges.size)
    for (const [client, { places, block, from, to }] of this.#ranges) {
      encoding.writeVarUint(encoder, to - from)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, places.clocks[from] ?? block.start)
      encoding.writeUint8Array(encoder, this.#update.subarray(places.from[from], places.from[to] ?? block.to))
    }
    writeDeletes(encoder, deletes)
    return encoding.toUint8Array(encoder)
  }

  /** The next clock of a client once this is taken. */
  stateOf(client: number): number {
    const range = this.#ranges.get(client)
    return range === undefined ? this.#document.clockOf(client) : (range.places.clocks[range.to] ?? range.block.end)
  }

  #missing({ origin, rightOrigin, parent }: StructHead): StructId | null {
    for (const id of [origin, rightOrigin, typeof parent === 'string' ? null : parent]) {
      if (id !== null && id.clock >= this.stateOf(id.client)) return id
    }
    return null
  }

  #hasRoomFor(head: StructHead, bytes: number): boolean {
    const walk = head.kind === 'item' ? mayWalkPast(this.#document.doc, head) : 0
    const fits = this.#structs < SLICE.structs && this.#bytes + bytes <= SLICE.bytes && this.#walk + walk <= SLICE.walk
    // What is too much by itself is taken alone.
    if (!fits && !this.isEmpty) {
      this.isFull = true
      return false
    }
    this.#walk += walk
    this.#bytes += bytes
    this.#structs += 1
    if (!fits) this.isFull = true
    return true
  }

  #add(cursor: Cursor): void {
    const { block, places } = cursor
    const range = this.#ranges.get(block.client)
    if (range === undefined) this.#ranges.set(block.client, { places, block, from: cursor.next, to: cursor.next + 1 })
    else range.to = cursor.next + 1
    cursor.next += 1
  }
}
