import { MB, megabytes } from '../megabytes.ts'
import { installPeers } from '../peers/install.ts'
import type { BenchRow } from '../row.ts'
import { makeBoards } from './boards.ts'
import { ours } from './contender.ts'
import { diskUse } from './diskUse.ts'
import { LightSocket } from './lightSocket.ts'
import { pause } from './pause.ts'
import type { ServerProcess } from './serverProcess.ts'
import { rivals, sideBySide } from './sideBySide.ts'
import { withServer } from './withServer.ts'

const BOARDS = 10_000
const AT_ONCE = 20
/** Visited before memory is looked at for the first time. */
const FIRST = 200
/** A board of ours leaves memory twenty seconds after the last one left; it and the others get some more. */
const IDLE_MS = 30_000

/** What is left of visits in which nobody changed anything. */
interface Left {
  memoryBytes: number
  diskBytes: number
}

/** Many boards that are looked at once and never changed. */
export const visitsRow: BenchRow = {
  name: 'visits',
  async run() {
    const missing = await installPeers()
    const measured = await sideBySide(missing, (contender) => withServer(contender, visit))
    const mine = measured.get(ours) ?? { memoryBytes: Number.NaN, diskBytes: Number.NaN }
    return [
      {
        work: `${BOARDS} boards visited once, ${IDLE_MS / 1000} s after the last visit`,
        ours: inWords(mine),
        floor: null,
        others: rivals(missing, measured, inWords, ({ memoryBytes }) => memoryBytes),
        ratio: null,
        goal: '≤ 30 MB of memory more, nothing on disk',
        met: mine.memoryBytes <= 30 * MB && mine.diskBytes <= 0,
        note: '',
      },
    ]
  },
}

async function visit(server: ServerProcess): Promise<Left> {
  const boards = await makeBoards(server, BOARDS)
  // Making the boards is no part of it.
  await server.end('SIGTERM')
  await server.start()
  const disk = await diskUse(server.folder)
  // What the start leaves to be tidied up, and what the first visits ever bring into memory for good, is neither.
  await lookAtAll(server, boards.slice(0, FIRST))
  await pause(IDLE_MS)
  const memory = await server.settledMemory()
  await lookAtAll(server, boards)
  await pause(IDLE_MS)
  const memoryAfter = await server.settledMemory()
  const diskAfter = await diskUse(server.folder)
  return {
    memoryBytes: memoryAfter.rssBytes - memory.rssBytes,
    diskBytes: diskAfter.blockBytes - disk.blockBytes,
  }
}

async function lookAtAll(server: ServerProcess, boards: readonly string[]): Promise<void> {
  for (let from = 0; from < boards.length; from += AT_ONCE) {
    await Promise.all(boards.slice(from, from + AT_ONCE).map((board) => look(server, board)))
  }
}

async function look(server: ServerProcess, board: string): Promise<void> {
  const socket = await LightSocket.open(server.port, server.contender.dialect, board)
  await socket.synced
  socket.close()
  await socket.closed
}

function inWords({ memoryBytes, diskBytes }: Left): string {
  return `${megabytes(memoryBytes, 0)} of memory, ${megabytes(diskBytes)} on disk`
}
