import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Database, RootDatabase } from 'lmdb'
import { BetwixtError } from '../../../shared/errors.ts'
import { fullnessOf } from '../diskSpace.ts'
import { gunzipState, gzipState, mergeUpdates } from '../mergeBoard.ts'
import { decodeStoredValue, encodeStoredValue, type StoredValue } from '../storedValue.ts'
import { unwritable } from '../unwritable.ts'
import type { BoardMeta, ListedBoard, StoredBoard, UpdateLog, UpdateLogStats } from '../updateLog.ts'
import { GroupCommit } from './groupCommit.ts'
import { decodeMeta, encodeMeta } from './metaValue.ts'
import { LMDB_FILE, openLmdb } from './openLmdb.ts'
import { prepareDataFile } from './prepareDataFile.ts'

type TailKey = [boardId: string, seq: number]

/** Longer ids could not be keys of LMDB (1978 bytes) and are never made by us. */
const MOST_ID_CHARACTERS = 200

export interface LmdbUpdateLogOptions {
  /** The folder that holds the files; made if it is missing. */
  directory: string
  /** The clock, in milliseconds since 1970. */
  now: () => number
  /** Whether there is room for updates; what the system says of the folder's disk where this is left out. */
  isDiskFull?: () => boolean
}

/**
 * Boards in LMDB: the tail under `[boardId, seq]`, the merged state, its time and the meta under the board's id. The time
 * stands in the state as well; by itself it can be told of thousands of boards without reading all that they hold.
 *
 * Calls made while a commit runs share the next.
 */
export class LmdbUpdateLog implements UpdateLog {
  readonly #root: RootDatabase
  readonly #commits: GroupCommit
  readonly #tails: Database<Buffer, TailKey>
  readonly #states: Database<Buffer, string>
  readonly #metas: Database<Buffer, string>
  readonly #stateTimes: Database<Buffer, string>
  readonly #now: () => number
  readonly #isDiskFull: () => boolean
  /** The number of the next update of each board that was written to since the start. */
  readonly #nextSeq = new Map<string, number>()
  readonly #compactions = new Map<string, Promise<void>>()

  private constructor(root: RootDatabase, { directory, now, isDiskFull }: LmdbUpdateLogOptions) {
    this.#root = root
    this.#commits = new GroupCommit(root, path.join(directory, 'canary'))
    this.#isDiskFull = isDiskFull ?? fullnessOf(directory)
    this.#tails = root.openDB({ name: 'tails', encoding: 'binary' })
    this.#states = root.openDB({ name: 'states', encoding: 'binary' })
    this.#metas = root.openDB({ name: 'metas', encoding: 'binary' })
    this.#stateTimes = root.openDB({ name: 'stateTimes', encoding: 'binary' })
    this.#now = now
  }

  /** Opens the log, making its folder and files where they are missing. Throws `storage-damaged`, `storage-unwritable`. */
  static async open(options: LmdbUpdateLogOptions): Promise<LmdbUpdateLog> {
    const file = path.join(options.directory, LMDB_FILE)
    let isDatabase: boolean
    try {
      await mkdir(options.directory, { recursive: true })
      isDatabase = await prepareDataFile(file)
    } catch (error) {
      throw unwritable(error)
    }
    if (!isDatabase) throw new BetwixtError('storage-damaged', `${file} is no database any more.`)
    try {
      const root = openLmdb(file)
      return new LmdbUpdateLog(root, options)
    } catch (error) {
      throw new BetwixtError('storage-damaged', `${file} cannot be opened.`, { cause: error })
    }
  }

  load(boardId: string): Promise<StoredBoard | null> {
    return guarded(boardId, () => this.#read(boardId)?.board ?? null)
  }

  async append(boardId: string, updates: readonly Uint8Array[], meta?: BoardMeta): Promise<void> {
    if (boardId.length > MOST_ID_CHARACTERS) throw new BetwixtError('board-not-found', 'There is no such board.')
    if (updates.length === 0 && meta === undefined) return
    // LMDB would go on for a while in pages of its own, and then have none left to delete or compact with.
    if (this.#isDiskFull()) throw unwritable(new Error('The disk is full.'))
    const writtenAt = this.#now()
    let seq = this.#nextSeq.get(boardId) ?? this.#lastSeq(boardId) + 1
    this.#nextSeq.set(boardId, seq + updates.length)
    await this.#commit(() => {
      for (const bytes of updates) void this.#tails.put([boardId, seq++], encodeStoredValue({ writtenAt, bytes }))
      if (meta) void this.#metas.put(boardId, encodeMeta(meta, writtenAt))
    })
  }

  compact(boardId: string, whole?: Uint8Array): Promise<void> {
    const running = this.#compactions.get(boardId)
    if (running) return running
    const compaction = this.#compact(boardId, whole).finally(() => this.#compactions.delete(boardId))
    this.#compactions.set(boardId, compaction)
    return compaction
  }

  stats(boardId: string): Promise<UpdateLogStats> {
    return guarded(boardId, () => {
      const stats = { tailCount: 0, tailBytes: 0, stateBytes: this.#states.get(boardId)?.byteLength ?? 0 }
      for (const { value } of this.#tail(boardId)) {
        stats.tailCount += 1
        stats.tailBytes += value.byteLength
      }
      return stats
    })
  }

  async delete(boardId: string): Promise<void> {
    // What is still under way would otherwise put something back.
    await this.#compactions.get(boardId)?.catch(() => undefined)
    await this.#commits.settled()
    const keys = [...this.#tail(boardId)].map(({ key }) => key)
    await this.#commit(() => {
      for (const key of keys) void this.#tails.remove(key)
      void this.#states.remove(boardId)
      void this.#stateTimes.remove(boardId)
      void this.#metas.remove(boardId)
    })
    this.#nextSeq.delete(boardId)
  }

  async *list(): AsyncIterable<ListedBoard> {
    for (const boardId of this.#boardIds()) {
      yield { boardId, meta: decodeMeta(this.#metas.get(boardId)), updatedAt: this.#updatedAt(boardId) }
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#compactions.values())
    await this.#commits.settled()
    await this.#root.close()
  }

  /** All of a board and the keys of its tail; null for an unknown one. */
  #read(boardId: string): { board: StoredBoard; tailKeys: TailKey[] } | null {
    if (boardId.length > MOST_ID_CHARACTERS) return null
    const state = intact(this.#states.get(boardId), boardId)
    const framedMeta = this.#metas.get(boardId)
    const known = state !== null || framedMeta !== undefined
    const meta = decodeMeta(framedMeta)
    const tail: StoredValue[] = []
    const tailKeys: TailKey[] = []
    for (const { key, value } of this.#tail(boardId)) {
      const update = intact(value, boardId)
      if (update) tail.push(update)
      tailKeys.push(key)
    }
    if (!known && tail.length === 0) return null
    const board = {
      state: state?.bytes ?? null,
      tail: tail.map((value) => value.bytes),
      meta,
      updatedAt: tail.at(-1)?.writtenAt ?? state?.writtenAt ?? null,
    }
    return { board, tailKeys }
  }

  async #compact(boardId: string, whole: Uint8Array | undefined): Promise<void> {
    const read = this.#read(boardId)
    if (!read || read.tailKeys.length === 0) return
    const { state, tail, updatedAt } = read.board
    const bytes = whole === undefined ? await merged(boardId, state, tail) : await gzipState(whole)
    const writtenAt = updatedAt ?? 0
    // A backup that was killed is still in the table of readers, and LMDB would keep all that it could see.
    this.#root.readerCheck()
    await this.#commit(() => {
      void this.#states.put(boardId, encodeStoredValue({ writtenAt, bytes }))
      void this.#stateTimes.put(boardId, encodeStoredValue({ writtenAt, bytes: new Uint8Array() }))
      for (const key of read.tailKeys) void this.#tails.remove(key)
    })
  }

  /** All of it or nothing; resolves when it is on disk. */
  async #commit(writes: () => void): Promise<void> {
    try {
      await this.#commits.commit(writes)
    } catch (error) {
      throw unwritable(error)
    }
  }

  #tail(boardId: string) {
    return this.#tails.getRange({ start: [boardId, 0], end: [boardId, Number.MAX_SAFE_INTEGER] })
  }

  #lastKey(boardId: string): TailKey | undefined {
    const range = this.#tails.getKeys({
      start: [boardId, Number.MAX_SAFE_INTEGER],
      end: [boardId, 0],
      reverse: true,
      limit: 1,
    })
    return [...range][0]
  }

  #lastSeq(boardId: string): number {
    return this.#lastKey(boardId)?.[1] ?? 0
  }

  #updatedAt(boardId: string): number | null {
    const key = this.#lastKey(boardId)
    const framed = (key && this.#tails.get(key)) ?? this.#stateTimes.get(boardId)
    return framed ? (decodeStoredValue(framed)?.writtenAt ?? null) : null
  }

  #boardIds(): Set<string> {
    const ids = new Set([...this.#states.getKeys(), ...this.#metas.getKeys()])
    // A board's tail may be long: from each board found, jump behind its last possible key.
    let start: TailKey | undefined
    for (;;) {
      const key = [...this.#tails.getKeys({ ...(start && { start }), limit: 1 })][0]
      if (!key) return ids
      ids.add(key[0])
      start = [key[0], Number.MAX_VALUE]
    }
  }
}

/** Does at once what LMDB does at once, and rejects like an async function would. Throws `storage-damaged`. */
function guarded<T>(boardId: string, read: () => T): Promise<T> {
  return new Promise((resolve) => {
    try {
      resolve(read())
    } catch (error) {
      // A page that LMDB itself finds to be no page of its own.
      throw error instanceof BetwixtError ? error : damaged(boardId, error)
    }
  })
}

/** Decodes at once: what LMDB hands out may be overwritten by the next read. */
function intact(framed: Uint8Array | undefined, boardId: string): StoredValue | null {
  if (framed === undefined) return null
  const value = decodeStoredValue(framed)
  if (value) return value
  throw damaged(boardId)
}

async function merged(boardId: string, state: Uint8Array | null, tail: readonly Uint8Array[]): Promise<Uint8Array> {
  let update: Uint8Array
  try {
    update = mergeUpdates(state ? [await gunzipState(state), ...tail] : tail)
  } catch (error) {
    throw damaged(boardId, error)
  }
  return gzipState(update)
}

function damaged(boardId: string, cause?: unknown): BetwixtError {
  return new BetwixtError('storage-damaged', `What is stored of board ${boardId} is damaged on the server's disk.`, {
    cause,
  })
}
