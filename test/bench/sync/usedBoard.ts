import * as Y from 'yjs'
import { boardRoots } from '../../../shared/board/keys.ts'
import { SYNC_STEP, numberMessage, syncMessage } from '../../../shared/sync/messages.ts'
import { MESSAGE } from '../../../shared/sync/protocol.ts'
import { box } from '../../support/boardShapes.ts'
import { betwixtDialect } from './dialect.ts'
import { place } from './dragMessages.ts'
import { LightSocket } from './lightSocket.ts'
import { until } from './pause.ts'
import type { ServerProcess } from './serverProcess.ts'

export const SHAPES = 10_000
export const FRAMES = 100_000
/** Shapes that are pasted at a time. */
const PASTED = 100
/** Frames of one drag. */
const DRAG = 100
/** So many updates are on their way at once. */
const BATCH = 1_000
const PATIENCE_MS = 120_000

/** What somebody has put on a board, update by update. */
export class UsedBoard {
  readonly doc = new Y.Doc()
  readonly #names = Array.from({ length: SHAPES }, (_, index) => `KvBG7hn2Zr0cXo5JQ${index}`)
  #frames = 0

  /** Pastes all shapes. */
  pastes(): Uint8Array[] {
    const updates: Uint8Array[] = []
    const onUpdate = (update: Uint8Array) => updates.push(update)
    this.doc.on('update', onUpdate)
    const { records } = boardRoots(this.doc)
    for (let from = 0; from < SHAPES; from += PASTED) {
      this.doc.transact(() => {
        for (const [index, name] of this.#names.slice(from, from + PASTED).entries()) {
          const shape = box(name, { x: from + index })
          records.set(shape.id, shape)
        }
      })
    }
    this.doc.off('update', onUpdate)
    return updates
  }

  /** Drags one shape after the other. */
  frames(count: number): Uint8Array[] {
    return Array.from({ length: count }, () => {
      const name = this.#names[Math.floor(this.#frames / DRAG) % SHAPES] ?? ''
      this.#frames += 1
      return place(this.doc, name, [this.#frames * 1.37, this.#frames / 7, 0])
    })
  }
}

/** Sends updates through a server to somebody who watches, and returns when they have all come. */
export async function sendThrough(server: ServerProcess, room: string, updates: readonly Uint8Array[]): Promise<void> {
  const { dialect } = server.contender
  const watcher = await LightSocket.open(server.port, dialect, room)
  let saved = false
  const writer = await LightSocket.open(server.port, dialect, room, {
    onMessage: ([type]) => (saved ||= type === MESSAGE.saved),
  })
  await Promise.all([watcher.synced, writer.synced])
  const before = watcher.deliveries
  for (let from = 0; from < updates.length; from += BATCH) {
    const batch = updates.slice(from, from + BATCH)
    for (const update of batch) writer.send(syncMessage(SYNC_STEP.update, update))
    await until('sending updates', PATIENCE_MS, () => watcher.deliveries - before >= from + batch.length)
  }
  if (dialect === betwixtDialect) {
    writer.send(numberMessage(MESSAGE.barrier, 1))
    await until('saving', PATIENCE_MS, () => saved)
  }
  writer.close()
  watcher.close()
}
