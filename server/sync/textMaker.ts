import type * as Y from 'yjs'
import { boardRoots, type BoardRoots } from '../../shared/board/keys.ts'
import { lacksTexts, makeMissingTexts } from '../../shared/board/missingTexts.ts'
import type { Cancel, Timers } from './timers.ts'

/** Whoever writes a card first and its texts after it gets so long. */
const WAIT_MS = 2_000
/** A disk that refuses is tried again after so long. */
const RETRY_MS = 30_000
/** Texts of one write: more would hold up everybody else. */
const TEXTS_AT_ONCE = 2_000

/**
 * Looks after the texts of one board's cards: where some have none, so that nobody could type in them, it makes them a
 * moment later. It looks at all cards once and then only at those that are new.
 */
export class TextMaker {
  readonly #timers: Timers
  readonly #write: (change: (doc: Y.Doc) => boolean) => Promise<boolean>
  readonly #unobserve: () => void
  #cancel: Cancel | null = null
  #isStopped = false

  /** @param write changes the board as the server's own doing, and resolves once that is on disk */
  constructor(doc: Y.Doc, timers: Timers, write: (change: (doc: Y.Doc) => boolean) => Promise<boolean>) {
    this.#timers = timers
    this.#write = write
    const roots = boardRoots(doc)
    const look = ({ keysChanged }: { keysChanged: Set<unknown> }) => this.#look(roots, keysChanged)
    roots.records.observe(look)
    this.#unobserve = () => roots.records.unobserve(look)
    this.#look(roots, roots.records.keys())
  }

  stop(): void {
    this.#isStopped = true
    this.#cancel?.()
    this.#unobserve()
  }

  #look(roots: BoardRoots, ids: Iterable<unknown>): void {
    if (this.#cancel !== null) return
    for (const id of ids) {
      if (typeof id !== 'string' || !lacksTexts(roots, id)) continue
      this.#makeSoon(WAIT_MS)
      return
    }
  }

  #makeSoon(delayMs: number): void {
    if (this.#isStopped) return
    this.#cancel = this.#timers.after(delayMs, () => {
      this.#cancel = null
      this.#write((doc) => makeMissingTexts(doc, TEXTS_AT_ONCE)).then(
        (areMore) => {
          if (areMore) this.#makeSoon(WAIT_MS)
        },
        // The disk refuses, which the persister has told already.
        () => this.#makeSoon(RETRY_MS),
      )
    })
  }
}
