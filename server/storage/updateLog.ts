/** What every listing of boards shows of one, kept beside its bytes so that a lost catalog can be rebuilt. */
export interface BoardMeta {
  title: string
  template: string
}

/** A board as it lies on disk: a merged state and the updates that came after it, oldest first. */
export interface StoredBoard {
  /** The merged state, a gzipped Yjs V1 update; null as long as nothing was compacted. */
  state: Uint8Array | null
  /** Yjs V1 updates that came after the state, in the order in which they were appended. */
  tail: Uint8Array[]
  meta: BoardMeta | null
  /** When the newest update was appended, in milliseconds since 1970; null for a board that has none. */
  updatedAt: number | null
}

/** How much of a board waits to be compacted. */
export interface UpdateLogStats {
  tailCount: number
  tailBytes: number
  /** Size of the merged state as stored, that is gzipped. */
  stateBytes: number
}

/** One board of a listing. */
export interface ListedBoard {
  boardId: string
  meta: BoardMeta | null
  updatedAt: number | null
}

/**
 * The bytes of boards. A backend is one folder beside this file and passes test/contract/updateLog.ts.
 *
 * Nothing here knows what an update means, except `compact`, which merges them.
 */
export interface UpdateLog {
  /**
   * All that is stored of a board, or null for a board nobody ever appended to.
   * @throws BetwixtError `storage-damaged` when a stored value is torn; other boards are not affected
   */
  load(boardId: string): Promise<StoredBoard | null>

  /**
   * Adds updates to a board's log. Resolves when they, and `meta` with them, are on disk and survive a power cut;
   * many calls share one flush. The order of calls is the order of updates. An empty list with a `meta` renames.
   * @throws BetwixtError `storage-unwritable` when nothing of this call was kept; trying again later is right
   */
  append(boardId: string, updates: readonly Uint8Array[], meta?: BoardMeta): Promise<void>

  /**
   * Merges the state and the tail into one state. Updates appended while it runs stay in the tail.
   * @param whole a V1 update with all that was appended so far, for a caller who has it at hand: merging takes hundreds
   * of milliseconds for a large board, and everybody waits
   * @throws BetwixtError `storage-damaged`, `storage-unwritable`; the board is then as it was
   */
  compact(boardId: string, whole?: Uint8Array): Promise<void>

  /** Sizes of what is stored; all zero for an unknown board. */
  stats(boardId: string): Promise<UpdateLogStats>

  /** Forgets a board for good. Resolves when that is on disk. An unknown board is no error. */
  delete(boardId: string): Promise<void>

  /** Every board that has something stored, in no order that could be relied on. */
  list(): AsyncIterable<ListedBoard>

  /** Finishes what is being written and closes the files. Nothing may be called afterwards. */
  close(): Promise<void>
}
