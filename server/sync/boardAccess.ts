import type * as Y from 'yjs'
import type { BoardMeta } from '../storage/updateLog.ts'

/** Someone who has a board open, as the server knows them. */
export interface BoardPerson {
  name: string
  discipline: string
}

/**
 * The way in to boards for everything that is not a socket: HTTP routes, exports, records. What is written here is
 * seen at once by everybody on the board, and is on disk when the promise resolves.
 */
export interface BoardAccess {
  /** Runs `fn` over the board's document, loading it if needed. Throws `board-not-found`, `storage-damaged`. */
  read<T>(boardId: string, fn: (doc: Y.Doc) => T): Promise<T>
  /**
   * Runs `fn` in one transaction and resolves when what it changed is durable. When the disk refuses it this rejects
   * with `storage-unwritable`, and nothing of it is kept or sent to anyone.
   */
  write<T>(boardId: string, fn: (doc: Y.Doc) => T): Promise<T>
  /** The whole state as one V1 update, including everything applied so far. */
  state(boardId: string): Promise<Uint8Array>
  /** Makes a board from its first update; durable when it resolves. Throws `conflict` if the id is taken. */
  create(boardId: string, update: Uint8Array, meta: BoardMeta): Promise<void>
  /** Who is there now, each person once. */
  people(boardId: string): BoardPerson[]
  /** The board went into the trash or was deleted: flushes what it has and closes its sockets with `board-in-trash`. */
  drop(boardId: string): Promise<void>
  /** Tells everybody on the board its new title. */
  rename(boardId: string, title: string): void
}
