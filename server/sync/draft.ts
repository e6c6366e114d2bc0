import * as Y from 'yjs'
import type { BoardDocument } from './boardDocument.ts'
import { oneUpdate } from './oneUpdate.ts'
import type { RoomEnvironment } from './roomEnvironment.ts'
import type { Cancel } from './timers.ts'

/** Changes that a draft has to take over before its next use, past which making a new one is cheaper. */
const MAX_FOLLOWED_BYTES = 1024 * 1024
/** How long an unused draft is kept for the next write. */
const KEEP_MS = 30_000

/**
 * A second copy of a board's document in which the server's own changes are tried. Yjs cannot take a change back, and
 * a change that the disk refuses must leave no trace with anyone: it is made here, written, and only then applied to
 * the live document and sent. A refused draft is thrown away.
 */
export class Draft {
  readonly #environment: RoomEnvironment
  readonly #onId: (id: number) => void
  #doc: Y.Doc | null = null
  #followed: Uint8Array[] = []
  #followedBytes = 0
  #last: Promise<unknown> = Promise.resolve()
  #cancelDiscard: Cancel | null = null

  /** @param onId told under which Yjs id changes are made, before there is one */
  constructor(environment: RoomEnvironment, onId: (id: number) => void) {
    this.#environment = environment
    this.#onId = onId
  }

  /** Runs writes one after the other: each may build on the one before. */
  exclusively<T>(write: () => Promise<T>): Promise<T> {
    const run = this.#last.then(write)
    this.#last = run.catch(() => undefined)
    return run
  }

  /** Remembers a change of the live document. */
  follow(update: Uint8Array): void {
    if (this.#doc === null) return
    this.#followed.push(update)
    this.#followedBytes += update.length
    if (this.#followedBytes > MAX_FOLLOWED_BYTES) this.discard()
  }

  /**
   * Runs `fn` in one transaction on the draft. Returns what it returned and the update it made; null if it changed
   * nothing. When it throws, nothing of what it did remains.
   */
  change<T>(live: BoardDocument, fn: (doc: Y.Doc) => T): { result: T; update: Uint8Array | null } {
    const doc = this.#upToDate(live)
    const updates: Uint8Array[] = []
    const collect = (update: Uint8Array): void => void updates.push(update)
    doc.on('update', collect)
    try {
      const result = doc.transact(() => fn(doc))
      return { result, update: updates.length === 0 ? null : oneUpdate(updates) }
    } catch (error) {
      // What it wrote before it threw cannot be taken back; where that was nothing, the copy is as good as before.
      if (updates.length > 0) this.discard()
      throw error
    } finally {
      doc.off('update', collect)
    }
  }

  discard(): void {
    this.#cancelDiscard?.()
    this.#cancelDiscard = null
    this.#doc?.destroy()
    this.#doc = null
    this.#followed = []
    this.#followedBytes = 0
  }

  #upToDate(live: BoardDocument): Y.Doc {
    this.#cancelDiscard?.()
    this.#cancelDiscard = this.#environment.timers.after(KEEP_MS, () => this.discard())
    if (this.#doc === null) {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, live.missing())
      this.#doc = doc
      this.#onId(doc.clientID)
      return doc
    }
    const doc = this.#doc
    const followed = this.#followed
    this.#followed = []
    this.#followedBytes = 0
    doc.transact(() => {
      for (const update of followed) Y.applyUpdate(doc, update)
    })
    return doc
  }
}
