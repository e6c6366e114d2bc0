import { scryptSync } from 'node:crypto'
import { parse as parseCookies } from 'hono/utils/cookie'
import { BetwixtError } from '../../shared/errors.ts'
import type { Catalog } from '../storage/catalog.ts'
import type { SessionEntry } from '../storage/catalogEntries.ts'
import type { AccessPolicy } from './accessPolicy.ts'
import type { BoardRole, Caller, KnownPerson, Principal } from './principal.ts'
import { guardCookieWrite, guardRequest, type RequestFacts } from './requestGuard.ts'
import { sameSecret } from './secrets.ts'
import { Sessions } from './sessions.ts'
import { Tickets } from './tickets.ts'

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

const NOBODY: Caller = { principal: { role: 'none' }, person: null, sessionId: null }

/** Finds out who sent a request or an upgrade. */
export class Access {
  readonly policy: AccessPolicy
  readonly sessions: Sessions
  readonly tickets: Tickets
  readonly cookieName: string
  /** Of the present key; sessions that signed in with another one are void. */
  readonly keyFingerprint: string | null
  readonly #catalog: Catalog

  constructor(catalog: Catalog, policy: AccessPolicy, now: () => number) {
    const workspace = catalog.get('workspace', 'workspace')
    if (!workspace) throw new Error('The catalog has no workspace entry; openStorage makes it')
    this.#catalog = catalog
    this.policy = policy
    this.sessions = new Sessions(catalog, now)
    this.tickets = new Tickets(now)
    this.cookieName = `betwixt_${workspace.cookieSuffix}`
    // A key that a person made up is searchable, so it is slow to try.
    this.keyFingerprint = policy.key === null ? null : scryptSync(policy.key, workspace.salt, 32).toString('hex')
  }

  /** Whether this is the workspace's key. */
  isKey(given: string): boolean {
    return this.policy.key !== null && sameSecret(given, this.policy.key)
  }

  /**
   * Who asks. Nobody known is a caller too, of the role `none`; what that one may do is for `authorize` to say.
   * @param write whether a cookie alone must not do: anything but a safe method, and every upgrade
   * @throws BetwixtError `wrong-host`, `wrong-origin`, `through-proxy`, and `unauthenticated` for a wrong key or ticket
   */
  identify(request: RequestFacts, { ticket = null, write = isWrite(request) }: IdentifyOptions = {}): Caller {
    guardRequest(request, this.policy)
    if (ticket !== null) return this.#byTicket(ticket)
    const bearer = /^Bearer +(\S.*)$/iu.exec(request.header('authorization')?.trim() ?? '')?.[1]
    if (bearer !== undefined && this.policy.key !== null) return this.#byKey(bearer)
    const caller = this.#byCookie(request)
    if (this.policy.key !== null && caller.sessionId !== null && write) guardCookieWrite(request, this.policy)
    return caller
  }

  /** The rights that a session gives today: links may be gone, the key may be another. */
  principalOf(session: Readonly<SessionEntry>): Principal {
    if (this.policy.key === null) return { role: 'owner' }
    if (session.keyFingerprint !== null && session.keyFingerprint === this.keyFingerprint) return { role: 'owner' }
    const boards = new Map<string, BoardRole>()
    for (const id of session.shareIds) {
      const share = this.#catalog.get('shares', id)
      if (share) boards.set(share.boardId, share.role)
    }
    return boards.size > 0 ? { role: 'guest', boards } : { role: 'none' }
  }

  #byTicket(ticket: string): Caller {
    const caller = this.tickets.redeem(ticket)
    if (caller) return caller
    throw new BetwixtError('unauthenticated', 'This ticket was used before or is older than 30 seconds.')
  }

  #byKey(given: string): Caller {
    if (!this.isKey(given)) throw new BetwixtError('unauthenticated', 'This is not the workspace key.')
    return { principal: { role: 'owner' }, person: this.#script('key'), sessionId: null }
  }

  #byCookie(request: RequestFacts): Caller {
    const token = parseCookies(request.header('cookie') ?? '', this.cookieName)[this.cookieName]
    const session = token === undefined ? null : this.sessions.find(token)
    if (session) return { principal: this.principalOf(session), person: personOf(session), sessionId: session.id }
    if (this.policy.key !== null) return NOBODY
    // Without a key whoever uses the machine is the owner. Scripts keep no cookies and share one name; a browser is
    // asked for its own.
    const person = isBrowser(request) ? null : this.#script('local')
    return { principal: { role: 'owner' }, person, sessionId: null }
  }

  #script(id: 'local' | 'key'): KnownPerson {
    const session = this.sessions.ofScripts(id)
    return session ? personOf(session) : { id, name: '', discipline: '' }
  }
}

export interface IdentifyOptions {
  ticket?: string | null
  write?: boolean
}

/** Browsers say where a request came from; scripts do not. */
export function isBrowser(request: RequestFacts): boolean {
  return request.header('sec-fetch-site') !== undefined || request.header('origin') !== undefined
}

function isWrite(request: RequestFacts): boolean {
  return !SAFE_METHODS.includes(request.method)
}

function personOf(session: Readonly<SessionEntry>): KnownPerson {
  return { id: session.personId, name: session.name, discipline: session.discipline }
}
