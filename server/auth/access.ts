import { scryptSync } from 'node:crypto'
import { parse as parseCookies } from 'hono/utils/cookie'
import { higherRole, type BoardRole } from '../../shared/access/boardRights.ts'
import { TICKET_LIFETIME_MS } from '../../shared/api/limits.ts'
import { BetwixtError } from '../../shared/errors.ts'
import type { Catalog } from '../storage/catalog.ts'
import type { SessionEntry, TokenEntry } from '../storage/catalogEntries.ts'
import type { AccessPolicy } from './accessPolicy.ts'
import { ApiTokens } from './apiTokens.ts'
import { isGood } from './isGood.ts'
import { isMemberId, standingOf, type Standing } from './members.ts'
import { OneUse } from './oneUse.ts'
import type { BoardRoles, Caller, KnownPerson, Principal } from './principal.ts'
import { guardCookieWrite, guardRequest, type RequestFacts } from './requestGuard.ts'
import { sameSecret } from './secrets.ts'
import { Sessions } from './sessions.ts'

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

const OWNER: Principal = { role: 'owner' }
const NONE: Principal = { role: 'none' }
const NOBODY: Caller = { principal: NONE, person: null, sessionId: null, tokenId: null }

/** Finds out who sent a request or an upgrade. */
export class Access {
  readonly policy: AccessPolicy
  readonly sessions: Sessions
  /** For sockets of clients that can send neither cookies nor headers. */
  readonly tickets: OneUse<Caller>
  readonly tokens: ApiTokens
  readonly cookieName: string
  /** Of the present key; sessions that signed in with another one are void. */
  readonly keyFingerprint: string | null
  readonly #catalog: Catalog
  readonly #now: () => number

  constructor(catalog: Catalog, policy: AccessPolicy, now: () => number) {
    const workspace = catalog.get('workspace', 'workspace')
    if (!workspace) throw new Error('The catalog has no workspace entry; openStorage makes it')
    this.#catalog = catalog
    this.#now = now
    this.policy = policy
    this.sessions = new Sessions(catalog, now)
    this.tickets = new OneUse(TICKET_LIFETIME_MS, now)
    this.tokens = new ApiTokens(catalog, now)
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
   * @throws BetwixtError `wrong-host`, `wrong-origin`, `through-proxy`, and `unauthenticated` for a wrong key, token or ticket
   */
  identify(request: RequestFacts, { ticket = null, write = isWrite(request) }: IdentifyOptions = {}): Caller {
    guardRequest(request, this.policy)
    if (ticket !== null) return this.#byTicket(ticket)
    const bearer = /^Bearer +(\S.*)$/iu.exec(request.header('authorization')?.trim() ?? '')?.[1]
    if (bearer !== undefined && ApiTokens.isOne(bearer) && !this.isKey(bearer)) return this.#byToken(bearer)
    if (bearer !== undefined && this.policy.key !== null) return this.#byKey(bearer)
    const caller = this.#byCookie(request)
    if (this.policy.key !== null && caller.sessionId !== null && write) guardCookieWrite(request, this.policy)
    return caller
  }

  /**
   * The rights that somebody who was identified before has by now: links and tokens may have ended or been taken back,
   * sessions as well.
   */
  principalNow({ principal, sessionId, tokenId }: Caller): Principal {
    if (tokenId !== null) {
      const token = this.tokens.get(tokenId)
      return token === null ? NONE : principalOfToken(token)
    }
    // What the key or this machine vouched for stands for as long as the server runs.
    if (sessionId === null) return principal
    return this.#principalOfSession(this.sessions.get(sessionId))
  }

  /** What a session is in the whole workspace, by the key that is good now or by signing on; null for nothing. */
  standingOf({ keyFingerprint, member }: Readonly<SessionEntry>): Standing | null {
    if (keyFingerprint !== null && keyFingerprint === this.keyFingerprint) return 'owner'
    return member === null ? null : standingOf(member, this.policy.members, this.#now())
  }

  /** The boards that a session has a right on by what was shared with it, whatever else it may. */
  boardsOf(session: Readonly<SessionEntry>): ReadonlyMap<string, BoardRole> {
    const now = this.#now()
    const boards = new Map<string, BoardRole>()
    if (this.#isOver(session)) return boards
    for (const id of session.shareIds) {
      const share = this.#catalog.get('shares', id)
      if (share === undefined || !isGood(share, now)) continue
      // A second link never takes away what the first one gives.
      const role = higherRole(boards.get(share.boardId) ?? null, share.role)
      if (role !== null) boards.set(share.boardId, role)
    }
    return boards
  }

  /** The roles that a session has on boards, as whoever shares a board is told them. */
  rolesOf(session: Readonly<SessionEntry>): BoardRoles {
    const own = this.boardsOf(session)
    return this.standingOf(session) === 'member' ? { get: (boardId) => this.#memberRole(own, boardId) } : own
  }

  /** Notes that what vouches for a caller is in use. Throws `storage-unwritable`. */
  async touch({ sessionId, tokenId }: Caller): Promise<void> {
    if (sessionId !== null) await this.sessions.touch(sessionId)
    if (tokenId !== null) await this.tokens.touch(tokenId)
  }

  #principalOfSession(session: Readonly<SessionEntry> | null): Principal {
    if (this.policy.key === null) return OWNER
    if (session === null) return NONE
    const standing = this.standingOf(session)
    if (standing === 'owner') return OWNER
    if (standing === 'member') return { role: 'member', boards: this.rolesOf(session) }
    const boards = this.boardsOf(session)
    return boards.size > 0 ? { role: 'guest', boards } : NONE
  }

  /**
   * Whether somebody signed on with this session who does not count as that person any more. Nothing of it is good then,
   * what they own least of all: they sign on again, or open a link as anybody does.
   */
  #isOver(session: Readonly<SessionEntry>): boolean {
    // One whose sign-on an older version has forgotten, too.
    return (session.member !== null || isMemberId(session.personId)) && this.standingOf(session) === null
  }

  /** Listed boards are every member's to work on; in the trash they can still be read, for the records' sake. */
  #memberRole(own: BoardRoles, boardId: string): BoardRole | undefined {
    const board = this.#catalog.get('boards', boardId)
    const isListed = board !== undefined && !board.isHidden
    const role = isListed ? (board.trashedAt === null ? 'editor' : 'viewer') : null
    return higherRole(own.get(boardId) ?? null, role) ?? undefined
  }

  #byTicket(ticket: string): Caller {
    const caller = this.tickets.redeem(ticket)
    if (caller) return { ...caller, principal: this.principalNow(caller) }
    throw new BetwixtError('unauthenticated', 'This ticket was used before or is older than 30 seconds.')
  }

  #byKey(given: string): Caller {
    if (!this.isKey(given)) throw new BetwixtError('unauthenticated', 'This is not the workspace key.')
    return { principal: OWNER, person: this.#script('key'), sessionId: null, tokenId: null }
  }

  #byToken(given: string): Caller {
    const token = this.tokens.find(given)
    if (token === null) {
      throw new BetwixtError('unauthenticated', 'This token is unknown, has ended or was taken back. Make a new one.')
    }
    const person = { id: `token-${token.id}`, name: token.label, discipline: '' }
    return { principal: principalOfToken(token), person, sessionId: null, tokenId: token.id }
  }

  #byCookie(request: RequestFacts): Caller {
    const token = parseCookies(request.header('cookie') ?? '', this.cookieName)[this.cookieName]
    const session = token === undefined ? null : this.sessions.find(token)
    if (session && !this.#isOver(session)) {
      const principal = this.#principalOfSession(session)
      return { principal, person: personOf(session), sessionId: session.id, tokenId: null }
    }
    if (this.policy.key !== null) return NOBODY
    // Without a key whoever uses the machine is the owner. Scripts keep no cookies and share one name; a browser is
    // asked for its own.
    const person = isBrowser(request) ? null : this.#script('local')
    return { principal: OWNER, person, sessionId: null, tokenId: null }
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

/** Whether a request may change something. */
export function isWrite(request: Pick<RequestFacts, 'method'>): boolean {
  return !SAFE_METHODS.includes(request.method)
}

function principalOfToken({ scopes, boardId }: Readonly<TokenEntry>): Principal {
  return { role: 'token', scopes, boardId }
}

function personOf(session: Readonly<SessionEntry>): KnownPerson {
  return { id: session.personId, name: session.name, discipline: session.discipline }
}
