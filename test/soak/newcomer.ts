import { once } from 'node:events'
import { readBoard, type BoardReading } from '../../shared/board/read.ts'
import { SocketPeer } from '../support/socketPeer.ts'
import type * as Y from 'yjs'

/** A board as somebody finds it who has never been there. */
export interface Newcomer {
  doc: Y.Doc
  reading: BoardReading
  /** Whether they got changes that build on others which they did not get. */
  hasGap: boolean
}

/** Joins a board with nothing, reads it whole and leaves. Null where the server is away. */
export async function newcomer(port: number, boardId: string): Promise<Newcomer | null> {
  const peer = new SocketPeer(`ws://127.0.0.1:${port}/sync/${boardId}`)
  const endMs = performance.now() + 20_000
  while (!peer.synced && peer.closed === null && performance.now() < endMs) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const isSynced = peer.synced
  if (peer.closed === null) {
    peer.socket.terminate()
    await once(peer.socket, 'close')
  }
  if (!isSynced) return null
  const { pendingStructs, pendingDs } = peer.doc.store
  return { doc: peer.doc, reading: readBoard(peer.doc), hasGap: pendingStructs !== null || pendingDs !== null }
}
