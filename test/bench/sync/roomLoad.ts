import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { EMPTY_STATE_VECTOR, SYNC_STEP, syncMessage } from '../../../shared/sync/messages.ts'
import { median, percentile } from '../row.ts'
import { LightSocket } from './lightSocket.ts'
import { startServerProcess } from './serverProcess.ts'
import type { ServerKind } from './serverProcess.ts'

/** What the people of one board do. */
export interface RoomLoad {
  people: number
  /** How many of them send, the first ones. */
  senders: number
  /** Messages a second of each sender. */
  hz: number
  /** Makes what gives the next message of a sender, anew for each server. Messages hold `stamp` as it is. */
  messages(): (sender: number, stamp: string) => Uint8Array
}

/** What one server did under a load. */
export interface LoadResult {
  /** CPU milliseconds of the server for 1,000 deliveries to others. */
  cpuPerThousand: number
  /** Share of the deliveries that were made. */
  delivered: number
  p50Ms: number
  p99Ms: number
}

const WARM_MS = 1_500
const MEASURE_MS = 5_000
const ROUNDS = 3
/** At so many sockets latency is looked at. */
const WATCHED = 3

/** Puts the load on both servers in turn, several times, and takes the median of each. */
export async function compareUnderLoad(load: RoomLoad): Promise<Record<ServerKind, LoadResult>> {
  const results: Record<ServerKind, LoadResult[]> = { ours: [], relay: [] }
  for (let round = 0; round < ROUNDS; round++) {
    for (const kind of ['relay', 'ours'] as const) results[kind].push(await runOnce(kind, load))
  }
  return { ours: middle(results.ours), relay: middle(results.relay) }
}

function middle(results: readonly LoadResult[]): LoadResult {
  const of = (key: keyof LoadResult): number => median(results.map((result) => result[key]))
  return { cpuPerThousand: of('cpuPerThousand'), delivered: of('delivered'), p50Ms: of('p50Ms'), p99Ms: of('p99Ms') }
}

async function runOnce(kind: ServerKind, load: RoomLoad): Promise<LoadResult> {
  const directory = await mkdtemp(path.join(tmpdir(), 'betwixt-bench-'))
  const server = await startServerProcess(kind, ...(kind === 'ours' ? [directory, 'bench'] : []))
  const sockets: LightSocket[] = []
  try {
    for (let i = 0; i < load.people; i++) {
      const socket = await LightSocket.open(server.port, `/sync/bench?v=1&name=p${i}`)
      if (kind === 'ours') socket.send(syncMessage(SYNC_STEP.stateVector, EMPTY_STATE_VECTOR))
      sockets.push(socket)
    }
    return await measure(server, sockets, load)
  } finally {
    for (const socket of sockets) socket.close()
    await server.stop()
    await rm(directory, { recursive: true })
  }
}

async function measure(
  server: Awaited<ReturnType<typeof startServerProcess>>,
  sockets: LightSocket[],
  load: RoomLoad,
): Promise<LoadResult> {
  const latencies: number[] = []
  for (const socket of sockets.slice(-WATCHED)) {
    socket.onMessage = (message) => {
      const now = performance.now()
      for (const sent of stampsIn(message)) latencies.push(now - sent)
    }
  }
  const sending = startSending(sockets, load)
  await new Promise((resolve) => setTimeout(resolve, WARM_MS))
  latencies.length = 0
  const before = await server.use()
  const sentBefore = sending.sent()
  const deliveriesBefore = sum(sockets)
  await new Promise((resolve) => setTimeout(resolve, MEASURE_MS))
  const after = await server.use()
  const deliveries = sum(sockets) - deliveriesBefore
  const expected = (sending.sent() - sentBefore) * (load.people - 1)
  sending.stop()
  return {
    cpuPerThousand: ((after.cpuMs - before.cpuMs) / deliveries) * 1000,
    delivered: deliveries / expected,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
  }
}

/** Sends each sender's messages at its pace. People do not move in step: each begins somewhere in the period. */
function startSending(sockets: LightSocket[], load: RoomLoad): { sent(): number; stop(): void } {
  const start = performance.now()
  const periodMs = 1000 / load.hz
  const next = load.messages()
  const phases = somewhere(load.senders)
  const sentBy = phases.map(() => 0)
  let sent = 0
  const timer = setInterval(() => {
    const periods = (performance.now() - start) / periodMs
    phases.forEach((phase, sender) => {
      for (let due = Math.floor(periods + phase) - (sentBy[sender] ?? 0); due > 0; due--) {
        sockets[sender]?.send(next(sender, stamp()))
        sentBy[sender] = (sentBy[sender] ?? 0) + 1
        sent += 1
      }
    })
  }, 1)
  return { sent: () => sent, stop: () => clearInterval(timer) }
}

/** So many numbers from 0 to 1, the same in each run (a Lehmer generator). */
function somewhere(count: number): number[] {
  let state = 48_271
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  })
}

const STAMP = /@(\d{8})/g

/** Now, in hundredths of a millisecond, as nine characters that survive any encoding. */
function stamp(): string {
  return `@${String(Math.round(performance.now() * 100) % 100_000_000).padStart(8, '0')}`
}

function stampsIn(message: Buffer): number[] {
  return [...message.toString('latin1').matchAll(STAMP)].map(([, hundredths]) => Number(hundredths) / 100)
}

function sum(sockets: readonly LightSocket[]): number {
  return sockets.reduce((total, socket) => total + socket.deliveries, 0)
}
