import type { FactKey, FactValue } from './facts.ts'

/** A fact that is not what its author was told. */
export interface Breach {
  bot: string
  key: FactKey
  found: FactValue
  /** What it may be: as it was when it was last shown as saved, or as its author left it since. */
  allowed: FactValue[]
  /**
   * Its author has changed it since it was last saved, and what is found may be a part of that: whoever comes back brings
   * much at once, which the server takes piece by piece.
   */
  isHalfWay: boolean
}

/** A fact at a moment. Moments are numbers that count up over the whole run. */
interface Entry {
  at: number
  value: FactValue
}

interface Account {
  board: string
  facts: Map<FactKey, Entry[]>
  /** The moment up to which everything was shown as saved. */
  savedAt: number
}

/**
 * What each author did and how much of it they were shown as saved. A reader who comes afterwards must find each fact as
 * it was at the last Saved before they came, or as the author left it later: nothing older, nothing else.
 */
export class Ledger {
  readonly #accounts = new Map<string, Account>()
  readonly #checks = new Set<ReadonlyMap<string, number>>()
  #now = 0

  /** Facts that are watched. */
  get size(): number {
    return [...this.#accounts.values()].reduce((sum, { facts }) => sum + facts.size, 0)
  }

  /** An author changed facts. */
  noted(bot: string, board: string, changes: readonly (readonly [FactKey, FactValue])[]): void {
    const account = this.#account(bot, board)
    const at = ++this.#now
    for (const [key, value] of changes) {
      const entries = account.facts.get(key) ?? [{ at: 0, value: null }]
      entries.push({ at, value })
      account.facts.set(key, entries)
    }
  }

  /** An author was shown that everything up to now is saved. */
  saved(bot: string): void {
    const account = this.#accounts.get(bot)
    if (account === undefined) return
    account.savedAt = ++this.#now
    const floor = Math.min(account.savedAt, ...[...this.#checks].map((check) => check.get(bot) ?? 0))
    for (const entries of account.facts.values()) {
      const first = entries.findLastIndex(({ at }) => at <= floor)
      if (first > 0) entries.splice(0, first)
    }
  }

  /** Watches what is gone, and was shown to be, no more: things come and go by the thousand. */
  forgetGone(): void {
    for (const { facts, savedAt } of this.#accounts.values()) {
      for (const [key, entries] of facts) {
        const last = entries.at(-1)
        if (last !== undefined && last.value === null && last.at <= savedAt) facts.delete(key)
      }
    }
  }

  /** The last values of an author's facts. */
  latest(bot: string): Map<FactKey, FactValue> {
    const facts = this.#accounts.get(bot)?.facts ?? new Map<FactKey, Entry[]>()
    return new Map([...facts].map(([key, entries]) => [key, entries.at(-1)?.value ?? null]))
  }

  /** Begins to watch a reader who comes now. */
  begin(): Check {
    const floors = new Map([...this.#accounts].map(([bot, { savedAt }]) => [bot, savedAt]))
    this.#checks.add(floors)
    return {
      judge: (board, find) => this.#judge(board, floors, find),
      end: () => void this.#checks.delete(floors),
    }
  }

  /** The breaches of a reader who must find everything as its author left it. */
  exactly(board: string, find: (key: FactKey) => FactValue): Breach[] {
    const floors = new Map([...this.#accounts.keys()].map((bot) => [bot, Number.POSITIVE_INFINITY]))
    return this.#judge(board, floors, find)
  }

  /** The breaches of one author's own facts, held to the last Saved or to a later moment that they were promised. */
  ofOne(bot: string, find: (key: FactKey) => FactValue, promisedAt = 0): Breach[] {
    const account = this.#accounts.get(bot)
    if (account === undefined) return []
    const floors = new Map([[bot, Math.max(account.savedAt, promisedAt)]])
    return this.#judge(account.board, floors, find)
  }

  /** This moment. */
  get now(): number {
    return this.#now
  }

  #account(bot: string, board: string): Account {
    let account = this.#accounts.get(bot)
    if (account === undefined) this.#accounts.set(bot, (account = { board, facts: new Map(), savedAt: 0 }))
    return account
  }

  #judge(board: string, floors: ReadonlyMap<string, number>, find: (key: FactKey) => FactValue): Breach[] {
    const breaches: Breach[] = []
    for (const [bot, account] of this.#accounts) {
      if (account.board !== board || !floors.has(bot)) continue
      const floor = floors.get(bot) ?? 0
      for (const [key, entries] of account.facts) {
        const from = Math.max(
          0,
          entries.findLastIndex(({ at }) => at <= floor),
        )
        const allowed = entries.slice(from).map(({ value }) => value)
        const found = find(key)
        if (!allowed.includes(found)) {
          const isHalfWay = entries.length > from + 1
          breaches.push({ bot, key, found, allowed: [...new Set(allowed)], isHalfWay })
        }
      }
    }
    return breaches
  }
}

/** A reader who is being watched. */
export interface Check {
  /** The breaches of what they found on a board. */
  judge(board: string, find: (key: FactKey) => FactValue): Breach[]
  end(): void
}
