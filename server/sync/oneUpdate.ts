import * as Y from 'yjs'

/** What a document emitted during one change, as one update. Yjs emits more than one only where it nests transactions. */
export function oneUpdate(emitted: readonly Uint8Array[]): Uint8Array {
  const [only] = emitted
  return emitted.length === 1 && only !== undefined ? only : Y.mergeUpdates([...emitted])
}
