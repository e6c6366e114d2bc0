import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BetwixtError } from '../../shared/errors.ts'
import { lineProblem, problemOf } from '../../server/http/problem.ts'
import { rawAnswer } from '../../server/http/rawAnswer.ts'
import { attachSync } from '../../server/sync/attachSync.ts'
import { BOARD_ROLES } from '../../shared/access/boardRights.ts'
import type { SyncIdentity } from '../../server/sync/identity.ts'
import { ROOM_LIMITS } from '../../server/sync/limits.ts'
import type { RoomLimits } from '../../server/sync/limits.ts'
import { Rooms } from '../../server/sync/rooms.ts'
import { realTimers } from '../../server/sync/timers.ts'
import type { UpdateLog } from '../../server/storage/updateLog.ts'
import { KeptLog, firstUpdate } from './handRooms.ts'
import type { MemoryUpdateLog } from './memoryUpdateLog.ts'

/** The socket side of the server on a free port. `?as=viewer`, `?name=Bo` say who asks; `?as=nobody` is refused. */
export async function startSyncServer<Log extends UpdateLog = MemoryUpdateLog>(options: {
  log: Log
  limits?: Partial<RoomLimits>
  /** A free one by default; a fixed one to come back at the same address. */
  port?: number
}) {
  const limits: RoomLimits = { ...ROOM_LIMITS, ...options.limits }
  const logger = new KeptLog()
  const rooms = new Rooms({ log: options.log, timers: realTimers, limits, logger })
  const http = createServer((_request, response) => response.writeHead(404).end())
  const sync = attachSync(http, {
    rooms,
    timers: realTimers,
    limits,
    logger,
    authenticateUpgrade: identify,
    refusal: (error) => rawAnswer(problemOf(error)),
    serveWithoutUpgrade: (request) => void request.socket.end(rawAnswer(lineProblem(null))),
  })
  http.listen(options.port ?? 0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  return {
    rooms,
    logger,
    port,
    http,
    /** What the stock provider is given. */
    url: `ws://127.0.0.1:${port}/sync`,
    async board(boardId: string): Promise<string> {
      await rooms.create(boardId, firstUpdate(), { title: 'Board', template: 'blank' })
      return boardId
    },
    async stop(): Promise<void> {
      await sync.close()
      http.closeAllConnections()
      http.close()
    },
  }
}

export type SyncServer = Awaited<ReturnType<typeof startSyncServer>>

function identify(request: IncomingMessage): SyncIdentity {
  const { searchParams } = new URL(request.url ?? '/', 'http://host')
  const as = searchParams.get('as') ?? 'editor'
  if (as === 'nobody') throw new BetwixtError('unauthenticated', 'Sign in first.')
  if (as === 'stranger') throw new BetwixtError('forbidden', 'This board is not yours.')
  const name = searchParams.get('name')
  // Whoever does not say who they are is somebody else on each socket.
  const role = BOARD_ROLES.find((known) => known === as) ?? 'viewer'
  return { person: { id: name ?? randomUUID(), name: name ?? 'Ada', discipline: 'AI' }, role, roleNow: () => role }
}
