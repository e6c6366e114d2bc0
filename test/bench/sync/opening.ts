import * as Y from 'yjs'
import { contentOf } from './content.ts'
import { LightSocket } from './lightSocket.ts'
import { until } from './pause.ts'
import type { ServerProcess } from './serverProcess.ts'

/** Milliseconds from connecting until all bytes had come, and until a client's document held them. */
export interface Opening {
  bytesMs: number
  docMs: number
}

const PATIENCE_MS = 60_000

/**
 * Opens a board as somebody who has nothing of it, until all that one writer has put on it is there. A server may
 * answer with less at first and send the rest later: what counts is when it is all there.
 */
export async function timeOpening(server: ServerProcess, room: string, writer: Y.Doc): Promise<Opening> {
  const doc = new Y.Doc()
  const wanted = clockOf(writer, writer.clientID)
  let opening: Opening | null = null
  const start = performance.now()
  const socket = await LightSocket.open(server.port, server.contender.dialect, room, {
    onMessage: (message) => {
      const bytesMs = performance.now() - start
      const content = contentOf(message)
      if (content === null || opening !== null) return
      Y.applyUpdate(doc, content)
      const docMs = performance.now() - start
      if (clockOf(doc, writer.clientID) >= wanted) opening = { bytesMs, docMs }
    },
  })
  await until('opening', PATIENCE_MS, () => opening !== null)
  socket.close()
  if (opening === null) throw new Error('The board did not come')
  return opening
}

function clockOf(doc: Y.Doc, client: number): number {
  return Y.decodeStateVector(Y.encodeStateVector(doc)).get(client) ?? 0
}
