import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { getRequestListener, RequestError } from '@hono/node-server'
import { rawAnswer } from './rawAnswer.ts'
import { lineProblem, problemOf, problemResponse } from './problem.ts'

/** How long the head of a request may take to come, and how often that is looked at. A body has its own limits. */
const PATIENCE = { headersTimeout: 20_000, connectionsCheckingInterval: 5_000 }

/** Past so many connections no more are taken: sockets of boards have a limit of their own below it. */
const MOST_CONNECTIONS = 15_000

/**
 * A server for an app. What never becomes a request that the app sees (bytes that are no HTTP, headers without end, an
 * address that cannot be read) is answered with a problem as well, where Node would say a status and nothing else.
 */
export function createHttpServer(fetch: Parameters<typeof getRequestListener>[0]): Server {
  const listener = getRequestListener(fetch, {
    errorHandler: (error) => problemResponse(error instanceof RequestError ? lineProblem(null) : problemOf(error)),
  })
  /** The newest request of each connection that is not answered yet. */
  const asked = new WeakMap<Duplex, { request: IncomingMessage; response: ServerResponse }>()
  const serve = (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request
    asked.set(socket, { request, response })
    response.once('close', () => {
      if (asked.get(socket)?.response === response) asked.delete(socket)
    })
    void listener(request, response)
  }
  // A request without a Host is refused like any other that cannot be read.
  const server = createServer({ requireHostHeader: false, ...PATIENCE }, serve)
  server.maxConnections = MOST_CONNECTIONS
  server.on('checkExpectation', serve)
  server.on('clientError', (error: Error & { code?: string }, stream: Duplex) => {
    const last = asked.get(stream)
    if (error.code === 'ECONNRESET' || !stream.writable) stream.destroy()
    // What came before it was whole, and gets its answers first; in the middle of one nothing else can be said.
    else if (last?.request.complete === true) last.response.once('close', () => stream.end(() => stream.destroy()))
    else if (last?.response.headersSent === true) stream.destroy()
    else stream.end(rawAnswer(lineProblem(error.code ?? null)), () => stream.destroy())
  })
  server.on('connect', (_request: IncomingMessage, stream: Duplex) => {
    stream.on('error', () => stream.destroy())
    stream.end(rawAnswer(lineProblem(null)), () => stream.destroy())
  })
  return server
}

/**
 * Serves a request that asked for an upgrade to something we do not speak (`curl --http2` asks for h2c) as if it had
 * not asked, which HTTP allows. Node has let go of its connection by then, so it is the last one there.
 */
export function serveWithoutUpgrade(server: Server, request: IncomingMessage, response: ServerResponse): void {
  const stream = request.socket
  response.shouldKeepAlive = false
  response.assignSocket(stream)
  response.once('finish', () => {
    response.detachSocket(stream)
    stream.end(() => stream.destroy())
  })
  server.emit('request', request, response)
}
