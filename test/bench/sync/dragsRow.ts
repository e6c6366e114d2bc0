import type { BenchRow } from '../row.ts'
import { dragMessages } from './dragMessages.ts'
import { loadFigure } from './loadFigure.ts'
import { compareUnderLoad } from './roomLoad.ts'

/** 100 people on one board, five of whom drag a shape. */
export const dragsRow: BenchRow = {
  name: 'drags',
  async run() {
    const load = { boards: 1, people: 100, senders: 5, hz: 25, messages: dragMessages }
    const results = await compareUnderLoad(load)
    const { ours, floor } = results
    return [
      loadFigure('5 of 100 people drag at 25 Hz', results, {
        goal: 'CPU ≤ 0.9 × floor, p50 ≤ 1.3 × floor',
        against: floor,
        met: ours.cpuPerThousand <= 0.9 * floor.cpuPerThousand && ours.p50Ms <= 1.3 * floor.p50Ms,
      }),
    ]
  },
}

/** 200 people on one board, ten of whom drag a shape. */
export const drags200Row: BenchRow = {
  name: 'drags-200',
  async run() {
    const load = { boards: 1, people: 200, senders: 10, hz: 25, messages: dragMessages }
    const results = await compareUnderLoad(load)
    const { ours, floor } = results
    return [
      loadFigure('10 of 200 people drag at 25 Hz', results, {
        goal: 'CPU ≤ 0.6 × floor, p99 ≤ 30 ms',
        against: floor,
        met: ours.cpuPerThousand <= 0.6 * floor.cpuPerThousand && ours.p99Ms <= 30,
      }),
    ]
  },
}
