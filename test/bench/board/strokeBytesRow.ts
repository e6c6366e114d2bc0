import { SYNC_STEP, syncMessage } from '../../../shared/sync/messages.ts'
import { MemoryServer, Peer } from '../../support/boardPeers.ts'
import { box, newBoard } from '../../support/boardShapes.ts'
import type { BenchFigure, BenchRow } from '../row.ts'

const SECONDS = 10
/** Points that a hand draws in one second: a pointer that tells where it is with each frame of the screen. */
const POINTS_A_SECOND = 60

/** Bytes on the wire of one long freehand stroke: its points are one value, which is written whole each time. */
export const strokeBytesRow: BenchRow = {
  name: 'stroke-bytes',
  run: async () => {
    await Promise.resolve()
    return [figure()]
  },
}

function figure(): BenchFigure {
  const peer = new Peer(new MemoryServer(newBoard('blank')))
  const { x, y, ...rest } = box('KvBG7hn2Zr0cXo5JQw1L0') as ReturnType<typeof box> & { x: number; y: number }
  const points: { x: number; y: number; z: number }[] = []
  const props = (isComplete: boolean) => ({
    ...{ color: 'black', fill: 'none', dash: 'draw', size: 's', scale: 1 },
    ...{ isComplete, isClosed: false, isPen: false },
    segments: [{ type: 'free', points: [...points] }],
  })
  peer.put({ ...rest, x, y, type: 'draw', props: props(false) } as never)
  peer.settle()
  peer.sent.length = 0
  for (let at = 0; at < SECONDS * POINTS_A_SECOND; at++) {
    const angle = at / 9
    // As tldraw keeps them: two digits behind the point.
    points.push({ x: round(at * 1.7 + 40 * Math.sin(angle)), y: round(60 * Math.cos(angle * 1.3)), z: 0.5 })
    peer.change(rest.id, { props: props(false) })
    peer.scheduler.advance(1000 / POINTS_A_SECOND)
  }
  peer.change(rest.id, { props: props(true) })
  peer.binding.endGesture()
  const frames = peer.sent.map((update) => syncMessage(SYNC_STEP.update, update).length + 4)
  peer.binding.close()
  const bytes = frames.reduce((sum, size) => sum + size, 0)
  const last = frames.at(-1) ?? 0
  return {
    work: `a freehand stroke of ${SECONDS} s, ${points.length} points`,
    ours: `${Math.round(bytes / 1000)} kB`,
    floor: `${Math.round(last / 1000)} kB, the finished stroke once`,
    others: [],
    ratio: bytes / last,
    goal: 'no goal: known',
    met: null,
    note: `${frames.length} frames, the largest ${Math.round(Math.max(...frames) / 1000)} kB`,
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
