import { median, percentile, type BenchFigure, type BenchRow } from '../row.ts'
import { inView, type Canvas } from './canvases.ts'
import { nearLook, wholeLook, type Look } from './looks.ts'
import { Stage } from './Stage.ts'

const COUNT = 5_000
const ROUNDS = 3
const FRAMES = 60
const STEP_PX = 24
/** A frame that takes longer than this is felt. */
const LONG_MS = 50

interface Seen {
  openMs: number
  heapMb: number
  near: number[]
  whole: number[]
}

/** A board of five thousand: opening it, what it weighs, and moving over it from near and from afar. */
export const browserLargeRow: BenchRow = {
  name: 'browser-large',
  run: async () => {
    const stage = await Stage.set()
    try {
      const canvases = await stage.canvases(COUNT)
      const rounds: Record<'ours' | 'tldraw' | 'excalidraw', Seen[]> = { ours: [], tldraw: [], excalidraw: [] }
      for (let round = 0; round < ROUNDS; round++) {
        for (const name of ['ours', 'tldraw', 'excalidraw'] as const) {
          rounds[name].push(await look(stage, canvases[name]))
        }
      }
      return [
        compare(`open ${COUNT} cards, some 35 in view`, rounds, ({ openMs }) => openMs, ' ms'),
        compare(`memory of ${COUNT} cards, some 35 in view`, rounds, ({ heapMb }) => heapMb, ' MB'),
        compare(
          `panning ${COUNT} cards, ${inView(COUNT, nearLook(COUNT))} in view`,
          rounds,
          ({ near }) => median(near),
          ' ms',
          ({ near }) => near,
        ),
        compare(
          `panning ${COUNT} cards, all in view`,
          rounds,
          ({ whole }) => median(whole),
          ' ms',
          ({ whole }) => whole,
        ),
      ]
    } finally {
      await stage.strike()
    }
  },
}

async function look(stage: Stage, canvas: Canvas): Promise<Seen> {
  const near = await move(stage, canvas, nearLook(COUNT))
  const whole = await move(stage, canvas, wholeLook(COUNT))
  return { openMs: near.openMs, heapMb: near.heapMb, near: near.frames, whole: whole.frames }
}

async function move(
  stage: Stage,
  canvas: Canvas,
  from: Look,
): Promise<{ openMs: number; heapMb: number; frames: number[] }> {
  const screen = await stage.screen()
  const openMs = await canvas.open(screen, from)
  await screen.settle()
  const heapMb = await screen.heapMb()
  await screen.move(canvas.target, 'pan', STEP_PX, 8)
  const { frames } = await screen.move(canvas.target, 'pan', STEP_PX, FRAMES)
  await screen.close()
  return { openMs, heapMb, frames: [...frames] }
}

function compare(
  work: string,
  rounds: Record<'ours' | 'tldraw' | 'excalidraw', Seen[]>,
  value: (seen: Seen) => number,
  unit: string,
  frames?: (seen: Seen) => readonly number[],
): BenchFigure {
  const of = (name: keyof typeof rounds) => median(rounds[name].map(value))
  const say = (name: keyof typeof rounds) => {
    if (frames === undefined) return `${Math.round(of(name))}${unit}`
    const all = rounds[name].flatMap((seen) => [...frames(seen)])
    const long = all.filter((ms) => ms > LONG_MS).length
    const share = Math.round((100 * long) / all.length)
    return `${of(name).toFixed(1)}${unit} (p95 ${percentile(all, 0.95).toFixed(0)}, ${share} % over ${LONG_MS} ms)`
  }
  const ratio = of('ours') / of('tldraw')
  return {
    work,
    ours: say('ours'),
    floor: null,
    others: [
      { name: 'tldraw 3.15', figure: say('tldraw'), value: of('tldraw') },
      { name: 'Excalidraw 0.18', figure: say('excalidraw'), value: of('excalidraw') },
    ],
    ratio,
    goal: 'less than bare tldraw',
    met: ratio < 1,
    note: `${(of('ours') / of('excalidraw')).toFixed(2)} × Excalidraw`,
  }
}
