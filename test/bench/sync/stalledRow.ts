import { randomBytes } from 'node:crypto'
import * as Y from 'yjs'
import { SYNC_STEP, syncMessage } from '../../../shared/sync/messages.ts'
import { MB, megabytes } from '../megabytes.ts'
import { installPeers } from '../peers/install.ts'
import type { BenchRow } from '../row.ts'
import { makeBoards } from './boards.ts'
import { ours } from './contender.ts'
import { contentOf } from './content.ts'
import { place } from './dragMessages.ts'
import { LightSocket } from './lightSocket.ts'
import { pause } from './pause.ts'
import { startSending } from './sending.ts'
import type { ServerProcess } from './serverProcess.ts'
import { rivals, sideBySide } from './sideBySide.ts'
import { withServer } from './withServer.ts'

const DRAWING = 10
/** What a freehand line weighs that is written whole at each frame: the system's own buffers take the first megabytes. */
const STROKE_BYTES = 10_000
const HZ = 10
const WARM_MS = 5_000
const STALLED_MS = 20_000
/** How often memory is looked at meanwhile. */
const LOOK_MS = 2_000
const CAUGHT_UP_MS = 5_000

/** What came of a reader that stopped reading. */
interface Outcome {
  /** The most that the server held more for it at any time. */
  extraBytes: number
  /** The code it was cut with; null when it was not. */
  cutWith: number | null
  /** Whether it had everything afterwards, on a new line where it was cut. */
  isComplete: boolean
}

/** Someone whose device sleeps with the board open, while others draw. */
export const stalledRow: BenchRow = {
  name: 'stalled',
  async run() {
    const missing = await installPeers()
    // Each beside a server of its kind on which nobody stalls: the difference is what the one who does costs.
    const outcomes = await sideBySide(missing, async (contender): Promise<Outcome> => {
      const [stalled, control] = await Promise.all([
        withServer(contender, (server) => draw(server, true)),
        withServer(contender, (server) => draw(server, false)),
      ])
      const extra = stalled.heldBytes.map((held, at) => held - (control.heldBytes[at] ?? held))
      return { ...stalled, extraBytes: Math.max(...extra) }
    })
    const mine = outcomes.get(ours)
    if (mine === undefined) throw new Error('Nothing was measured')
    return [
      {
        work: `one of ${DRAWING + 2} people reads nothing for ${STALLED_MS / 1000} s while ten others draw 1 MB a second`,
        ours: inWords(mine),
        floor: null,
        others: rivals(missing, outcomes, inWords, ({ extraBytes }) => extraBytes),
        ratio: null,
        goal: '≤ 5 MB more, then cut and resynchronised',
        met: mine.extraBytes <= 5 * MB && mine.cutWith !== null && mine.isComplete,
        note: '',
      },
    ]
  },
}

async function draw(
  server: ServerProcess,
  stalls: boolean,
): Promise<Omit<Outcome, 'extraBytes'> & { heldBytes: number[] }> {
  const { dialect } = server.contender
  const [board = ''] = await makeBoards(server, 1)
  const doc = new Y.Doc()
  const take = (message: Buffer): void => {
    const content = contentOf(message)
    if (content !== null) Y.applyUpdate(doc, content)
  }
  const reader = await LightSocket.open(server.port, dialect, board, { onMessage: take })
  const watcher = await LightSocket.open(server.port, dialect, board)
  const drawing = await Promise.all(
    Array.from({ length: DRAWING }, () => LightSocket.open(server.port, dialect, board)),
  )
  await Promise.all([reader, watcher, ...drawing].map((socket) => socket.synced))
  const writers = Array.from({ length: DRAWING }, () => new Y.Doc())
  const sending = startSending(drawing, HZ, (sender) => drawnFrame(writers[sender] ?? new Y.Doc(), sender))
  await pause(WARM_MS)
  const before = await server.settledMemory()
  if (stalls) reader.stall()
  const heldBytes: number[] = []
  const end = performance.now() + STALLED_MS
  while (performance.now() < end) {
    await pause(LOOK_MS)
    heldBytes.push((await server.settledMemory()).heldBytes - before.heldBytes)
  }
  sending.stop()
  reader.resume()
  await pause(CAUGHT_UP_MS)
  const cutWith = reader.closedWith
  // What it had stays with it: it asks for the rest, as a device does that wakes up.
  const again = { onMessage: take, stateVector: Y.encodeStateVector(doc) }
  if (cutWith !== null) await (await LightSocket.open(server.port, dialect, board, again)).synced
  return {
    heldBytes,
    cutWith,
    isComplete: writers.every((writer) => clockOf(doc, writer.clientID) === clockOf(writer, writer.clientID)),
  }
}

/** One frame of somebody who draws a long line. */
function drawnFrame(doc: Y.Doc, sender: number): Uint8Array[] {
  return [
    syncMessage(SYNC_STEP.update, place(doc, `drawn-by-${sender}`, [randomBytes(STROKE_BYTES / 2).toString('hex')])),
  ]
}

function clockOf(doc: Y.Doc, client: number): number {
  return Y.decodeStateVector(Y.encodeStateVector(doc)).get(client) ?? 0
}

function inWords({ extraBytes, cutWith, isComplete }: Outcome): string {
  const end = cutWith === null ? 'not cut' : `cut (${cutWith})`
  return `${megabytes(extraBytes)} more, ${end}, ${isComplete ? 'complete again' : 'not complete'}`
}
