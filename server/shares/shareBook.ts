import { nanoid } from 'nanoid'
import { roleMay, type BoardRole, type LinkRole } from '../../shared/access/boardRights.ts'
import { API_LIMITS } from '../../shared/api/limits.ts'
import type { Person } from '../../shared/api/person.ts'
import { BetwixtError } from '../../shared/errors.ts'
import type { Access } from '../auth/access.ts'
import { isGood } from '../auth/isGood.ts'
import { newToken, tokenSha256 } from '../auth/secrets.ts'
import type { Catalog, CatalogView } from '../storage/catalog.ts'
import type { ShareEntry } from '../storage/catalogEntries.ts'
import { ownershipChanges } from './ownership.ts'

/** What a link is made with. `expiresAt` in milliseconds since 1970. */
export interface NewLink {
  boardId: string
  role: LinkRole
  label: string
  expiresAt: number | null
  createdBy: Person | null
  /** The link that its maker came by; null for an owner's. */
  madeWith: string | null
}

/** Somebody who may come to a board, by a link or as a member, or whose board it is. */
export interface BoardGuest extends Person {
  personId: string
  role: BoardRole
  /** When their browser was last used, to the day, in milliseconds since 1970. */
  seenAt: number
}

/** The rights that boards have given away: links for whoever opens them, and ownership passed on to a person. */
export class ShareBook {
  readonly #catalog: Catalog
  readonly #now: () => number
  readonly #rolesOf: Access['rolesOf']

  constructor(catalog: Catalog, now: () => number, access: Pick<Access, 'rolesOf'>) {
    this.#catalog = catalog
    this.#now = now
    this.#rolesOf = (session) => access.rolesOf(session)
  }

  /** The links of a board, ended ones too, in the order in which they were made. */
  links(boardId: string): readonly Readonly<ShareEntry>[] {
    return this.#catalog.list('shares').filter((share) => share.boardId === boardId && share.tokenSha256 !== null)
  }

  /** The link of a token. Throws `link-expired` for one that is not good, or not any more. */
  openLink(token: string): Readonly<ShareEntry> {
    const sha256 = tokenSha256(token)
    const share = this.#catalog.list('shares').find((entry) => entry.tokenSha256 === sha256)
    if (share !== undefined && isGood(share, this.#now())) return share
    throw new BetwixtError('link-expired', 'This link is not good any more. Ask for a new one.')
  }

  /** A new link. Its token is told this once. Throws `forbidden`, `limit-reached`, `storage-unwritable`. */
  async makeLink(link: NewLink): Promise<{ token: string; entry: ShareEntry }> {
    const token = newToken()
    const entry: ShareEntry = {
      ...link,
      id: nanoid(),
      tokenSha256: tokenSha256(token),
      personId: null,
      createdAt: this.#now(),
    }
    await this.#catalog.write((now) => {
      const maker = link.madeWith === null ? null : now.get('shares', link.madeWith)
      if (maker === undefined || (maker !== null && !isGood(maker, this.#now()))) {
        throw new BetwixtError('forbidden', 'Your right to share this board has ended.')
      }
      const count = now.list('shares').filter((share) => share.boardId === link.boardId).length
      if (count < API_LIMITS.sharesPerBoard) return [{ put: 'shares', entry }]
      throw new BetwixtError('limit-reached', `A board has at most ${API_LIMITS.sharesPerBoard} links. Take one back.`)
    })
    return { token, entry }
  }

  /**
   * The link that gives a session the right to share a board, of several the one that lasts longest. Null where there is
   * none: the right is an owner's.
   */
  linkToShareBy(sessionId: string, boardId: string): Readonly<ShareEntry> | null {
    const shareIds = this.#catalog.get('sessions', sessionId)?.shareIds ?? []
    const links = this.links(boardId).filter(
      (share) => shareIds.includes(share.id) && roleMay(share.role, 'board.share') && isGood(share, this.#now()),
    )
    const [longest] = links.toSorted((a, b) => (b.expiresAt ?? Infinity) - (a.expiresAt ?? Infinity))
    return longest ?? null
  }

  /**
   * Takes a link back, and those that were made by who came with it: nobody has a right by them any more. Throws
   * `not-found`, `storage-unwritable`.
   */
  async revokeLink(boardId: string, shareId: string): Promise<void> {
    await this.#catalog.write((now) => {
      const links = now.list('shares').filter((share) => share.boardId === boardId && share.tokenSha256 !== null)
      if (!links.some(({ id }) => id === shareId)) {
        throw new BetwixtError('not-found', 'There is no such link. It may have been taken back already.')
      }
      const gone = new Set([shareId])
      // In the order in which they were made, so each comes after the one that it was made with.
      for (const { id, madeWith } of links) if (madeWith !== null && gone.has(madeWith)) gone.add(id)
      return [...gone].map((id) => ({ remove: 'shares', id }))
    })
  }

  /** How many people opened a link, and the names of those whose people gave one. */
  openedBy(shareId: string): { opened: number; people: Person[] } {
    const sessions = this.#catalog.list('sessions').filter(({ shareIds }) => shareIds.includes(shareId))
    const people = new Map<string, Person>()
    for (const { personId, name, discipline } of sessions) if (name !== '') people.set(personId, { name, discipline })
    return { opened: new Set(sessions.map(({ personId }) => personId)).size, people: [...people.values()] }
  }

  /** Everybody with a name who has a right on the board, but for those who own the whole workspace. */
  guests(boardId: string): BoardGuest[] {
    return this.#guests(this.#catalog, boardId)
  }

  #guests(now: CatalogView, boardId: string): BoardGuest[] {
    const guests = new Map<string, BoardGuest>()
    for (const session of now.list('sessions')) {
      const role = this.#rolesOf(session).get(boardId)
      if (role === undefined || session.name === '') continue
      const { personId, name, discipline, seenAt } = session
      const lastSeenAt = Math.max(seenAt, guests.get(personId)?.seenAt ?? 0)
      guests.set(personId, { personId, name, discipline, role, seenAt: lastSeenAt })
    }
    return [...guests.values()]
  }

  /**
   * Passes a board on to somebody who has a right on it: they own it from here on, and whoever owned it before by this
   * way does not. Throws `not-found`, `storage-unwritable`.
   */
  async passOn(boardId: string, personId: string, by: Person | null): Promise<void> {
    await this.#catalog.write((now) => {
      if (!this.#guests(now, boardId).some((guest) => guest.personId === personId)) {
        throw new BetwixtError('not-found', 'Nobody of this id has come to this board yet. Send them a link first.')
      }
      return ownershipChanges(now, { boardId, personId, by, at: this.#now() })
    })
  }
}
