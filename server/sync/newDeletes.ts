import * as Y from 'yjs'
import type { DeletedRange, UpdateParts } from '../../shared/sync/inspectUpdate.ts'

/** From the end of one range to the next are this many structs at most before it is better searched for. */
const NEAR = 16

/**
 * Which of these deletions a document does not know yet; those of what it does not hold are new as well. Each step 2
 * repeats all deletions that its sender knows of. The time it takes grows with ranges and structs, not with both.
 */
export function newDeletes(doc: Y.Doc, deleted: UpdateParts['deleted']): { client: number; range: DeletedRange }[] {
  const fresh: { client: number; range: DeletedRange }[] = []
  for (const { client, ranges } of deleted) {
    // Yjs writes them in order; others would only cost time.
    if (!isInOrder(ranges)) {
      for (const range of ranges) fresh.push({ client, range })
      continue
    }
    const structs = doc.store.clients.get(client) ?? []
    const add = (from: number, to: number): void => {
      if (to > from) fresh.push({ client, range: { clock: from, length: to - from } })
    }
    let index = 0
    let done = 0
    for (const range of ranges) {
      const end = range.clock + range.length
      // Ranges that overlap are looked at once.
      let clock = Math.max(range.clock, done)
      if (clock >= end) continue
      done = end
      index = indexOf(structs, clock, index)
      let from = clock
      for (let struct = structs[index]; struct !== undefined && clock < end; struct = structs[index]) {
        const to = Math.min(end, struct.id.clock + struct.length)
        if (struct.deleted) {
          add(from, clock)
          from = to
        }
        clock = to
        if (to < end) index += 1
        else break
      }
      add(from, end)
    }
  }
  return fresh
}

function isInOrder(ranges: readonly DeletedRange[]): boolean {
  return ranges.every((range, i) => range.clock >= (ranges[i - 1]?.clock ?? 0))
}

/** Where the struct with this clock is, at or behind an index; the length of the list if there is none. */
function indexOf(structs: (Y.Item | Y.GC)[], clock: number, from: number): number {
  const last = structs[structs.length - 1]
  if (last === undefined || last.id.clock + last.length <= clock) return structs.length
  for (let index = from; index < from + NEAR; index++) {
    const struct = structs[index]
    if (struct !== undefined && struct.id.clock + struct.length > clock) return index
  }
  return Y.findIndexSS(structs, clock)
}
