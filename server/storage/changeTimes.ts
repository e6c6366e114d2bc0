import type { BoardMeta, UpdateLog } from './updateLog.ts'

/**
 * An update log that remembers when each board changed last, so that a list of ten thousand boards need not ask the
 * disk. The times themselves lie in the log.
 */
export class ChangeTimes {
  readonly #updatedAt = new Map<string, number>()
  readonly #now: () => number
  /** The log to write through; everything else goes to the log it wraps. */
  readonly log: UpdateLog

  constructor(log: UpdateLog, now: () => number) {
    this.#now = now
    this.log = {
      load: (boardId) => log.load(boardId),
      append: async (boardId, updates, meta) => {
        await log.append(boardId, updates, meta)
        if (updates.length > 0) this.#updatedAt.set(boardId, this.#now())
      },
      compact: (boardId, whole) => log.compact(boardId, whole),
      stats: (boardId) => log.stats(boardId),
      delete: async (boardId) => {
        await log.delete(boardId)
        this.#updatedAt.delete(boardId)
      },
      list: () => log.list(),
      close: () => log.close(),
    }
  }

  /** Reads the times of all boards, and tells which boards there are. */
  async readAll(): Promise<Map<string, BoardMeta | null>> {
    const metas = new Map<string, BoardMeta | null>()
    for await (const { boardId, meta, updatedAt } of this.log.list()) {
      metas.set(boardId, meta)
      if (updatedAt !== null) this.#updatedAt.set(boardId, updatedAt)
    }
    return metas
  }

  /** When a board changed last, in milliseconds since 1970; null where nothing is stored of it. */
  updatedAt(boardId: string): number | null {
    return this.#updatedAt.get(boardId) ?? null
  }
}
