import { nanoid } from 'nanoid'
import { API_LIMITS } from '../../shared/api/limits.ts'
import { BetwixtError } from '../../shared/errors.ts'
import type { Catalog } from '../storage/catalog.ts'
import type { TokenEntry } from '../storage/catalogEntries.ts'
import { isGood } from './isGood.ts'
import { newToken, tokenSha256 } from './secrets.ts'
import { isWorthNoting } from './seen.ts'

/** What every API token begins with, so that one that leaked is known for what it is. */
const PREFIX = 'bxt_'

/** What a token is made for. Times are milliseconds since 1970. */
export type NewToken = Pick<TokenEntry, 'label' | 'scopes' | 'boardId' | 'expiresAt' | 'createdBy'>

/** API tokens in the catalog: made, found by what a script sends, taken back. */
export class ApiTokens {
  readonly #catalog: Catalog
  readonly #now: () => number

  constructor(catalog: Catalog, now: () => number) {
    this.#catalog = catalog
    this.#now = now
  }

  /** Whether this has the form of a token; the workspace key has not. */
  static isOne(bearer: string): boolean {
    return bearer.startsWith(PREFIX)
  }

  /** A token that is good now, or null. */
  find(bearer: string): Readonly<TokenEntry> | null {
    const sha256 = tokenSha256(bearer)
    const entry = this.#catalog.list('tokens').find((token) => token.tokenSha256 === sha256)
    return entry === undefined ? null : this.get(entry.id)
  }

  /** The token of an id if it is good now, or null. */
  get(id: string): Readonly<TokenEntry> | null {
    const entry = this.#catalog.get('tokens', id)
    return entry && isGood(entry, this.#now()) ? entry : null
  }

  /** All of them, ended ones too. */
  list(): readonly Readonly<TokenEntry>[] {
    return this.#catalog.list('tokens')
  }

  /** A new token. It is told this once; only its hash is kept. Throws `limit-reached`, `storage-unwritable`. */
  async make(wanted: NewToken): Promise<{ token: string; entry: TokenEntry }> {
    const token = `${PREFIX}${newToken()}`
    const sha256 = tokenSha256(token)
    const entry: TokenEntry = { ...wanted, id: nanoid(), tokenSha256: sha256, createdAt: this.#now(), seenAt: null }
    await this.#catalog.write((now) => {
      if (now.list('tokens').length < API_LIMITS.tokens) return [{ put: 'tokens', entry }]
      throw new BetwixtError('limit-reached', `There are at most ${API_LIMITS.tokens} API tokens. Take one back first.`)
    })
    return { token, entry }
  }

  /** Takes a token back. Tells whether there was one. */
  async end(id: string): Promise<boolean> {
    const was = this.#catalog.get('tokens', id) !== undefined
    if (was) await this.#catalog.write(() => [{ remove: 'tokens', id }])
    return was
  }

  /** Notes that a token is in use, at most once a day. Throws `storage-unwritable`. */
  async touch(id: string): Promise<void> {
    const entry = this.get(id)
    if (!entry || !isWorthNoting(entry.seenAt, this.#now())) return
    await this.#catalog.write((now) => {
      const current = now.get('tokens', id)
      return current ? [{ put: 'tokens', entry: { ...current, seenAt: this.#now() } }] : []
    })
  }
}
