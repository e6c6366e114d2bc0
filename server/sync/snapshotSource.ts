import { BetwixtError } from '../../shared/errors.ts'
import type { StoredBoard, UpdateLog } from '../storage/updateLog.ts'
import { BoardSnapshot } from './boardSnapshot.ts'
import type { Persister } from './persister.ts'

/** Gives a board as it is stored together with what is on its way to disk; everybody who asks meanwhile shares a load. */
export class SnapshotSource {
  readonly #boardId: string
  readonly #log: UpdateLog
  readonly #persister: Persister
  /** What was loaded last, as long as nothing was added since. */
  #fresh: BoardSnapshot | null
  #loading: Promise<void> | null = null
  #waiting: ((snapshot: BoardSnapshot) => void)[] = []
  #sinceLoading: Uint8Array[] = []

  constructor(boardId: string, log: UpdateLog, persister: Persister, stored: StoredBoard) {
    this.#boardId = boardId
    this.#log = log
    this.#persister = persister
    this.#fresh = new BoardSnapshot(stored.state, stored.tail)
  }

  /** An update was accepted: it belongs to every snapshot from now on. */
  added(update: Uint8Array): void {
    this.#fresh = null
    if (this.#loading !== null) this.#sinceLoading.push(update)
  }

  /**
   * Hands over a snapshot. `use` runs at an instant at which it holds every update accepted so far: what comes later
   * reaches those who joined the fan-out in it.
   * @throws BetwixtError `storage-damaged`, `board-not-found`, and what `use` throws
   */
  async withSnapshot(use: (snapshot: BoardSnapshot) => void): Promise<void> {
    if (this.#fresh !== null) {
      use(this.#fresh)
      return
    }
    let failure: unknown = null
    this.#loading ??= this.#load()
    this.#waiting.push((snapshot) => {
      try {
        use(snapshot)
      } catch (error) {
        failure = error
      }
    })
    await this.#loading
    if (failure !== null) throw failure
  }

  /** Frees what is held. */
  forget(): void {
    this.#fresh = null
  }

  async #load(): Promise<void> {
    // What is not on disk yet may be by the time the load runs: then it is there twice, which does no harm.
    this.#sinceLoading = this.#persister.unsaved()
    try {
      const stored = await this.#log.load(this.#boardId)
      if (stored === null) throw new BetwixtError('board-not-found', 'There is no such board.')
      const snapshot = new BoardSnapshot(stored.state, [...stored.tail, ...this.#sinceLoading])
      for (const use of this.#waiting) use(snapshot)
    } finally {
      this.#loading = null
      this.#waiting = []
      this.#sinceLoading = []
    }
  }
}
