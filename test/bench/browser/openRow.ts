import { median, type BenchFigure, type BenchRow } from '../row.ts'
import { nearLook } from './looks.ts'
import { Stage } from './Stage.ts'

const COUNT = 10_000
const ROUNDS = 3
const GOAL_MS = 2_000

/** From the address to the first frame with cards of a very large board, in a browser that was never there before. */
export const browserOpenRow: BenchRow = {
  name: 'browser-open',
  run: async () => {
    const stage = await Stage.set()
    try {
      const { ours } = await stage.canvases(COUNT)
      const opened: number[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const screen = await stage.screen()
        opened.push(await ours.open(screen, nearLook(COUNT)))
        await screen.close()
      }
      const figure: BenchFigure = {
        work: `open ${COUNT} cards in the browser: load and first paint`,
        ours: `${Math.round(median(opened))} ms`,
        floor: null,
        others: [],
        ratio: median(opened) / GOAL_MS,
        goal: `≤ ${GOAL_MS} ms on a quiet machine`,
        met: median(opened) <= GOAL_MS,
        note: `with ${COUNT / 5} links; rounds ${opened.map((ms) => Math.round(ms)).join(', ')} ms`,
      }
      return [figure]
    } finally {
      await stage.strike()
    }
  },
}
