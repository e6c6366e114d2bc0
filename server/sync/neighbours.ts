import * as Y from 'yjs'
import type { StructHead, StructId } from '../../shared/sync/inspectUpdate.ts'

/** Past so many nobody counts on. */
const FAR = 200_000

/**
 * How many items Yjs may have to pass to find an item's place: those that others put between what it stands behind and
 * what it stands before. Honest ones pass a few; thousands of items that know nothing of each other, put at one place,
 * make each newcomer pass all of them, which takes Yjs seconds for 100 kB. Items of the same update are not counted.
 */
export function mayWalkPast(doc: Y.Doc, { origin, rightOrigin, parent, key }: StructHead): number {
  const right = rightOrigin === null ? null : itemAt(doc, rightOrigin)
  if (origin !== null) {
    const left = itemAt(doc, origin)
    return left === null ? 0 : countUntil(left.right, right)
  }
  if (right !== null) return right.left === null ? 0 : countBack(right.left)
  const type = typeof parent === 'string' ? doc.share.get(parent) : typeAt(doc, parent)
  if (type === undefined || type === null) return 0
  // From the newest value of a key Yjs goes back to the first, and then forward again.
  return key === null ? countUntil(type._start, null) : 2 * countBack(type._map.get(key) ?? null)
}

function itemAt(doc: Y.Doc, { client, clock }: StructId): Y.Item | null {
  if (clock >= Y.getState(doc.store, client)) return null
  const struct: unknown = Y.getItem(doc.store, Y.createID(client, clock))
  return struct instanceof Y.Item ? struct : null
}

function typeAt(doc: Y.Doc, id: StructId | null): Y.AbstractType<unknown> | null {
  const content = id === null ? undefined : itemAt(doc, id)?.content
  return content instanceof Y.ContentType ? content.type : null
}

function countUntil(first: Y.Item | null, end: Y.Item | null): number {
  let count = 0
  for (let item = first; item !== null && item !== end && count < FAR; item = item.right) count += 1
  return count
}

function countBack(last: Y.Item | null): number {
  let count = 0
  for (let item = last; item !== null && count < FAR; item = item.left) count += 1
  return count
}
