import * as Y from 'yjs'
import { MB, megabytes } from '../megabytes.ts'
import { installPeers } from '../peers/install.ts'
import { median, type BenchFigure, type BenchRow } from '../row.ts'
import { makeBoards } from './boards.ts'
import { hocuspocus, ours, type Contender } from './contender.ts'
import { diskUse, type DiskUse } from './diskUse.ts'
import { LightSocket } from './lightSocket.ts'
import { timeOpening, type Opening } from './opening.ts'
import { pause } from './pause.ts'
import { ServerProcess } from './serverProcess.ts'
import { contendersHere, rivals } from './sideBySide.ts'
import { FRAMES, SHAPES, UsedBoard, sendThrough } from './usedBoard.ts'
import { withServer } from './withServer.ts'

const ROUNDS = 3
/** Hocuspocus writes a document ten seconds after its first change at the latest. */
const WRITTEN_AFTER_MS = 12_000
/** Betwixt tidies up a board twenty seconds after the last one left; it and the others get some more. */
const IDLE_MS = 35_000
/** What an unlucky kill can leave unmerged: a board in use is merged each 20,000 updates. */
const UNMERGED = 19_000

/** A server on which a large board was worked on for long, and which has ended since. */
interface Used {
  server: ServerProcess
  room: string
  board: UsedBoard
  /** While somebody had the board open. */
  open: DiskUse
  /** When nobody had had it open for a while. */
  idle: DiskUse
}

/** The first opening of a large, much used board after a restart, and what the board takes on the disk. */
export const openingRow: BenchRow = {
  name: 'opening',
  async run() {
    const missing = await installPeers()
    const used = await useAll(contendersHere(missing))
    const openings = new Map<Contender, Opening[]>()
    for (let round = 0; round < ROUNDS; round++) {
      for (const { server, room, board } of used) {
        const { contender, folder } = server
        const opening = await withServer(contender, (restarted) => timeOpening(restarted, room, board.doc), folder)
        openings.set(contender, [...(openings.get(contender) ?? []), opening])
      }
    }
    const [first] = used
    if (first === undefined) throw new Error('Nothing was measured')
    const stateBytes = Y.encodeStateAsUpdate(first.board.doc).length
    const afterKill = await openAfterKill(first)
    for (const { server } of used) await server.dispose()
    return [
      openingFigure('all bytes have come', 'bytesMs', openings, missing),
      openingFigure("a client's document holds them", 'docMs', openings, missing),
      afterKillFigure(afterKill),
      diskFigure('while it is open', 'open', used, missing, stateBytes),
      diskFigure('when it has been left alone', 'idle', used, missing, stateBytes),
    ]
  },
}

/** Fills a board on each server, by really sending all its changes through it. */
async function useAll(contenders: readonly Contender[]): Promise<Used[]> {
  const used: (Used & { keeper: LightSocket })[] = []
  for (const contender of contenders) {
    const server = await ServerProcess.start(contender)
    const [room = ''] = await makeBoards(server, 1)
    const keeper = await LightSocket.open(server.port, contender.dialect, room)
    const board = new UsedBoard()
    await sendThrough(server, room, board.pastes())
    await sendThrough(server, room, board.frames(FRAMES))
    const nothing = { blockBytes: 0, fileBytes: 0 }
    used.push({ server, room, board, keeper, open: nothing, idle: nothing })
  }
  await pause(WRITTEN_AFTER_MS)
  for (const one of used) {
    one.open = await diskUse(one.server.folder)
    one.keeper.close()
  }
  await pause(IDLE_MS)
  for (const one of used) {
    one.idle = await diskUse(one.server.folder)
    await one.server.end('SIGTERM')
  }
  return used
}

/** Ours after more work and a kill -9, so that nothing could be tidied up. */
function openAfterKill({ server, room, board }: Used): Promise<Opening> {
  const kill = async (killed: ServerProcess): Promise<Opening> => {
    await sendThrough(killed, room, board.frames(UNMERGED))
    await killed.end('SIGKILL')
    await killed.start()
    return timeOpening(killed, room, board.doc)
  }
  return withServer(server.contender, kill, server.folder)
}

function openingFigure(
  until: string,
  key: keyof Opening,
  openings: ReadonlyMap<Contender, readonly Opening[]>,
  missing: string | null,
): BenchFigure {
  const middle = new Map([...openings].map(([contender, all]) => [contender, median(all.map((one) => one[key]))]))
  const [mine = Number.NaN, theirs = Number.NaN] = [middle.get(ours), middle.get(hocuspocus)]
  return {
    work: `first opening of ${SHAPES} shapes with ${FRAMES} updates behind them after a restart, until ${until}`,
    ours: milliseconds(mine),
    floor: null,
    others: rivals(missing, middle, milliseconds, (ms) => ms),
    ratio: missing === null ? mine / theirs : null,
    goal: '≤ 0.5 × Hocuspocus',
    met: missing === null ? mine <= 0.5 * theirs : null,
    note: '',
  }
}

function afterKillFigure({ bytesMs, docMs }: Opening): BenchFigure {
  return {
    work: `the same after a kill -9 with ${UNMERGED} updates not merged yet, until a client's document holds them`,
    ours: milliseconds(docMs),
    floor: null,
    others: [],
    ratio: null,
    goal: '',
    met: null,
    note: `all bytes had come after ${milliseconds(bytesMs)}`,
  }
}

function diskFigure(
  when: string,
  key: 'open' | 'idle',
  used: readonly Used[],
  missing: string | null,
  stateBytes: number,
): BenchFigure {
  const blocks = new Map(used.map((one) => [one.server.contender, one[key].blockBytes]))
  const files = used.map((one) => `${one.server.contender.name} ${megabytes(one[key].fileBytes)}`)
  const mine = blocks.get(ours) ?? Number.NaN
  return {
    work: `disk for that board ${when}`,
    ours: megabytes(mine),
    floor: `${megabytes(stateBytes)}, its state`,
    others: rivals(missing, blocks, megabytes, (bytes) => bytes),
    ratio: mine / stateBytes,
    goal: key === 'open' ? '≤ 15 MB' : '≤ 2 × the state',
    met: key === 'open' ? mine <= 15 * MB : mine <= 2 * stateBytes,
    note: `lengths of the files: ${files.join(', ')}`,
  }
}

function milliseconds(ms: number): string {
  return `${Math.round(ms)} ms`
}
