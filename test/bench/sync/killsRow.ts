import * as Y from 'yjs'
import * as decoding from 'lib0/decoding'
import { SYNC_STEP, numberMessage, syncMessage } from '../../../shared/sync/messages.ts'
import { MESSAGE } from '../../../shared/sync/protocol.ts'
import { installPeers } from '../peers/install.ts'
import type { BenchRow } from '../row.ts'
import { makeBoards } from './boards.ts'
import { hocuspocus, ours, yWebsocket, type Contender } from './contender.ts'
import { contentOf } from './content.ts'
import { HOCUSPOCUS, betwixtDialect } from './dialect.ts'
import { LightSocket } from './lightSocket.ts'
import { pause } from './pause.ts'
import type { ServerProcess } from './serverProcess.ts'
import { withServer } from './withServer.ts'

const KILLS = 6
/** Changes a second. */
const HZ = 100
/** Killed so long after the first change, from the first time to the last; Hocuspocus writes every ten seconds or so. */
const [FIRST_MS, LAST_MS] = [600, 12_000]
/** After a restart, what is stored has come by then. */
const LOADED_MS = 2_000

/** What was acknowledged, and what of it was gone after the kill. */
interface Losses {
  acknowledged: number
  lost: number
}

/** Changes that the server has acknowledged to the one who made them, and that a kill -9 then takes. */
export const killsRow: BenchRow = {
  name: 'kills',
  async run() {
    const missing = await installPeers()
    const [mine, theirs] = await Promise.all([killOften(ours), missing === null ? killOften(hocuspocus) : null])
    return [
      {
        work: `changes that were acknowledged and are gone after a kill -9, over ${KILLS} kills`,
        ours: inWords(mine),
        floor: null,
        others: [
          {
            name: hocuspocus.name,
            figure: theirs === null ? (missing ?? '?') : inWords(theirs),
            value: theirs?.lost ?? null,
          },
          { name: yWebsocket.name, figure: missing ?? 'acknowledges nothing', value: null },
        ],
        ratio: null,
        goal: 'none',
        met: mine.acknowledged > 0 && mine.lost === 0,
        note: '',
      },
    ]
  },
}

async function killOften(contender: Contender): Promise<Losses> {
  const losses: Losses = { acknowledged: 0, lost: 0 }
  for (let kill = 0; kill < KILLS; kill++) {
    const afterMs = FIRST_MS + ((LAST_MS - FIRST_MS) * kill) / (KILLS - 1)
    const { acknowledged, lost } = await withServer(contender, (server) => killOnce(server, afterMs))
    losses.acknowledged += acknowledged
    losses.lost += lost
  }
  return losses
}

/** Writes until the server is killed, starts it again, and looks for what it had acknowledged. */
async function killOnce(server: ServerProcess, afterMs: number): Promise<Losses> {
  const { dialect } = server.contender
  const [board = ''] = await makeBoards(server, 1)
  let acknowledged = 0
  const writer = await LightSocket.open(server.port, dialect, board, {
    onMessage: (message) => (acknowledged = acknowledgedAfter(message, acknowledged)),
  })
  await writer.synced
  acknowledged = 0
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => writer.send(syncMessage(SYNC_STEP.update, update)))
  let made = 0
  const timer = setInterval(() => {
    made += 1
    doc.getMap('edits').set(`shape:made-${made}/place`, [made, made, 0])
    if (dialect === betwixtDialect) writer.send(numberMessage(MESSAGE.barrier, made))
  }, 1000 / HZ)
  await pause(afterMs)
  await server.end('SIGKILL')
  clearInterval(timer)
  // What had reached this machine before the kill was acknowledged, even if it is read only now.
  await writer.closed
  await server.start()
  const kept = await keysOf(server, board)
  const lost = Array.from({ length: acknowledged }, (_, index) => `shape:made-${index + 1}/place`).filter(
    (key) => !kept.has(key),
  )
  return { acknowledged, lost: lost.length }
}

/** How many of the writer's changes are acknowledged after a message; messages come in the order of the changes. */
function acknowledgedAfter(message: Buffer, before: number): number {
  const decoder = decoding.createDecoder(message)
  const type = decoding.readVarUint(decoder)
  if (type === MESSAGE.saved) return decoding.readVarUint(decoder)
  return type === HOCUSPOCUS.syncStatus && decoding.readVarUint(decoder) === 1 ? before + 1 : before
}

async function keysOf(server: ServerProcess, board: string): Promise<Set<string>> {
  const doc = new Y.Doc()
  const socket = await LightSocket.open(server.port, server.contender.dialect, board, {
    onMessage: (message) => {
      const content = contentOf(message)
      if (content !== null) Y.applyUpdate(doc, content)
    },
  })
  await socket.synced
  await pause(LOADED_MS)
  socket.close()
  return new Set(doc.getMap('edits').keys())
}

function inWords({ acknowledged, lost }: Losses): string {
  return `${lost} of ${acknowledged}`
}
