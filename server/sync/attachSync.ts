import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { BetwixtError } from '../../shared/errors.ts'
import { pathWithin } from '../http/basePath.ts'
import { PROTOCOL_VERSION, SYNC_LIMITS } from '../../shared/sync/protocol.ts'
import type { SyncIdentity } from './identity.ts'
import type { RoomLimits } from './limits.ts'
import type { SyncLogger } from './roomEnvironment.ts'
import type { Rooms } from './rooms.ts'
import type { Timers } from './timers.ts'
import { WebSocketWire } from './webSocketWire.ts'

/** What the socket side needs of the rest of the server. */
export interface SyncDeps {
  rooms: Rooms
  timers: Timers
  limits: RoomLimits
  logger: SyncLogger
  /** Who asks, and as what they may come in to this board. Throws a BetwixtError when they may not. */
  authenticateUpgrade(request: IncomingMessage, boardId: string): SyncIdentity | Promise<SyncIdentity>
  /** The path that the sockets' addresses begin with; empty for the top. */
  basePath?: string
  /** Throws a BetwixtError for a strange Host or Origin, and for an address that opens too many sockets. */
  guardUpgrade(request: IncomingMessage): void | Promise<void>
  /** The whole HTTP answer that refuses an upgrade, before there is a socket. */
  refusal(error: BetwixtError): string
  /** Answers a request that asked for an upgrade to something else than a WebSocket as if it had not asked. */
  serveWithoutUpgrade(request: IncomingMessage): void
}

/** The socket side of a running server. */
export interface AttachedSync {
  /** Empties the rooms (see `Rooms.close`) and takes no more sockets. */
  close(): Promise<void>
}

const PATH = /^\/sync\/([^/?#]+)$/

/** Where a page finds out whether sockets come through at all, without a board and without a right. */
const CHECK_PATH = '/check-socket'

/** Serves `GET <basePath>/sync/<boardId>` upgrades of an HTTP server. */
export function attachSync(server: Server, deps: SyncDeps): AttachedSync {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: SYNC_LIMITS.frameBytes,
  })
  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    // Without a listener, a connection reset while we think would end the process.
    stream.on('error', ignoreBrokenLine)
    if (!isForWebSocket(request)) return serveOtherUpgrade(request, stream, deps)
    if (isCheck(request, deps)) return answerCheck(sockets, request, stream, head, deps)
    admit(request, stream, deps).then(
      (admitted) => {
        if (admitted === null) return
        sockets.handleUpgrade(request, stream, head, (socket) => seat(socket, stream, admitted, deps))
        // A request that is no WebSocket handshake was answered by ws, and nobody took the seat.
        if (!admitted.seated) admitted.held.release()
      },
      (error: unknown) => refuse(stream, error, deps),
    )
  }
  sockets.on('wsClientError', (error, stream) => {
    refuse(stream, new BetwixtError('invalid-request', `This is no WebSocket handshake: ${error.message}.`), deps)
  })
  server.on('upgrade', onUpgrade)
  return {
    async close() {
      server.off('upgrade', onUpgrade)
      server.on('upgrade', (_request, stream) => refuse(stream, shuttingDown(), deps))
      await deps.rooms.close()
    },
  }
}

function isCheck(request: IncomingMessage, { basePath = '' }: SyncDeps): boolean {
  const url = request.url ?? '/'
  return (
    URL.canParse(url, 'http://localhost') &&
    pathWithin(basePath, new URL(url, 'http://localhost').pathname) === CHECK_PATH
  )
}

/** Takes the socket, says so, and closes it. */
function answerCheck(
  sockets: WebSocketServer,
  request: IncomingMessage,
  stream: Duplex,
  head: Buffer,
  deps: SyncDeps,
): void {
  Promise.resolve(deps.guardUpgrade(request)).then(
    () =>
      sockets.handleUpgrade(request, stream, head, (socket) => {
        socket.on('error', ignoreBrokenLine)
        socket.send('ok')
        socket.close(1000)
      }),
    (error: unknown) => refuse(stream, error, deps),
  )
}

interface Admitted {
  held: Awaited<ReturnType<Rooms['hold']>>
  identity: SyncIdentity
  extended: boolean
  seated: boolean
}

async function admit(request: IncomingMessage, stream: Duplex, deps: SyncDeps): Promise<Admitted | null> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const boardId = boardIdOf(pathWithin(deps.basePath ?? '', url.pathname))
  if (boardId === null) throw new BetwixtError('not-found', 'There is no socket at this address.')
  const identity = await deps.authenticateUpgrade(request, boardId)
  if (deps.rooms.openSockets >= deps.limits.sockets) {
    throw new BetwixtError('limit-reached', 'Too many people are on this server. Try again in a moment.')
  }
  const held = await deps.rooms.hold(boardId)
  if (stream.destroyed) {
    held.release()
    return null
  }
  if (held.room.members.size >= deps.limits.socketsPerBoard) {
    held.release()
    throw new BetwixtError('limit-reached', 'Too many people are on this board.')
  }
  const extended = url.searchParams.get('v') === String(PROTOCOL_VERSION)
  return { held, identity, extended, seated: false }
}

function boardIdOf(pathname: string | null): string | null {
  const encoded = PATH.exec(pathname ?? '')?.[1]
  if (encoded === undefined) return null
  try {
    return decodeURIComponent(encoded)
  } catch {
    return null
  }
}

function seat(socket: WebSocket, stream: Duplex, admitted: Admitted, deps: SyncDeps): void {
  admitted.seated = true
  const wire = new WebSocketWire(socket, stream, deps.timers, deps.limits.closeGraceMs)
  const session = deps.rooms.seat(admitted.held, wire, admitted.identity, { extended: admitted.extended })
  // Before ws looks at them, so that a message takes away what was counted for it.
  stream.prependListener('data', (chunk: Buffer) => session.arriving(chunk.length))
  socket.on('ping', (data: Buffer) => session.arrivedControl(data.length))
  socket.on('pong', (data: Buffer) => session.arrivedControl(data.length))
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) session.receive(data)
    else {
      deps.rooms.traffic.refuse('bad-frame')
      session.close('bad-frame')
    }
  })
  // ws has closed the socket by now, with a code of RFC 6455 that names the reason (1002, 1007, 1009).
  socket.on('error', () => {
    deps.rooms.traffic.refuse('no-websocket-frame')
    session.end()
  })
  socket.on('close', () => session.end())
}

function refuse(stream: Duplex, error: unknown, deps: SyncDeps): void {
  const known = error instanceof BetwixtError ? error : new BetwixtError('internal', 'Something went wrong.')
  if (known !== error) deps.logger.error({ err: error }, 'a socket could not be opened')
  stream.end(deps.refusal(known), () => stream.destroy())
}

function isForWebSocket(request: IncomingMessage): boolean {
  return /^websocket$/iu.test(request.headers.upgrade?.trim() ?? '')
}

function serveOtherUpgrade(request: IncomingMessage, stream: Duplex, deps: SyncDeps): void {
  // Node does not read the body of an upgrade.
  const isBodiless = request.method === 'GET' || request.method === 'HEAD'
  if (isBodiless) deps.serveWithoutUpgrade(request)
  else refuse(stream, new BetwixtError('invalid-request', 'Send this without asking for an upgrade.'), deps)
}

function shuttingDown(): BetwixtError {
  return new BetwixtError('shutting-down', 'The server is restarting. Try again in a moment.')
}

/** The line is gone; nobody is left to tell. */
function ignoreBrokenLine(): void {}
