import { encodeAwarenessEntry } from '../../../shared/sync/awareness.ts'
import { awarenessMessage } from '../../support/awarenessMessage.ts'
import type { BenchRow } from '../row.ts'
import { hocuspocus } from './contender.ts'
import { loadFigure, resultOf } from './loadFigure.ts'
import { compareUnderLoad } from './roomLoad.ts'

/** Cursor messages, with clocks that grow. */
function cursorMessages(): (sender: number, stamp: string) => Uint8Array[] {
  const clocks = new Map<number, number>()
  return (sender, stamp) => {
    const clock = (clocks.get(sender) ?? 0) + 1
    clocks.set(sender, clock)
    const state = { cursor: { x: 100 + clock, y: 200 + sender, at: stamp }, page: 'page:page', selection: [] }
    return [awarenessMessage([encodeAwarenessEntry(1_000_000 + sender, clock, state)])]
  }
}

/** 200 people whose cursors all move. */
export const cursorsRow: BenchRow = {
  name: 'cursors',
  async run() {
    const results = await compareUnderLoad({ boards: 1, people: 200, senders: 200, hz: 10, messages: cursorMessages })
    const { ours } = results
    const theirs = resultOf(results, hocuspocus)
    return [
      loadFigure('200 cursors move at 10 Hz', results, {
        goal: 'all delivered, p99 ≤ 30 ms, CPU ≤ 0.3 × Hocuspocus',
        against: theirs,
        met:
          theirs === null
            ? null
            : ours.delivered >= 0.995 && ours.p99Ms <= 30 && ours.cpuPerThousand <= 0.3 * theirs.cpuPerThousand,
      }),
    ]
  },
}
