import type { TLRecord } from '@tldraw/tlschema'
import * as Y from 'yjs'
import { BoardBinding } from '../../../client/board/BoardBinding.ts'
import { boardRoots } from '../../../shared/board/keys.ts'
import { BoardReader } from '../../../shared/board/read.ts'
import { newStore } from '../../support/boardPeers.ts'
import { box } from '../../support/boardShapes.ts'
import { ManualScheduler } from '../../support/ManualScheduler.ts'
import { median, type BenchFigure, type BenchRow } from '../row.ts'

const SHAPES = 10_000
const FRAMES = 100_000
const RUNS = 5

/** From the bytes of a large, much used board to a filled store, against a document that holds whole records. */
export const loadRow: BenchRow = {
  name: 'load',
  run: async () => {
    await Promise.resolve()
    const { ours, whole } = makeBoards()
    const oursMs: number[] = []
    const wholeMs: number[] = []
    // By turns, so that both meet the same state of the machine.
    for (let run = 0; run < RUNS; run++) {
      oursMs.push(time(() => loadOurs(ours)))
      wholeMs.push(time(() => loadWhole(whole)))
    }
    const figure: BenchFigure = {
      work: `load ${SHAPES} shapes after ${FRAMES} drag frames`,
      ours: `${Math.round(median(oursMs))} ms`,
      floor: `${Math.round(median(wholeMs))} ms, whole records`,
      others: [],
      ratio: median(oursMs) / median(wholeMs),
      goal: '≤ 2 × floor',
      met: median(oursMs) <= 2 * median(wholeMs),
      note: `${(ours.length / 2 ** 20).toFixed(1)} MiB against ${(whole.length / 2 ** 20).toFixed(1)} MiB`,
    }
    return [figure]
  },
}

function makeBoards(): { ours: Uint8Array; whole: Uint8Array } {
  const [ours, whole] = [new Y.Doc(), new Y.Doc()]
  const { records, edits } = boardRoots(ours)
  const shapes = Array.from({ length: SHAPES }, (_, index) => box(`KvBG7hn2Zr0cXo5JQ${index}`, { x: index }))
  ours.transact(() => shapes.forEach((shape) => records.set(shape.id, shape)))
  whole.transact(() => shapes.forEach((shape) => whole.getMap('records').set(shape.id, shape)))
  for (let frame = 0; frame < FRAMES; frame++) {
    const shape = shapes[Math.floor(frame / 100) % SHAPES]
    if (shape === undefined) continue
    const [x, y] = [frame * 1.37, frame / 7]
    edits.set(`${shape.id}/place`, [x, y])
    whole.getMap('records').set(shape.id, { ...shape, x, y })
  }
  return { ours: Y.encodeStateAsUpdate(ours), whole: Y.encodeStateAsUpdate(whole) }
}

function loadOurs(bytes: Uint8Array): void {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, bytes)
  const reader = new BoardReader(doc)
  reader.observe()
  new BoardBinding(doc, reader, newStore(), new ManualScheduler()).close()
}

function loadWhole(bytes: Uint8Array): void {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, bytes)
  const store = newStore()
  store.mergeRemoteChanges(() => store.put([...doc.getMap<TLRecord>('records').values()]))
}

function time(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}
