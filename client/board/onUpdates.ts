import type * as Y from 'yjs'

/**
 * Has `take` called with the bytes of each transaction whose origin is wanted. Yjs writes every transaction down as bytes
 * as soon as anybody listens, which takes as long as applying it; so nobody listens while an unwanted one is applied,
 * such as a whole board that comes in. `isWanted` is asked when a transaction begins. Returns the function that ends it.
 */
export function onUpdates(
  doc: Y.Doc,
  isWanted: (origin: unknown) => boolean,
  take: (update: Uint8Array, origin: unknown) => void,
): () => void {
  const begin = ({ origin }: Y.Transaction): void => {
    if (isWanted(origin)) doc.on('update', take)
    // With others before it, it began within them, and theirs are still to come.
    else if (doc._transactionCleanups.length === 1) doc.off('update', take)
  }
  doc.on('beforeTransaction', begin)
  return () => {
    doc.off('beforeTransaction', begin)
    doc.off('update', take)
  }
}
