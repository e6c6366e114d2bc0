import * as Y from 'yjs'
import { SYNC_STEP, syncMessage } from '../../../shared/sync/messages.ts'
import type { BenchRow } from '../row.ts'
import { loadFigure } from './loadFigure.ts'
import { compareUnderLoad } from './roomLoad.ts'

/** Drag frames as the binding writes them: one group of one shape, overwritten. */
function dragMessages(): (sender: number, stamp: string) => Uint8Array {
  const docs = new Map<number, Y.Doc>()
  return (sender, stamp) => {
    let doc = docs.get(sender)
    if (doc === undefined) {
      doc = new Y.Doc()
      docs.set(sender, doc)
    }
    const edits = doc.getMap('edits')
    let update = new Uint8Array()
    doc.once('update', (bytes: Uint8Array) => {
      update = bytes.slice()
    })
    edits.set(`shape:dragged-${sender}/place`, [sender, Math.random(), 0, stamp])
    return syncMessage(SYNC_STEP.update, update)
  }
}

/** 100 people on one board, five of whom drag a shape. */
export const dragsRow: BenchRow = {
  name: 'drags',
  async run() {
    const results = await compareUnderLoad({ people: 100, senders: 5, hz: 25, messages: dragMessages })
    return [loadFigure('5 of 100 people dragging at 25 Hz: server CPU for 1,000 deliveries', '≤ 0.9', results)]
  },
}
