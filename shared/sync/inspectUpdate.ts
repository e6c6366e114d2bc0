import { decodeUtf8 } from 'lib0/string'
import { ByteReader, MalformedBytes } from './byteReader.ts'

/** How much one update may declare. Counts of Yjs structs and delete ranges, not bytes. */
export interface UpdateCaps {
  structs: number
  deletes: number
}

/** What an update holds, found without building anything from it. */
export interface UpdateSummary {
  structs: number
  deletes: number
}

/** The structs of one client in an update. */
export interface StructBlock {
  client: number
  /** Clock of the first struct, and the clock after the last. */
  start: number
  end: number
  structs: number
  /** Where the structs lie in the update's bytes. */
  from: number
  to: number
  /** Where each struct begins in the bytes, and its clock; only if asked for. */
  places: StructPlaces | null
}

/** Each struct of a block: flat, because there may be half a million. */
export interface StructPlaces {
  from: number[]
  clocks: number[]
}

/** Clocks of one client whose content is deleted. */
export interface DeletedRange {
  clock: number
  length: number
}

/** An update taken apart, its structs left as bytes. */
export interface UpdateParts {
  blocks: StructBlock[]
  deleted: { client: number; ranges: DeletedRange[] }[]
}

/**
 * How deep a value inside an update may nest. Rich text needs a few dozen; readers recurse once a level, and Yjs reads
 * JSON of any depth that it then cannot write.
 */
const MAX_DEPTH = 256

/**
 * Walks through a Yjs V1 update and proves that Yjs can decode it: nothing is cut off, nothing claims more than it
 * holds, no item refers to itself or to its own future, all text is UTF-8. Yjs itself allocates what an update
 * claims (12 bytes can ask for 32 million structs) and stops half-way through what it cannot read.
 * @throws MalformedBytes with the reason
 */
export function inspectUpdate(update: Uint8Array, caps: UpdateCaps): UpdateSummary {
  const { blocks, deleted } = readUpdate(new ByteReader(update), caps)
  return {
    structs: blocks.reduce((sum, block) => sum + block.structs, 0),
    deletes: deleted.reduce((sum, { ranges }) => sum + ranges.length, 0),
  }
}

const NO_CAPS: UpdateCaps = { structs: Number.MAX_SAFE_INTEGER, deletes: Number.MAX_SAFE_INTEGER }

/**
 * Takes an update apart, with all the proofs of `inspectUpdate`. Format: yjs 13.6 src/utils/encoding.js, src/structs.
 * @param withPlaces whether to note where each struct lies
 * @throws MalformedBytes
 */
export function readUpdate(reader: ByteReader, caps: UpdateCaps = NO_CAPS, withPlaces = false): UpdateParts {
  const blocks = readBlocks(reader, caps.structs, withPlaces)
  const deleted = readDeleteSet(reader, caps.deletes)
  if (reader.remaining > 0) throw new MalformedBytes('something follows the update')
  return { blocks, deleted }
}

function readBlocks(reader: ByteReader, cap: number, withPlaces: boolean): StructBlock[] {
  const clients = reader.count(3)
  const seen = new Set<number>()
  const blocks: StructBlock[] = []
  let total = 0
  for (let i = 0; i < clients; i++) {
    const structs = reader.count(2)
    total += structs
    if (total > cap) throw new MalformedBytes('too many structs')
    const client = reader.varUint()
    if (seen.has(client)) throw new MalformedBytes('a client twice')
    seen.add(client)
    const start = reader.varUint()
    const from = reader.position
    const places: StructPlaces | null = withPlaces ? { from: [], clocks: [] } : null
    let end = start
    for (let n = 0; n < structs; n++) {
      places?.from.push(reader.position)
      places?.clocks.push(end)
      const length = inspectStruct(reader, client, end)
      if (length === 0) throw new MalformedBytes('an empty struct')
      end += length
      if (end > Number.MAX_SAFE_INTEGER) throw new MalformedBytes('number out of range')
    }
    blocks.push({ client, start, end, structs, from, to: reader.position, places })
  }
  return blocks
}

const HAS_ORIGIN = 0x80
const HAS_RIGHT_ORIGIN = 0x40
const HAS_PARENT_KEY = 0x20
const KIND = 0x1f
const GC = 0
const SKIP = 10

/** What an item hangs on, as its head says. Yjs takes the parent from a neighbour where one is named. */
export interface StructHead {
  kind: 'item' | 'collected' | 'skip'
  origin: StructId | null
  rightOrigin: StructId | null
  /** A root by its name, or a type by the item that holds it. */
  parent: string | StructId | null
  key: string | null
}

/** A clock of a client. */
export interface StructId {
  client: number
  clock: number
}

/** Reads the head of a struct of an update that was inspected. */
export function readStructHead(update: Uint8Array, from: number): StructHead {
  const reader = new ByteReader(update, from)
  const info = reader.byte()
  const kind = info & KIND
  const head: StructHead = { kind: 'item', origin: null, rightOrigin: null, parent: null, key: null }
  if (kind === GC || kind === SKIP) return { ...head, kind: kind === GC ? 'collected' : 'skip' }
  if ((info & HAS_ORIGIN) !== 0) head.origin = readId(reader)
  if ((info & HAS_RIGHT_ORIGIN) !== 0) head.rightOrigin = readId(reader)
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
    head.parent = reader.varUint() === 1 ? decodeUtf8(reader.piece()) : readId(reader)
    if ((info & HAS_PARENT_KEY) !== 0) head.key = decodeUtf8(reader.piece())
  }
  return head
}

function readId(reader: ByteReader): StructId {
  return { client: reader.varUint(), clock: reader.varUint() }
}

/** Returns the length of the struct in clock units. */
function inspectStruct(reader: ByteReader, client: number, clock: number): number {
  const info = reader.byte()
  const kind = info & KIND
  if (kind === GC || kind === SKIP) return reader.varUint()
  if ((info & HAS_ORIGIN) !== 0) inspectReference(reader, client, clock)
  if ((info & HAS_RIGHT_ORIGIN) !== 0) inspectReference(reader, client, clock)
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
    if (reader.varUint() === 1) reader.skipString()
    else inspectReference(reader, client, clock)
    if ((info & HAS_PARENT_KEY) !== 0) reader.skipString()
  }
  return inspectContent(reader, kind)
}

/** Yjs throws in the middle of a transaction when an item hangs on itself or on a later item of its own client. */
function inspectReference(reader: ByteReader, client: number, clock: number): void {
  const target = reader.varUint()
  if (reader.varUint() >= clock && target === client) throw new MalformedBytes('an item that refers to its own future')
}

function inspectContent(reader: ByteReader, kind: number): number {
  switch (kind) {
    case 1: // deleted
      return reader.varUint()
    case 2: {
      // JSON, one string a value
      const count = reader.count(1)
      for (let i = 0; i < count; i++) inspectJson(reader, true)
      return count
    }
    case 3: // binary
      reader.skip(reader.count(1))
      return 1
    case 4: // text
      return reader.skipString()
    case 5: // embed
      inspectJson(reader, false)
      return 1
    case 6: // format
      reader.skipString()
      inspectJson(reader, false)
      return 1
    case 7: {
      // shared type; XML elements and hooks carry a name
      const type = reader.varUint()
      if (type > 6) throw new MalformedBytes('unknown shared type')
      if (type === 3 || type === 5) reader.skipString()
      return 1
    }
    case 8: {
      // any
      const count = reader.count(1)
      for (let i = 0; i < count; i++) inspectAny(reader, MAX_DEPTH)
      return count
    }
    default:
      // Subdocuments (9) as well: a board has none, and their options reach into the reader's Y.Doc.
      throw new MalformedBytes('unknown content')
  }
}

function inspectAny(reader: ByteReader, depth: number): void {
  if (depth === 0) throw new MalformedBytes('nested too deep')
  const type = reader.byte()
  switch (type) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return
    case 125:
      reader.skipVarInt()
      return
    case 124:
      reader.skip(4)
      return
    case 123:
    case 122:
      reader.skip(8)
      return
    case 119:
      reader.skipString()
      return
    case 118: {
      const keys = reader.count(2)
      for (let i = 0; i < keys; i++) {
        reader.skipString()
        inspectAny(reader, depth - 1)
      }
      return
    }
    case 117: {
      const items = reader.count(1)
      for (let i = 0; i < items; i++) inspectAny(reader, depth - 1)
      return
    }
    case 116:
      reader.skip(reader.count(1))
      return
    default:
      throw new MalformedBytes('unknown value')
  }
}

function inspectJson(reader: ByteReader, mayBeUndefined: boolean): void {
  const start = reader.position
  reader.skipString()
  const inner = new ByteReader(reader.bytes, start, reader.position)
  const text = decodeUtf8(inner.piece())
  if (mayBeUndefined && text === 'undefined') return
  if (jsonDepth(text) > MAX_DEPTH) throw new MalformedBytes('nested too deep')
  try {
    JSON.parse(text)
  } catch {
    throw new MalformedBytes('not JSON')
  }
}

/** How deep a JSON text nests; of a text that is no JSON, something. */
function jsonDepth(text: string): number {
  let depth = 0
  let deepest = 0
  let isQuoted = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (isQuoted) {
      if (char === '\\') i += 1
      else if (char === '"') isQuoted = false
    } else if (char === '"') isQuoted = true
    else if (char === '[' || char === '{') deepest = Math.max(deepest, ++depth)
    else if (char === ']' || char === '}') depth -= 1
  }
  return deepest
}

function readDeleteSet(reader: ByteReader, cap: number): UpdateParts['deleted'] {
  const clients = reader.count(2)
  const deleted: UpdateParts['deleted'] = []
  let total = 0
  for (let i = 0; i < clients; i++) {
    const client = reader.varUint()
    const count = reader.count(2)
    total += count
    if (total > cap) throw new MalformedBytes('too many deletions')
    const ranges: DeletedRange[] = []
    for (let n = 0; n < count; n++) {
      const range = { clock: reader.varUint(), length: reader.varUint() }
      if (range.clock + range.length > Number.MAX_SAFE_INTEGER) throw new MalformedBytes('number out of range')
      ranges.push(range)
    }
    deleted.push({ client, ranges })
  }
  return deleted
}
