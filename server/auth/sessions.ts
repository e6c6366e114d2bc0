import { nanoid } from 'nanoid'
import type { PutMe } from '../../shared/api/person.ts'
import type { Catalog, CatalogView } from '../storage/catalog.ts'
import type { SessionEntry } from '../storage/catalogEntries.ts'
import { newToken, tokenSha256 } from './secrets.ts'
import { memberPersonId } from './members.ts'
import { isWorthNoting } from './seen.ts'
import { sharesChanges } from './sharesChanges.ts'
import { signOnChanges, type SignOn } from './signOnChanges.ts'

/** A session that nobody used for so long is forgotten. */
export const SESSION_LIFETIME_MS = 180 * 24 * 60 * 60 * 1000

/** How many replaced sessions are remembered; their sockets ask at once. */
const MOST_REPLACED = 1_000

/** Sessions of people without a cookie: scripts on this machine, and scripts with the workspace key. */
export type ScriptSessionId = 'local' | 'key'

/** Sessions in the catalog: made, found by their cookie's token, changed, ended. */
export class Sessions {
  readonly #catalog: Catalog
  readonly #now: () => number

  /** Sessions in whose place a browser has another one by now, the oldest first. */
  readonly #replaced = new Set<string>()

  constructor(catalog: Catalog, now: () => number) {
    this.#catalog = catalog
    this.#now = now
  }

  /** The session of a cookie's token, or null when there is none or it is too old. */
  find(token: string): Readonly<SessionEntry> | null {
    return this.get(tokenSha256(token))
  }

  /** The session of an id that a caller was known by before, or null when it has ended. */
  get(id: string): Readonly<SessionEntry> | null {
    return this.#alive(this.#catalog.get('sessions', id))
  }

  /** What is known of those who run scripts without a cookie. */
  ofScripts(id: ScriptSessionId): Readonly<SessionEntry> | null {
    return this.#catalog.get('sessions', id) ?? null
  }

  /**
   * A new session, in the place of the one that the browser had until now: that ends, and what it had been given goes on.
   * The token is told this once; only its hash is kept.
   */
  async start(
    start: Partial<SessionEntry>,
    before: string | null = null,
  ): Promise<{ token: string; session: Readonly<SessionEntry> }> {
    const token = newToken()
    const fresh = this.#fresh(tokenSha256(token))
    const view = await this.#catalog.write((now) => {
      const replaced = before === null ? undefined : now.get('sessions', before)
      return [
        ...this.#outdated(now),
        ...(replaced === undefined ? [] : [{ remove: 'sessions' as const, id: replaced.id }]),
        { put: 'sessions', entry: { ...fresh, ...replaced, ...start, id: fresh.id } },
      ]
    })
    this.#noteReplaced(before)
    return { token, session: view.get('sessions', fresh.id) ?? fresh }
  }

  /** A new session of somebody who signed on. The token is told this once. Rejects with `storage-unwritable`. */
  async startSignedOn(signOn: SignOn): Promise<{ token: string; session: Readonly<SessionEntry> }> {
    const token = newToken()
    const fresh = this.#fresh(tokenSha256(token))
    const personId = memberPersonId(signOn.member)
    const view = await this.#catalog.write((now) => [
      ...signOnChanges(now, fresh, signOn),
      // After what it says of the person's other sessions, and not what is known of them.
      ...this.#outdated(now).filter(({ id }) => id !== personId),
    ])
    this.#noteReplaced(signOn.before)
    return { token, session: view.get('sessions', fresh.id) ?? fresh }
  }

  /** Whether a browser that had this session has another one in its place: other tabs of it come in with that. */
  wasReplaced(id: string): boolean {
    return this.#replaced.has(id)
  }

  /** Lets a session, and all others of its person, refer to a share. Tells whether there is such a session still. */
  async addShare(id: string, shareId: string): Promise<boolean> {
    const view = await this.#catalog.write((now) => {
      const session = now.get('sessions', id)
      return session ? sharesChanges(now, session.personId, shareId) : []
    })
    return view.get('sessions', id) !== undefined
  }

  /** Names a session, and all others of its person. Null when it has ended meanwhile. */
  async introduce(id: string, me: PutMe): Promise<SessionEntry | null> {
    const view = await this.#catalog.write((now) => {
      const introduced = now.get('sessions', id)
      const all = now.list('sessions').filter(({ personId }) => personId === introduced?.personId)
      return all.map((session) => {
        const member = session.member && { ...session.member, isNew: false }
        const seenAt = session.id === id ? this.#now() : session.seenAt
        return { put: 'sessions', entry: { ...session, ...named(me), member, seenAt } }
      })
    })
    return view.get('sessions', id) ?? null
  }

  /** Names the scripts of this machine, or those that hold the key. */
  async nameScripts(id: ScriptSessionId, me: PutMe): Promise<SessionEntry> {
    const session = { ...this.#fresh(id), ...this.#catalog.get('sessions', id), ...named(me), personId: id }
    await this.#catalog.write(() => [{ put: 'sessions', entry: session }])
    return session
  }

  /** The sessions of browsers. */
  ofPeople(): readonly Readonly<SessionEntry>[] {
    return this.#catalog.list('sessions').filter(isOfBrowser)
  }

  /** The browsers of each person who is known here. */
  byPerson(): { lastUsed: Readonly<SessionEntry>; all: readonly Readonly<SessionEntry>[] }[] {
    const people = new Map<string, { lastUsed: Readonly<SessionEntry>; all: Readonly<SessionEntry>[] }>()
    for (const session of this.ofPeople()) {
      const person = people.get(session.personId)
      person?.all.push(session)
      if (person === undefined) people.set(session.personId, { lastUsed: session, all: [session] })
      else if (session.seenAt > person.lastUsed.seenAt) person.lastUsed = session
    }
    return [...people.values()]
  }

  /** Ends every session of a person. Tells whether there was one. */
  async endOf(personId: string): Promise<boolean> {
    let ended = 0
    await this.#catalog.write((now) => {
      const theirs = now.list('sessions').filter((session) => isOfBrowser(session) && session.personId === personId)
      ended = theirs.length
      return theirs.map(({ id }) => ({ remove: 'sessions', id }))
    })
    return ended > 0
  }

  async end(id: string): Promise<void> {
    await this.#catalog.write(() => [{ remove: 'sessions', id }])
  }

  /** Notes that a session is in use, at most once a day. Throws `storage-unwritable`. */
  async touch(id: string): Promise<void> {
    const session = this.#catalog.get('sessions', id)
    if (!session || !isWorthNoting(session.seenAt, this.#now())) return
    await this.#catalog.write((now) => {
      const present = now.get('sessions', id)
      return present ? [{ put: 'sessions', entry: { ...present, seenAt: this.#now() } }] : []
    })
  }

  #noteReplaced(id: string | null): void {
    if (id === null) return
    this.#replaced.add(id)
    for (const oldest of this.#replaced) {
      if (this.#replaced.size <= MOST_REPLACED) return
      this.#replaced.delete(oldest)
    }
  }

  #fresh(id: string): SessionEntry {
    const at = this.#now()
    return {
      id,
      personId: nanoid(),
      name: '',
      discipline: '',
      keyFingerprint: null,
      shareIds: [],
      member: null,
      createdAt: at,
      seenAt: at,
    }
  }

  #alive(session: Readonly<SessionEntry> | undefined): Readonly<SessionEntry> | null {
    return session && this.#now() - session.seenAt < SESSION_LIFETIME_MS ? session : null
  }

  /** Of a member also what is over; what is known of one for as long as there is a board of theirs. */
  #isOutdated(now: CatalogView, session: Readonly<SessionEntry>): boolean {
    const { member, keyFingerprint, shareIds } = session
    const isUnused = this.#alive(session) === null
    if (isOfBrowser(session)) {
      return isUnused || (member !== null && keyFingerprint === null && member.expiresAt <= this.#now())
    }
    return isUnused && member !== null && !shareIds.some((id) => now.get('shares', id)?.role === 'owner')
  }

  #outdated(now: CatalogView) {
    return now
      .list('sessions')
      .filter((session) => this.#isOutdated(now, session))
      .map((session) => ({ remove: 'sessions' as const, id: session.id }))
  }
}

/** Those of browsers have the hash of their cookie's token for an id; of scripts a word, of members their person's id. */
export function isOfBrowser({ id }: Readonly<SessionEntry>): boolean {
  return id.length === 64
}

/** A name and discipline as a session keeps them. */
export function named(me: PutMe): Pick<SessionEntry, 'name' | 'discipline'> {
  return { name: me.name, discipline: me.discipline }
}
