import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LmdbUpdateLog } from '../../server/storage/lmdb/lmdbUpdateLog.ts'
import { freePort } from '../../server/launch/freePort.mjs'
import { readBoard } from '../../shared/board/read.ts'
import { boardSchema } from '../../shared/board/schema.ts'
import { act, boardAction, type Actor, type BoardAction } from '../support/boardActions.ts'
import { asJson, boardRecords, StoreActor } from '../support/boardPeers.ts'
import { box, newBoard } from '../support/boardShapes.ts'
import { freshStorage, setStorage, sitDown, type AtDevice } from '../support/device.ts'
import { documentOf } from '../support/memoryUpdateLog.ts'
import { seeded } from '../support/seeded.ts'
import { startSyncServer, type SyncServer } from '../support/syncServer.ts'
import { tcpLine, type TcpLine } from '../support/tcpLine.ts'

type Step = { turns: number } & (
  | { who: number; action: BoardAction }
  | { who: number; line: 'die' | 'stall' | 'cut' | 'revive' }
  | { who: number; leaves: true }
  | { server: 'restart' | 'compact' | 'write' }
)

const who = fc.nat(3)
const turns = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(12) })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 16, arbitrary: fc.record({ turns, who, action: boardAction }) },
  {
    weight: 3,
    arbitrary: fc.record({
      turns,
      who,
      line: fc.constantFrom('die' as const, 'stall' as const, 'cut' as const, 'revive' as const, 'revive' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ turns, who, leaves: fc.constant(true as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      turns,
      server: fc.constantFrom('restart' as const, 'compact' as const, 'write' as const, 'write' as const),
    }),
  },
)

const BOARD = 'one'
/** How much faster than the clock devices wait, for a line to answer or to try again. */
const HASTE = 40
/** Compaction in the middle of everything as well. */
const LIMITS = { compactUpdates: 20 }
const first = newBoard()

/** Someone at a device, on a line of their own. */
interface Seat {
  line: TcpLine
  device: AtDevice
  actor: Actor
}

/** A server on the disk that can be restarted, and devices on it. */
class Stage {
  readonly seats: Seat[] = []
  readonly #directory: string
  readonly #port: number
  #log: LmdbUpdateLog
  #server: SyncServer

  private constructor(directory: string, port: number, log: LmdbUpdateLog, server: SyncServer) {
    this.#directory = directory
    this.#port = port
    this.#log = log
    this.#server = server
  }

  static async open(directory: string, seats: number): Promise<Stage> {
    const port = await freePort()
    const log = await LmdbUpdateLog.open({ directory, now: () => Date.now() })
    const server = await startSyncServer({ log, port, limits: LIMITS })
    await server.rooms.create(BOARD, first, { title: 'Board', template: 'discovery-map' })
    const stage = new Stage(directory, port, log, server)
    freshStorage()
    for (let at = 0; at < seats; at++) stage.seats.push(await stage.#sit(await tcpLine(port), at % 2 === 1))
    return stage
  }

  /** Someone sits down whose device has nothing. */
  newcomer(): Promise<AtDevice> {
    setStorage(undefined)
    return sitDown({ url: this.#server.url, boardId: BOARD })
  }

  async restart(): Promise<void> {
    await this.#server.stop()
    await this.#log.close()
    this.#log = await LmdbUpdateLog.open({ directory: this.#directory, now: () => Date.now() })
    this.#server = await startSyncServer({ log: this.#log, port: this.#port, limits: LIMITS })
  }

  compact(): Promise<void> {
    return this.#log.compact(BOARD)
  }

  /** The server writes by itself, as it does for a post. */
  write(name: string): void {
    const writing = this.#server.rooms.write(BOARD, (doc) => doc.getMap('records').set(`shape:${name}`, box(name)))
    // A restart may come first, and then the post was refused.
    writing.catch(() => undefined)
  }

  /** Closes the tab, with whatever it has not brought to the server, and opens another on the same device. */
  async leaveAndReturn(at: number): Promise<void> {
    const seat = this.seats[at]
    if (seat === undefined) return
    await seat.device.board.close()
    const line = await tcpLine(this.#port)
    seat.line.close()
    this.seats[at] = await this.#sit(line, at % 2 === 1)
  }

  serverReads(): Promise<Record<string, unknown>> {
    return this.#server.rooms.read(BOARD, (doc) => asJson(readBoard(doc).records))
  }

  async diskReads(): Promise<ReturnType<typeof readBoard>['records']> {
    const stored = await this.#log.load(BOARD)
    if (stored === null) throw new Error('the board is gone')
    return readBoard(documentOf(stored)).records
  }

  async close(): Promise<void> {
    for (const { device, line } of this.seats) {
      await device.board.close()
      line.close()
    }
    await this.#server.stop()
    await this.#log.close()
  }

  async #sit(line: TcpLine, glides: boolean): Promise<Seat> {
    const device = await sitDown({ url: line.url, boardId: BOARD, haste: HASTE })
    const actor = new StoreActor(device.binding)
    actor.glides = glides
    const scheduler = { now: () => performance.now(), drawFrame: () => undefined }
    return { line, device, actor: Object.assign(actor, { scheduler }) }
  }
}

async function play(stage: Stage, steps: readonly Step[]): Promise<void> {
  for (const [at, next] of steps.entries()) {
    if ('server' in next) {
      if (next.server === 'restart') await stage.restart()
      else if (next.server === 'compact') await stage.compact()
      else stage.write(`s${at}`)
    } else {
      const index = next.who % stage.seats.length
      const seat = stage.seats[index]
      if (seat === undefined) continue
      if ('action' in next) act(seat.actor, next.action, `n${at}`)
      else if ('leaves' in next) await stage.leaveAndReturn(index)
      else seat.line[next.line]()
    }
    for (let turn = 0; turn < next.turns; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('convergence over real sockets and the disk', () => {
  it(
    'BND-400: whatever is done, lost, undone, restarted and compacted, peers, newcomers, server and disk agree, and every record is valid',
    { timeout: 600_000 },
    async () => {
      const runs = Number(process.env['FUZZ_RUNS'] ?? 12)
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 2, max: 4 }),
          fc.array(step, { minLength: 20, maxLength: 70, size: 'max' }),
          async (count, steps) => {
            const directory = await mkdtemp(path.join(tmpdir(), 'betwixt-converge-'))
            const stage = await Stage.open(directory, count)
            await play(stage, steps)
            for (const { line, actor, device } of stage.seats) {
              line.revive()
              actor.letGo()
              device.board.reconnect()
            }
            await Promise.all(stage.seats.map(({ device }) => device.board.whenSaved()))
            const newcomer = await stage.newcomer()
            const expected = await stage.serverReads()
            const devices = [...stage.seats.map(({ device }) => device), newcomer]
            for (const { binding, board } of devices) {
              await expect.poll(() => asJson(board.reader.records), { interval: 5 }).toEqual(expected)
              await expect.poll(() => boardRecords(binding.store), { interval: 5 }).toEqual(expected)
            }
            const onDisk = await stage.diskReads()
            expect(asJson(onDisk)).toEqual(expected)
            for (const record of onDisk.values()) {
              expect(() => boardSchema.types[record.typeName].validate(record)).not.toThrow()
            }
            expect(await stage.serverReads()).toEqual(expected)
            await newcomer.board.close()
            await stage.close()
            await rm(directory, { recursive: true })
          },
        ),
        { ...seeded('convergence over the real stack'), numRuns: runs, endOnFailure: true },
      )
    },
  )
})
