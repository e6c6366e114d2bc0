import { getIndices } from '@tldraw/utils'
import type { TLRecord } from '@tldraw/tlschema'
import { boardRoots } from '../../shared/board/keys.ts'
import { readBoard } from '../../shared/board/read.ts'
import { estimateCardHeight } from '../../shared/templates/cardHeight.ts'
import { findKind } from '../../shared/templates/index.ts'
import * as Y from 'yjs'
import type { BuiltServer } from './builtServer.ts'
import { arrow, arrowBinding } from './boardShapes.ts'
import { SocketPeer } from './socketPeer.ts'
import { notePlaces } from './notePlaces.ts'

/** Links between neighbours: one for so many cards. */
const CARDS_A_LINK = 5

/**
 * Makes a board of so many cards on a running server, each with collaborative texts, and one link for every five.
 * Returns its id once the server has it on disk.
 */
export async function makeBoardOf(server: BuiltServer, count: number): Promise<string> {
  const answer = await fetch(`${server.url}/api/v1/boards`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: `${count} cards`, template: 'blank' }),
  })
  if (answer.status !== 201) throw new Error(`no board: ${answer.status}`)
  const { id } = (await answer.json()) as { id: string }
  const peer = new SocketPeer(`${server.url.replace(/^http/u, 'ws')}/sync/${id}`)
  await until(() => peer.synced)
  fill(peer.doc, count)
  peer.barrier(1)
  await until(() => peer.saved.has(1))
  peer.socket.close()
  return id
}

function fill(doc: Y.Doc, count: number): void {
  const page = [...readBoard(doc).records.values()].find(({ typeName }) => typeName === 'page')?.id ?? 'page:page'
  const { records, texts } = boardRoots(doc)
  const indices = getIndices(count * 2)
  const places = notePlaces(count)
  doc.transact(() => {
    places.forEach(({ text, x, y }, at) => {
      const id = `shape:KvBG7hn2Zr0cXo5J${at}`
      const fields = { whatHurts: text, who: 'Customer support', example: '', severity: 3 }
      const h = estimateCardHeight(findKind('discovery-map', 'pain-point'), fields)
      records.set(id, {
        id,
        typeName: 'shape',
        type: 'card',
        parentId: page,
        index: indices[at],
        x,
        y,
        rotation: 0,
        isLocked: false,
        opacity: 1,
        meta: {},
        props: { w: 240, h, template: 'discovery-map', kind: 'pain-point', fields: { severity: fields.severity } },
      })
      for (const field of ['whatHurts', 'who', 'example'] as const) {
        texts.set(`${id}/${field}`, new Y.Text(fields[field]))
      }
    })
    for (let at = 0; at + 1 < count; at += CARDS_A_LINK) {
      const link = arrow(`link${at}`, { parent: page, index: indices[count + at] ?? 'a1', ...places[at] })
      for (const record of [
        link,
        arrowBinding(`start${at}`, link.id, `shape:KvBG7hn2Zr0cXo5J${at}`, 'start'),
        arrowBinding(`end${at}`, link.id, `shape:KvBG7hn2Zr0cXo5J${at + 1}`, 'end'),
      ] satisfies TLRecord[]) {
        records.set(record.id, record)
      }
    }
  })
}

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 30_000
  while (!isSo()) {
    if (performance.now() > end) throw new Error('the server did not answer within 30 s')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
