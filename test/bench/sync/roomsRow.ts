import type { BenchFigure, BenchRow } from '../row.ts'
import { dragMessages } from './dragMessages.ts'
import { loadFigure } from './loadFigure.ts'
import { compareUnderLoad } from './roomLoad.ts'

/** What each sends a second; a browser writes at most some twenty frames a second of a drag. */
const HZ = 10
const PEOPLE = 4
const KB = 1024

/** Boards with four people each, one of whom drags a shape. */
export const roomsRow: BenchRow = {
  name: 'rooms',
  run: async () => [await measure(200)],
}

export const rooms500Row: BenchRow = {
  name: 'rooms-500',
  run: async () => [await measure(500)],
}

async function measure(boards: number): Promise<BenchFigure> {
  const results = await compareUnderLoad({ boards, people: PEOPLE, senders: 1, hz: HZ, messages: dragMessages })
  const { ours, floor } = results
  const kbOf = (bytes: number): number => bytes / boards / KB
  const isCpuMet = ours.cpuPerThousand <= 2 * floor.cpuPerThousand
  const isRestMet = boards < 500 || (ours.p99Ms <= 20 && kbOf(ours.grownBytes) <= 75)
  const figure = loadFigure(`${boards} boards of 4, one of whom drags at ${HZ} Hz`, results, {
    goal: boards < 500 ? 'CPU ≤ 2 × floor' : 'CPU ≤ 2 × floor, p99 ≤ 20 ms, ≤ 75 KB a board',
    against: floor,
    met: isCpuMet && isRestMet,
  })
  const memory = [
    `Betwixt ${kbOf(ours.grownBytes).toFixed(0)} KB`,
    `floor ${kbOf(floor.grownBytes).toFixed(0)} KB`,
    ...results.peers.flatMap(({ contender, result }) =>
      typeof result === 'string' ? [] : [`${contender.name} ${kbOf(result.grownBytes).toFixed(0)} KB`],
    ),
  ]
  return { ...figure, note: `${figure.note}; memory a board with its four sockets: ${memory.join(', ')}` }
}
