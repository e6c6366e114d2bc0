import { BoardReader } from '../../shared/board/read.ts'
import { BoardWriter } from '../../shared/board/write.ts'
import { painPoint } from '../support/boardShapes.ts'
import { SocketPeer } from '../support/socketPeer.ts'
import type { SoakServer } from './SoakServer.ts'

/** Boards of these templates, each with a card that everybody writes in. */
export async function makeBoards(
  server: SoakServer,
  templates: readonly string[],
): Promise<{ boardId: string; template: string }[]> {
  const boards: { boardId: string; template: string }[] = []
  for (const [at, template] of templates.entries()) {
    const response = await fetch(`${server.url}/api/v1/boards`, {
      method: 'POST',
      body: JSON.stringify({ title: `Board ${at + 1}`, template }),
      headers: { 'content-type': 'application/json' },
    })
    const { id: boardId } = (await response.json()) as { id: string }
    await putMinutes(server.port, boardId)
    boards.push({ boardId, template })
  }
  return boards
}

async function putMinutes(port: number, boardId: string): Promise<void> {
  const peer = new SocketPeer(`ws://127.0.0.1:${port}/sync/${boardId}`)
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await until(() => peer.synced)
  const reader = new BoardReader(peer.doc)
  reader.update()
  const writer = new BoardWriter(peer.doc, reader, (id) => reader.records.get(id))
  peer.doc.transact(() => writer.create(painPoint('minutes', { x: 0, y: -400 })))
  peer.barrier(1)
  await until(() => peer.saved.has(1))
  peer.socket.terminate()
}
