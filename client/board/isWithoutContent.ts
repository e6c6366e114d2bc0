import type * as Y from 'yjs'

/** Whether a document has never held anything. */
export function isWithoutContent(doc: Y.Doc): boolean {
  return doc.store.clients.size === 0
}
