import { median, type BenchFigure, type BenchRow } from '../row.ts'
import { nearLook } from './looks.ts'
import { Stage } from './Stage.ts'

const COUNT = 10_000
/** A board on which hardly anything has to be read: what opening costs in any case. */
const FEW = 10
const ROUNDS = 3
const GOAL_MS = 2_000

/** From the address to the first frame with cards of a very large board, in a browser that was never there before. */
export const browserOpenRow: BenchRow = {
  name: 'browser-open',
  run: async () => {
    const stage = await Stage.set()
    try {
      const { ours, tldraw, excalidraw } = await stage.canvases(COUNT)
      const { ours: few } = await stage.canvases(FEW)
      const canvases = { ours, few, tldraw, excalidraw }
      const opened: Record<keyof typeof canvases, number[]> = { ours: [], few: [], tldraw: [], excalidraw: [] }
      for (let round = 0; round < ROUNDS; round++) {
        for (const name of ['ours', 'few', 'tldraw', 'excalidraw'] as const) {
          const screen = await stage.screen()
          opened[name].push(await canvases[name].open(screen, nearLook(name === 'few' ? FEW : COUNT)))
          await screen.close()
        }
      }
      const of = (name: keyof typeof canvases) => median(opened[name])
      const say = (name: keyof typeof canvases) => `${Math.round(of(name))} ms`
      const figure: BenchFigure = {
        work: `open ${COUNT} cards in the browser: load and first paint`,
        ours: say('ours'),
        floor: null,
        others: [
          { name: 'tldraw 3.15', figure: say('tldraw'), value: of('tldraw') },
          { name: 'Excalidraw 0.18', figure: say('excalidraw'), value: of('excalidraw') },
        ],
        ratio: of('ours') / GOAL_MS,
        goal: `≤ ${GOAL_MS} ms on a quiet machine`,
        met: of('ours') <= GOAL_MS,
        note: `with ${COUNT / 5} links; ${say('few')} for a board of ${FEW} cards; ${(of('ours') / of('tldraw')).toFixed(2)} × tldraw`,
      }
      return [figure]
    } finally {
      await stage.strike()
    }
  },
}
