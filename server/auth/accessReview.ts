import type { Catalog } from '../storage/catalog.ts'
import type { Cancel, Timers } from '../sync/timers.ts'
import { isGood } from './isGood.ts'

/** A timer takes no more; what ends later is looked at again then. */
const LONGEST_MS = 24 * 60 * 60 * 1000

/**
 * Sees to it that whoever is on a board has the right to: when rights change, and at the moment at which a link, a
 * token or a sign-on ends by itself.
 */
export class AccessReview {
  readonly #catalog: Catalog
  readonly #timers: Pick<Timers, 'after'>
  readonly #now: () => number
  readonly #review: () => void
  #cancel: Cancel | null = null

  /** `review` looks at everybody who is on a board. */
  constructor(catalog: Catalog, timers: Pick<Timers, 'after'>, now: () => number, review: () => void) {
    this.#catalog = catalog
    this.#timers = timers
    this.#now = now
    this.#review = review
    this.#waitForNextEnd()
  }

  /** Links, tokens, sessions or owners have changed, or which boards are hidden. */
  changed(): void {
    this.#review()
    this.#waitForNextEnd()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  #waitForNextEnd(): void {
    this.stop()
    const now = this.#now()
    const members = this.#catalog.list('sessions').flatMap(({ member }) => (member === null ? [] : [member]))
    const ends = [...this.#catalog.list('shares'), ...this.#catalog.list('tokens'), ...members].flatMap((entry) =>
      entry.expiresAt !== null && isGood(entry, now) ? [entry.expiresAt] : [],
    )
    if (ends.length === 0) return
    const waitMs = Math.min(ends.reduce((first, end) => Math.min(first, end)) - now, LONGEST_MS)
    this.#cancel = this.#timers.after(Math.max(waitMs, 1), () => this.changed())
  }
}
