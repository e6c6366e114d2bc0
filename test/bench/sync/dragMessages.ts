import * as Y from 'yjs'
import { SYNC_STEP, syncMessage } from '../../../shared/sync/messages.ts'

/** Drag frames as the binding writes them: one group of one shape, overwritten, in one update. */
export function dragMessages(): (sender: number, stamp: string) => Uint8Array[] {
  const docs = new Map<number, Y.Doc>()
  return (sender, stamp) => {
    let doc = docs.get(sender)
    if (doc === undefined) {
      doc = new Y.Doc()
      docs.set(sender, doc)
    }
    return [syncMessage(SYNC_STEP.update, place(doc, `dragged-${sender}`, [sender, Math.random(), 0, stamp]))]
  }
}

/** Puts a shape somewhere, and gives the update that says so. */
export function place(doc: Y.Doc, shape: string, where: readonly unknown[]): Uint8Array {
  let update = new Uint8Array()
  doc.once('update', (bytes: Uint8Array) => {
    update = bytes.slice()
  })
  doc.getMap('edits').set(`shape:${shape}/place`, where)
  return update
}
