import * as Y from 'yjs'
import { SYNC_STEP, syncMessage } from '../../../shared/sync/messages.ts'
import { MemoryServer, Peer } from '../../support/boardPeers.ts'
import { box, newBoard } from '../../support/boardShapes.ts'
import { median, type BenchFigure, type BenchRow } from '../row.ts'

const FRAMES = 201

/** Bytes on the wire for one frame of a drag, against writing each moved record whole. */
export const dragBytesRow: BenchRow = {
  name: 'drag-bytes',
  run: async () => {
    await Promise.resolve()
    return [figure('one shape', 1, 64), figure('ten shapes', 10, 450)]
  },
}

function figure(what: string, count: number, goalBytes: number): BenchFigure {
  // Ids are as long as those that tldraw makes.
  const names = Array.from({ length: 10 }, (_, index) => `KvBG7hn2Zr0cXo5JQw1L${index}`)
  const peer = new Peer(new MemoryServer(newBoard('blank')))
  peer.put(...names.map((name) => box(name)))
  peer.binding.flush()
  const whole = new Y.Doc()
  const records = whole.getMap('records')
  const wholeFrames: number[] = []
  whole.on('update', (update: Uint8Array) => wholeFrames.push(onWire(update)))
  const frames: number[] = []
  for (let frame = 0; frame < FRAMES; frame++) {
    const moved = names.slice(0, count)
    for (const name of moved) peer.change(`shape:${name}`, { x: 100 + frame * 1.37, y: 40 + frame / 7 })
    peer.binding.flush()
    frames.push(onWire(peer.sent.at(-1) ?? new Uint8Array()))
    whole.transact(() => {
      for (const name of moved) records.set(`shape:${name}`, peer.get(`shape:${name}`))
    })
  }
  peer.binding.close()
  const ours = median(frames)
  const floor = median(wholeFrames)
  return {
    work: `a drag frame of ${what}`,
    ours: `${ours} bytes`,
    floor: `${floor} bytes, whole records`,
    others: [],
    ratio: ours / floor,
    goal: `≤ ${goalBytes} bytes`,
    met: ours <= goalBytes,
    note: `largest frame ${Math.max(...frames)} bytes`,
  }
}

/** The update as a message in a WebSocket frame of its own, as the server sends it. */
function onWire(update: Uint8Array): number {
  const { length } = syncMessage(SYNC_STEP.update, update)
  return length + (length < 126 ? 2 : 4)
}
