import { awarenessMessage, encodeAwarenessEntry } from '../../../shared/sync/awareness.ts'
import type { BenchRow } from '../row.ts'
import { loadFigure } from './loadFigure.ts'
import { compareUnderLoad } from './roomLoad.ts'

/** Cursor messages, with clocks that grow. */
function cursorMessages(): (sender: number, stamp: string) => Uint8Array {
  const clocks = new Map<number, number>()
  return (sender, stamp) => {
    const clock = (clocks.get(sender) ?? 0) + 1
    clocks.set(sender, clock)
    const state = { cursor: { x: 100 + clock, y: 200 + sender, at: stamp }, page: 'page:page', selection: [] }
    return awarenessMessage([encodeAwarenessEntry(1_000_000 + sender, clock, state)])
  }
}

/** 100 people whose cursors move. */
export const cursorsRow: BenchRow = {
  name: 'cursors',
  async run() {
    const results = await compareUnderLoad({ people: 100, senders: 100, hz: 5, messages: cursorMessages })
    return [loadFigure('100 cursors at 5 Hz: server CPU for 1,000 deliveries', '< 1', results)]
  },
}
