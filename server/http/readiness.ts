import { BetwixtError } from '../../shared/errors.ts'
import type { Storage } from '../storage/openStorage.ts'
import type { Timers } from '../sync/timers.ts'

/** The disk is asked at most so often, however many ask: anybody may. */
const ASK_EVERY_MS = 1_000

/** Whether the server can take work now. */
export class Readiness {
  readonly #storage: Pick<Storage, 'checkWritable'>
  readonly #timers: Pick<Timers, 'now'>
  #isDraining = false
  #askedAt = Number.NEGATIVE_INFINITY
  #answer: Promise<BetwixtError | null> = Promise.resolve(null)

  constructor(storage: Pick<Storage, 'checkWritable'>, timers: Pick<Timers, 'now'>) {
    this.#storage = storage
    this.#timers = timers
  }

  /** The server is being stopped: from now on it takes no new work. */
  drain(): void {
    this.#isDraining = true
  }

  /** Why it cannot take work, or null where it can. Never rejects. */
  async refusal(): Promise<BetwixtError | null> {
    if (this.#timers.now() - this.#askedAt >= ASK_EVERY_MS) {
      this.#askedAt = this.#timers.now()
      this.#answer = this.#askDisk()
    }
    const refusal = await this.#answer
    return this.#isDraining ? new BetwixtError('shutting-down', 'The server is being stopped.') : refusal
  }

  async #askDisk(): Promise<BetwixtError | null> {
    try {
      await this.#storage.checkWritable()
      return null
    } catch (error) {
      return error instanceof BetwixtError
        ? error
        : new BetwixtError('storage-unwritable', 'The disk could not be asked.', { cause: error })
    }
  }
}
