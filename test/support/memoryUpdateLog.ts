import { gunzipSync, gzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { BetwixtError } from '../../shared/errors.ts'
import type { BoardMeta, ListedBoard, StoredBoard, UpdateLog, UpdateLogStats } from '../../server/storage/updateLog.ts'

/** What a test does to the disk. `hold` lets appends wait until `release` is called. */
export type DiskMood = 'works' | 'refuses' | 'holds'

/** An UpdateLog in memory whose disk a test can let refuse or wait. */
export class MemoryUpdateLog implements UpdateLog {
  readonly boards = new Map<string, StoredBoard>()
  mood: DiskMood = 'works'
  appends = 0
  loads = 0
  compactions = 0
  /** How many compactions were handed the state. */
  wholes = 0
  #held: (() => void)[] = []

  async load(boardId: string): Promise<StoredBoard | null> {
    this.loads += 1
    await Promise.resolve()
    const board = this.boards.get(boardId)
    return board === undefined ? null : { ...board, tail: [...board.tail] }
  }

  async append(boardId: string, updates: readonly Uint8Array[], meta?: BoardMeta): Promise<void> {
    this.appends += 1
    if (this.mood === 'holds') await new Promise<void>((resolve) => this.#held.push(resolve))
    else await Promise.resolve()
    if (this.mood === 'refuses') throw new BetwixtError('storage-unwritable', 'The disk is full.')
    const board = this.boards.get(boardId) ?? { state: null, tail: [], meta: null, updatedAt: null }
    this.boards.set(boardId, {
      ...board,
      tail: [...board.tail, ...updates.map((update) => update.slice())],
      meta: meta ?? board.meta,
      updatedAt: 0,
    })
  }

  /** Lets the appends that wait go on, in whatever mood the disk is by then. */
  release(mood: DiskMood = 'works'): void {
    this.mood = mood
    const held = this.#held
    this.#held = []
    for (const go of held) go()
  }

  async compact(boardId: string, whole?: Uint8Array): Promise<void> {
    if (whole !== undefined) this.wholes += 1
    const board = this.boards.get(boardId)
    if (board === undefined) return
    this.compactions += 1
    this.boards.set(boardId, { ...board, state: gzipSync(whole ?? encode(documentOf(board))), tail: [] })
  }

  async stats(boardId: string): Promise<UpdateLogStats> {
    await Promise.resolve()
    const board = this.boards.get(boardId)
    return {
      tailCount: board?.tail.length ?? 0,
      tailBytes: board?.tail.reduce((sum, update) => sum + update.length, 0) ?? 0,
      stateBytes: board?.state?.length ?? 0,
    }
  }

  async delete(boardId: string): Promise<void> {
    await Promise.resolve()
    this.boards.delete(boardId)
  }

  async *list(): AsyncIterable<ListedBoard> {
    await Promise.resolve()
    for (const [boardId, { meta, updatedAt }] of this.boards) yield { boardId, meta, updatedAt }
  }

  async close(): Promise<void> {
    await Promise.resolve()
  }
}

/** The document that a stored board unpacks to. */
export function documentOf(board: StoredBoard): Y.Doc {
  const doc = new Y.Doc()
  if (board.state !== null) Y.applyUpdate(doc, gunzipSync(board.state))
  for (const update of board.tail) Y.applyUpdate(doc, update)
  return doc
}

function encode(doc: Y.Doc): Uint8Array {
  return Y.encodeStateAsUpdate(doc)
}
