import * as Y from 'yjs'

/** A Yjs update that sets the key `n<number>`, made by a client of its own, always the same bytes. */
export function numberedUpdate(number: number): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = number + 1
  doc.getMap('m').set(`n${number}`, number)
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}
