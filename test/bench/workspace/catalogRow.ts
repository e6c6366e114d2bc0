import { stat } from 'node:fs/promises'
import path from 'node:path'
import { MB, megabytes } from '../megabytes.ts'
import { median, percentile, type BenchFigure, type BenchRow } from '../row.ts'
import { makeBoards } from '../sync/boards.ts'
import { ours } from '../sync/contender.ts'
import type { ServerProcess } from '../sync/serverProcess.ts'
import { withServer } from '../sync/withServer.ts'

const BOARDS = 10_000
/** What a workspace of a few boards takes for the same is what the work costs by itself. */
const FEW_BOARDS = 10
const TIMES = 60

/** What one act costs, and how long somebody else's small request waited at most while it was done over and over. */
interface Cost {
  cpuMs: number
  p50Ms: number
  othersWaitedMs: number
}

interface Workspace {
  startMs: number
  memoryBytes: number
  catalogBytes: number
  list: Cost
  search: Cost
  rename: Cost
}

/** A workspace of very many boards: listing, searching, renaming, starting. */
export const catalogRow: BenchRow = {
  name: 'catalog',
  async run() {
    const few = await withServer(ours, (server) => measure(server, FEW_BOARDS))
    const many = await withServer(ours, (server) => measure(server, BOARDS))
    return [
      costFigure(`the first hundred of ${BOARDS} boards`, few.list, many.list, '≤ 10 ms of processor time', 10),
      costFigure(`a search through ${BOARDS} boards`, few.search, many.search, '≤ 20 ms of processor time', 20),
      {
        ...costFigure(`a rename among ${BOARDS} boards`, few.rename, many.rename, 'nobody else waits 50 ms', Infinity),
        met: many.rename.othersWaitedMs <= 50,
        note: `writes ${megabytes(many.catalogBytes)}; others wait ${many.rename.othersWaitedMs.toFixed(0)} ms at most`,
      },
      {
        work: `a start with ${BOARDS} boards`,
        ours: `${many.startMs.toFixed(0)} ms, ${megabytes(many.memoryBytes, 0)}`,
        floor: `${few.startMs.toFixed(0)} ms, ${megabytes(few.memoryBytes, 0)}`,
        others: [],
        ratio: many.startMs / few.startMs,
        goal: '≤ 30 MB more than with few',
        met: many.memoryBytes - few.memoryBytes <= 30 * MB,
        note: '',
      },
    ]
  },
}

function costFigure(work: string, few: Cost, many: Cost, goal: string, mostCpuMs: number): BenchFigure {
  return {
    work,
    ours: `${many.cpuMs.toFixed(1)} ms of processor time, p50 ${many.p50Ms.toFixed(1)} ms`,
    floor: `${few.cpuMs.toFixed(1)} ms with ${FEW_BOARDS} boards`,
    others: [],
    ratio: many.cpuMs / few.cpuMs,
    goal,
    met: many.cpuMs <= mostCpuMs,
    note: '',
  }
}

async function measure(server: ServerProcess, count: number): Promise<Workspace> {
  const boards = await makeBoards(server, count)
  const starts: number[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    await server.end('SIGTERM')
    const began = performance.now()
    await server.start()
    starts.push(performance.now() - began)
  }
  const { rssBytes } = await server.settledMemory()
  const cost = (act: (index: number) => Promise<unknown>) => costOf(server, act)
  return {
    startMs: median(starts),
    memoryBytes: rssBytes,
    list: await cost(() => ask(server, '/api/v1/boards')),
    search: await cost((index) => ask(server, `/api/v1/boards?search=board%20${index}`)),
    rename: await cost((index) => ask(server, `/api/v1/boards/${boards[0] ?? ''}`, { title: `Renamed ${index}` })),
    catalogBytes: (await stat(path.join(server.folder, 'catalog.json'))).size,
  }
}

async function costOf(server: ServerProcess, act: (index: number) => Promise<unknown>): Promise<Cost> {
  for (let index = 0; index < 5; index += 1) await act(index)
  const taken: number[] = []
  const waited: number[] = []
  const before = await server.cpuMs()
  for (let index = 0; index < TIMES; index += 1) {
    const began = performance.now()
    const other = ask(server, '/healthz').then(() => waited.push(performance.now() - began))
    await act(index)
    taken.push(performance.now() - began)
    await other
  }
  const cpuMs = ((await server.cpuMs()) - before) / TIMES
  return { cpuMs, p50Ms: percentile(taken, 0.5), othersWaitedMs: Math.max(...waited) }
}

async function ask(server: ServerProcess, address: string, patch?: object): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${server.port}${address}`, {
    method: patch ? 'PATCH' : 'GET',
    ...(patch && { body: JSON.stringify(patch), headers: { 'content-type': 'application/json' } }),
  })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${address} was answered ${answer.status}: ${text}`)
}
