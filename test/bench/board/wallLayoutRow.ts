import { layOutZone } from '../../../shared/board/layOutZone.ts'
import type { LaidOutCard } from '../../../shared/board/layout.ts'
import { median, percentile, type BenchFigure, type BenchRow } from '../row.ts'

const POSTS = 1_000
const WIDTHS = [560, 2_320]
const RUNS = 201
const GOAL_MS = 5

/** What it takes to say where each post of a wall lies. */
export const wallLayoutRow: BenchRow = {
  name: 'wall-layout',
  run: async () => {
    await Promise.resolve()
    return WIDTHS.map(layOut)
  },
}

function layOut(width: number): BenchFigure {
  const posts = wallOf(POSTS)
  const times: number[] = []
  let height = 0
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now()
    height = layOutZone({ type: 'wall' }, width, posts).height
    times.push(performance.now() - start)
  }
  return {
    work: `lay out a wall of ${POSTS} posts, ${width} wide`,
    ours: `${median(times).toFixed(2)} ms (p95 ${percentile(times, 0.95).toFixed(2)})`,
    floor: null,
    others: [],
    ratio: median(times) / GOAL_MS,
    goal: `≤ ${GOAL_MS} ms`,
    met: median(times) <= GOAL_MS,
    note: `${Math.round(height)} high`,
  }
}

/** In no order, as records come. */
function wallOf(count: number): LaidOutCard[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `shape:post${at}`,
    index: `a${String((at * 7_919) % count).padStart(5, '0')}`,
    w: 240,
    h: 96 + ((at * 53) % 41) * 4,
    kind: 'insight',
    fields: {},
  }))
}
