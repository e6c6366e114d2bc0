import * as Y from 'yjs'
import { boardRoots, type BoardRoots } from '../../shared/board/keys.ts'

/** A key of one of the three roots, as `<root>:<key>`. */
export type RootKey = `${keyof BoardRoots}:${string}`

/** The keys that a transaction changed, texts by the field they belong to. */
export function changedKeys(transaction: Y.Transaction): Set<RootKey> {
  const roots = boardRoots(transaction.doc)
  const keys = new Set<RootKey>()
  for (const [type, parts] of transaction.changed) {
    for (const part of parts) {
      const key = rootKey(roots, type, part)
      if (key !== null) keys.add(key)
    }
  }
  return keys
}

/**
 * The keys whose values the owner of a state vector has not seen. Removals are no values: a key that was only removed is
 * not among them.
 */
export function keysBeyond(doc: Y.Doc, seen: ReadonlyMap<number, number>): Set<RootKey> {
  const roots = boardRoots(doc)
  const keys = new Set<RootKey>()
  for (const [client, structs] of doc.store.clients) {
    const from = seen.get(client) ?? 0
    for (let at = structs.length - 1; at >= 0; at--) {
      const struct = structs[at]
      if (struct === undefined || struct.id.clock + struct.length <= from) break
      if (!(struct instanceof Y.Item) || !(struct.parent instanceof Y.AbstractType)) continue
      const key = rootKey(roots, struct.parent, struct.parentSub)
      if (key !== null) keys.add(key)
    }
  }
  return keys
}

function rootKey(roots: BoardRoots, type: object, part: string | null): RootKey | null {
  const root = (Object.keys(roots) as (keyof BoardRoots)[]).find((name) => roots[name] === type)
  if (root !== undefined) return part === null ? null : `${root}:${part}`
  const item = type instanceof Y.Text ? type._item : null
  return item?.parent === roots.texts && item.parentSub !== null ? `texts:${item.parentSub}` : null
}
