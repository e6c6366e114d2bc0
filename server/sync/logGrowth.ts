import type { StoredBoard, UpdateLog } from '../storage/updateLog.ts'
import type { RoomLimits } from './limits.ts'
import type { SyncLogger } from './roomEnvironment.ts'

/** Watches how long a board's log grows, and has it compacted. */
export class LogGrowth {
  readonly #boardId: string
  readonly #log: UpdateLog
  readonly #limits: RoomLimits
  readonly #logger: SyncLogger
  readonly #whole: () => Uint8Array | null
  /** Updates in the log that are not compacted. */
  updates: number
  #bytes: number
  /** Of the state that was compacted last. */
  #stateBytes: number
  #compacting: Promise<void> | null = null

  /** `whole` gives an update with all that is in the log, if that is at hand. */
  constructor(
    boardId: string,
    log: UpdateLog,
    limits: RoomLimits,
    logger: SyncLogger,
    stored: StoredBoard,
    whole: () => Uint8Array | null,
  ) {
    this.#boardId = boardId
    this.#log = log
    this.#limits = limits
    this.#logger = logger
    this.#whole = whole
    this.updates = stored.tail.length
    this.#bytes = stored.tail.reduce((sum, update) => sum + update.length, 0)
    this.#stateBytes = stored.state?.length ?? 0
  }

  /** What is stored of the board, in bytes. */
  get storedBytes(): number {
    return this.#stateBytes + this.#bytes
  }

  /** An update was added to the log. */
  added(update: Uint8Array): void {
    this.updates += 1
    this.#bytes += update.length
    void this.#compactBeyond(this.#limits.compactUpdates, this.#limits.compactBytes)
  }

  /** Compacts the board whatever there is to gain. Never rejects. */
  compactNow(): Promise<void> {
    return this.#compactBeyond(-1, -1)
  }

  /** Compacts a board that nobody uses, unless there is little to gain. Never rejects. */
  compactIdle(): Promise<void> {
    return this.#compactBeyond(this.#limits.idleCompactUpdates, this.#limits.idleCompactBytes)
  }

  #compactBeyond(maxUpdates: number, maxBytes: number): Promise<void> {
    if (this.#compacting !== null) return this.#compacting
    if (this.updates <= maxUpdates && this.#bytes <= maxBytes) return Promise.resolve()
    this.#compacting = this.#compact().finally(() => {
      this.#compacting = null
    })
    return this.#compacting
  }

  async #compact(): Promise<void> {
    const updates = this.updates
    const bytes = this.#bytes
    try {
      await this.#log.compact(this.#boardId, this.#whole() ?? undefined)
      this.#stateBytes = (await this.#log.stats(this.#boardId)).stateBytes
    } catch (error) {
      // The board is as it was; when its log has grown by as much again, the next attempt follows.
      this.#logger.warn({ boardId: this.#boardId, err: error }, 'a board could not be compacted')
    }
    this.updates -= updates
    this.#bytes -= bytes
  }
}
