import type { RootDatabase } from 'lmdb'
import { DatabaseBeyondHelp } from '../beyondHelp.ts'
import { askDisk } from './canary.ts'

/** More take so long to hand over that others notice; the rest makes the next transaction. */
const MOST_IN_ONE = 512

interface WaitingWrites {
  write(): void
  resolve(): void
  reject(error: unknown): void
}

/**
 * Makes one transaction of all that is asked for in one go, and the next one of what comes while it runs: a commit costs
 * a flush of the disk and several hand-overs between threads, however little is in it.
 */
export class GroupCommit {
  readonly #root: RootDatabase
  readonly #canary: string
  readonly #waiting: WaitingWrites[] = []
  #running = false
  /** Settles with what was asked for last. */
  #last: Promise<void> = Promise.resolve()

  /** `canary` is a file on the same disk, for {@link askDisk}. */
  constructor(root: RootDatabase, canary: string) {
    this.#root = root
    this.#canary = canary
  }

  /**
   * Runs `write`, which must not throw, in a transaction with others. Resolves when it is on disk; rejects with what
   * LMDB said when nothing of it was kept.
   */
  commit(write: () => void): Promise<void> {
    const committed = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ write, resolve, reject })
    })
    this.#last = committed
    if (!this.#running) {
      this.#running = true
      // Boards that begin together do so one after the other within this turn.
      queueMicrotask(() => void this.#run())
    }
    return committed
  }

  /** Resolves when all that was asked for so far is on disk or was refused. */
  settled(): Promise<void> {
    return this.#last.catch(() => undefined)
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, MOST_IN_ONE)
      try {
        askDisk(this.#canary)
        await this.#root.batch(() => {
          for (const { write } of group) write()
        })
      } catch (error) {
        watchCommitError(error)
        endIfBeyondHelp(this.#root)
        for (const { reject } of group) reject(error)
        continue
      }
      for (const { resolve } of group) resolve()
    }
    this.#running = false
  }
}

/** LMDB tells what went wrong in a second promise, which would end the process if nobody watched it. */
function watchCommitError(error: unknown): void {
  if (!(error instanceof Error) || !('commitError' in error)) return
  Promise.resolve(error.commitError).catch((cause: unknown) => {
    error.cause = cause
  })
}

/**
 * A write of its meta page that fails half-way leaves LMDB such that it neither reads nor writes until the process is
 * another one: the next commit would never settle. Nobody can go on from there, so nobody may catch this.
 */
function endIfBeyondHelp(root: RootDatabase): void {
  try {
    root.resetReadTxn()
    root.get('anything')
  } catch (cause) {
    if (!String(cause).includes('MDB_PANIC')) return
    queueMicrotask(() => {
      throw new DatabaseBeyondHelp(cause)
    })
  }
}
