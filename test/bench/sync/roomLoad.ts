import { median, percentile } from '../row.ts'
import { installPeers } from '../peers/install.ts'
import { makeBoards } from './boards.ts'
import { floor, ours, peers, type Contender } from './contender.ts'
import { LightSocket } from './lightSocket.ts'
import { pause } from './pause.ts'
import { startSending } from './sending.ts'
import { ServerProcess } from './serverProcess.ts'
import { stampsIn } from './stamp.ts'

/** What the people of each board do. */
export interface RoomLoad {
  boards: number
  /** On each board. */
  people: number
  /** How many of them send, the first ones. */
  senders: number
  /** Messages a second of each sender. */
  hz: number
  /**
   * Makes what gives the next messages of a sender, anew for each server. Senders are counted over all boards.
   * Messages hold `stamp` as it is; only the first counts as something to deliver.
   */
  messages(): (sender: number, stamp: string) => Uint8Array[]
  /** Called with what senders get, for loads that ask something. */
  onAnswer?(message: Buffer): void
}

/** What one server did under a load. */
export interface LoadResult {
  /** CPU milliseconds of the server, all its threads, for 1,000 deliveries to others. */
  cpuPerThousand: number
  /** Share of the deliveries that were made. */
  delivered: number
  p50Ms: number
  p99Ms: number
  /** What the server holds more, after collecting garbage, than before anybody came; looked at with many boards only. */
  grownBytes: number
}

/** Results by contender; of a peer that could not be measured, why. */
export interface LoadResults {
  ours: LoadResult
  floor: LoadResult
  peers: readonly { contender: Contender; result: LoadResult | string }[]
}

/**
 * V8 goes on compiling what is hot for some thousands of changes, which nobody pays who runs for a day: every server is
 * first given as many, on a board of their own with few people.
 */
const FIRST = { people: 8, senders: 5, hz: 250, forMs: 5_000 }
/** Then the load itself begins. With many boards, the document of each has to be built first. */
const WARM_MS = 3_000
const WARM_BOARDS_MS = 6_000
const MEASURE_MS = 4_000
const ROUNDS = 3
/** At so many sockets latency is looked at. */
const WATCHED = 24
/** So many sockets are opened at a time. */
const AT_ONCE = 40

/** Puts the load on all servers in turn, several times, and takes the median of each. */
export async function compareUnderLoad(load: RoomLoad): Promise<LoadResults> {
  const missing = await installPeers()
  const contenders = [floor, ours, ...(missing === null ? peers : [])]
  const results = new Map<Contender, LoadResult[]>(contenders.map((contender) => [contender, []]))
  const failures = new Map<Contender, string[]>(contenders.map((contender) => [contender, []]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const contender of contenders) {
      try {
        results.get(contender)?.push(await runOnce(contender, load))
      } catch (error) {
        if (contender === ours || contender === floor) throw error
        // Once in a while a peer loses what a client asks first. The other rounds tell of it all the same.
        failures.get(contender)?.push(String(error).slice(0, 200))
      }
    }
  }
  return {
    ours: middle(results.get(ours) ?? []),
    floor: middle(results.get(floor) ?? []),
    peers: peers.map((contender) => {
      const measured = results.get(contender) ?? []
      const [failure] = failures.get(contender) ?? []
      const isFailed = measured.length === 0 && failure !== undefined
      return { contender, result: missing ?? (isFailed ? `failed: ${failure}` : middle(measured)) }
    }),
  }
}

/** Puts the load on one server, once. */
export async function runOnce(contender: Contender, load: RoomLoad): Promise<LoadResult> {
  const server = await ServerProcess.start(contender)
  const sockets: LightSocket[] = []
  try {
    const [first = '', ...boards] = await makeBoards(server, load.boards + 1)
    await warmUp(server, first, load)
    const before = load.boards > 1 ? await server.settledMemory() : null
    for (const board of boards) {
      for (let from = 0; from < load.people; from += AT_ONCE) {
        const count = Math.min(AT_ONCE, load.people - from)
        const opened = Array.from({ length: count }, () => LightSocket.open(server.port, contender.dialect, board))
        sockets.push(...(await Promise.all(opened)))
      }
    }
    await Promise.all(sockets.map((socket) => socket.synced))
    const measured = await measure(server, sockets, load)
    const grownBytes = before === null ? Number.NaN : (await server.settledMemory()).rssBytes - before.rssBytes
    return { ...measured, grownBytes }
  } finally {
    for (const socket of sockets) socket.close()
    await server.dispose()
  }
}

async function warmUp(server: ServerProcess, board: string, load: RoomLoad): Promise<void> {
  const { dialect } = server.contender
  const sockets = await Promise.all(
    Array.from({ length: FIRST.people }, () => LightSocket.open(server.port, dialect, board)),
  )
  await Promise.all(sockets.map((socket) => socket.synced))
  const sending = startSending(sockets.slice(0, FIRST.senders), FIRST.hz, load.messages())
  await pause(FIRST.forMs)
  sending.stop()
  for (const socket of sockets) socket.close()
}

async function measure(
  server: ServerProcess,
  sockets: LightSocket[],
  load: RoomLoad,
): Promise<Omit<LoadResult, 'grownBytes'>> {
  const latencies: number[] = []
  for (const socket of watched(sockets, load)) {
    socket.onMessage = (message) => {
      const now = performance.now()
      for (const sent of stampsIn(message)) latencies.push(now - sent)
    }
  }
  const senders = sockets.filter((_, index) => index % load.people < load.senders)
  const { onAnswer } = load
  if (onAnswer !== undefined) for (const socket of senders) socket.onMessage = onAnswer
  const sending = startSending(senders, load.hz, load.messages())
  await pause(load.boards > 1 ? WARM_BOARDS_MS : WARM_MS)
  latencies.length = 0
  const before = await server.cpuMs()
  const sentBefore = sending.sent()
  const arrivedBefore = sum(sockets)
  await pause(MEASURE_MS)
  const after = await server.cpuMs()
  const arrived = sum(sockets) - arrivedBefore
  const expected = (sending.sent() - sentBefore) * (load.people - 1)
  sending.stop()
  // Where everybody also gets their own back, one arrival of each `people` is no delivery to another.
  const deliveries = server.contender.dialect.echoes ? (arrived * (load.people - 1)) / load.people : arrived
  return {
    cpuPerThousand: ((after - before) / deliveries) * 1000,
    delivered: deliveries / expected,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
  }
}

/** The last person, or persons, of some boards spread over all of them. */
function watched(sockets: readonly LightSocket[], load: RoomLoad): LightSocket[] {
  if (load.boards === 1) return sockets.slice(-3)
  const every = Math.max(1, Math.floor(load.boards / WATCHED))
  return sockets.filter((_, index) => index % (load.people * every) === load.people - 1)
}

function middle(results: readonly LoadResult[]): LoadResult {
  const of = (key: keyof LoadResult): number => median(results.map((result) => result[key]))
  return {
    cpuPerThousand: of('cpuPerThousand'),
    delivered: of('delivered'),
    p50Ms: of('p50Ms'),
    p99Ms: of('p99Ms'),
    grownBytes: of('grownBytes'),
  }
}

function sum(sockets: readonly LightSocket[]): number {
  return sockets.reduce((total, socket) => total + socket.deliveries, 0)
}
