import * as encoding from 'lib0/encoding'
import { ByteReader, MalformedBytes } from './byteReader.ts'
import { readUpdate } from './inspectUpdate.ts'
import type { DeletedRange, UpdateParts } from './inspectUpdate.ts'
import { writeDeletes } from './writeDeletes.ts'

/** Structs of one client with consecutive clocks, as the bytes they came in. */
interface Run {
  start: number
  end: number
  structs: number
  pieces: Uint8Array[]
}

/**
 * Joins updates into as few as possible without decoding what is in them, in time that grows with their bytes: where
 * one update of a client continues the last, its structs are put behind it. Applying the result is the same as
 * applying the updates one after the other. (Y.mergeUpdates sorts all it is given for each step: 20,000 updates of a
 * drag take it seconds, and this some milliseconds.)
 *
 * @param updates V1 updates in the order in which they were accepted. One that cannot be taken apart stays as it is.
 */
export function joinUpdates(updates: readonly Uint8Array[]): Uint8Array[] {
  if (updates.length < 2) return [...updates]
  const joined: Uint8Array[] = []
  let group = new JoinedUpdate()
  const endGroup = (): void => {
    if (!group.empty) joined.push(group.encode())
    group = new JoinedUpdate()
  }
  for (const update of updates) {
    const parts = partsOf(update)
    if (parts === null) {
      endGroup()
      joined.push(update)
      continue
    }
    if (!group.isContinuedBy(parts)) endGroup()
    group.add(update, parts)
  }
  endGroup()
  return joined
}

function partsOf(update: Uint8Array): UpdateParts | null {
  try {
    return readUpdate(new ByteReader(update))
  } catch (error) {
    if (error instanceof MalformedBytes) return null
    throw error
  }
}

class JoinedUpdate {
  readonly #runs = new Map<number, Run>()
  readonly #deleted = new Map<number, DeletedRange[]>()

  get empty(): boolean {
    return this.#runs.size === 0 && this.#deleted.size === 0
  }

  /** Whether the structs of an update come right behind those that are here. */
  isContinuedBy({ blocks }: UpdateParts): boolean {
    return blocks.every(({ client, start }) => (this.#runs.get(client)?.end ?? start) === start)
  }

  /** Takes in an update that continues what is here. */
  add(update: Uint8Array, { blocks, deleted }: UpdateParts): void {
    for (const { client, start, end, structs, from, to } of blocks) {
      const run = this.#runs.get(client)
      const piece = update.subarray(from, to)
      if (run === undefined) {
        this.#runs.set(client, { start, end, structs, pieces: [piece] })
      } else {
        run.end = end
        run.structs += structs
        run.pieces.push(piece)
      }
    }
    for (const { client, ranges } of deleted) {
      const known = this.#deleted.get(client)
      if (known === undefined) this.#deleted.set(client, ranges)
      else for (const range of ranges) known.push(range)
    }
  }

  encode(): Uint8Array {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, this.#runs.size)
    // Yjs integrates fastest when higher client ids come first.
    for (const [client, run] of [...this.#runs].sort(([a], [b]) => b - a)) {
      encoding.writeVarUint(encoder, run.structs)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, run.start)
      for (const piece of run.pieces) encoding.writeUint8Array(encoder, piece)
    }
    const deleted = [...this.#deleted].sort(([a], [b]) => b - a)
    writeDeletes(encoder, new Map(deleted.map(([client, ranges]) => [client, mergeRanges(ranges)])))
    return encoding.toUint8Array(encoder)
  }
}

function mergeRanges(ranges: readonly DeletedRange[]): DeletedRange[] {
  const merged: DeletedRange[] = []
  for (const range of [...ranges].sort((a, b) => a.clock - b.clock)) {
    const last = merged.at(-1)
    if (last === undefined || last.clock + last.length < range.clock) merged.push({ ...range })
    else last.length = Math.max(last.length, range.clock + range.length - last.clock)
  }
  return merged
}
