import { median, percentile, type BenchFigure, type BenchRow } from '../row.ts'
import { inView, type Canvas } from './canvases.ts'
import { nearLook, wholeLook, type Look } from './looks.ts'
import type { Gesture, Motion } from './Screen.ts'
import { Stage } from './Stage.ts'

const COUNT = 1_000
const ROUNDS = 3
const FRAMES = 80
const GOAL = 0.8
/** px of the screen that the wheel turns in one frame. */
const STEP: Readonly<Record<Gesture, number>> = { pan: 24, zoom: 2 }

type Motions = Motion[]

/** What a frame costs while the camera moves over a thousand cards, against bare tldraw and Excalidraw. */
export const browserMotionRow: BenchRow = {
  name: 'browser-motion',
  run: async () => {
    const stage = await Stage.set()
    try {
      const canvases = await stage.canvases(COUNT)
      const figures: BenchFigure[] = []
      for (const look of [wholeLook(COUNT), nearLook(COUNT)]) {
        const seen = Object.values(canvases).map(() => ({ pan: [] as Motions, zoom: [] as Motions }))
        for (let round = 0; round < ROUNDS; round++) {
          for (const [at, canvas] of Object.values(canvases).entries()) {
            const { frames, cpuMs } = await moveAt(stage, canvas, look)
            for (const gesture of ['pan', 'zoom'] as const) {
              seen[at]?.[gesture].push({ frames: frames[gesture], cpuMs: cpuMs[gesture] })
            }
          }
        }
        const [ours, tldraw, excalidraw] = seen
        if (ours === undefined || tldraw === undefined || excalidraw === undefined)
          throw new Error('three were measured')
        for (const gesture of ['pan', 'zoom'] as const) {
          const what = gesture === 'pan' ? 'panning' : 'zooming'
          const where = look.zoom < 0.5 ? 'all in view' : `${inView(COUNT, look)} in view`
          figures.push(figure(`${what} ${COUNT} cards, ${where}`, ours[gesture], tldraw[gesture], excalidraw[gesture]))
        }
      }
      return figures
    } finally {
      await stage.strike()
    }
  },
}

interface Moved {
  readonly frames: Record<Gesture, number[]>
  /** Processor time of a frame. */
  readonly cpuMs: Record<Gesture, number>
}

async function moveAt(stage: Stage, canvas: Canvas, look: Look): Promise<Moved> {
  const screen = await stage.screen()
  await canvas.open(screen, look)
  await screen.settle()
  const frames: Record<Gesture, number[]> = { pan: [], zoom: [] }
  const cpuMs: Record<Gesture, number> = { pan: Number.NaN, zoom: Number.NaN }
  for (const gesture of ['pan', 'zoom'] as const) {
    // Once for what is only done the first time.
    await screen.move(canvas.target, gesture, STEP[gesture], 8)
    const motion = await screen.move(canvas.target, gesture, STEP[gesture], FRAMES)
    frames[gesture].push(...motion.frames)
    cpuMs[gesture] = motion.cpuMs
  }
  await screen.close()
  return { frames, cpuMs }
}

const middle = (rounds: Motions) => median(rounds.map(({ frames }) => median(frames)))
const slow = (rounds: Motions) => median(rounds.map(({ frames }) => percentile(frames, 0.95)))
const cpu = (rounds: Motions) => median(rounds.map(({ cpuMs }) => cpuMs))
const inMs = (rounds: Motions) =>
  `${middle(rounds).toFixed(1)} ms (p95 ${slow(rounds).toFixed(1)}, CPU ${cpu(rounds).toFixed(1)})`

function figure(work: string, ours: Motions, tldraw: Motions, excalidraw: Motions): BenchFigure {
  const ratio = middle(ours) / middle(tldraw)
  return {
    work,
    ours: inMs(ours),
    floor: null,
    others: [
      { name: 'tldraw 3.15', figure: inMs(tldraw), value: middle(tldraw) },
      { name: 'Excalidraw 0.18', figure: inMs(excalidraw), value: middle(excalidraw) },
    ],
    ratio,
    goal: `≤ ${GOAL} × bare tldraw`,
    met: ratio <= GOAL,
    note: `CPU ${(cpu(ours) / cpu(tldraw)).toFixed(2)} × tldraw, of the whole browser`,
  }
}
