import type { BoardRole } from '../../shared/access/boardRights.ts'
import { roleOfScopes, type TokenScope } from '../../shared/access/tokenScopes.ts'
import type { Person } from '../../shared/api/person.ts'

/** The role on each board by the board's id. */
export type BoardRoles = Pick<ReadonlyMap<string, BoardRole>, 'get'>

/** Who asks, as far as rights go. */
export type Principal =
  /** The workspace is theirs. */
  | { readonly role: 'owner' }
  /** They signed on as somebody of the organisation: listed boards are theirs to work on, others as they are for guests. */
  | { readonly role: 'member'; readonly boards: BoardRoles }
  /** They opened links, or were given a board. */
  | { readonly role: 'guest'; readonly boards: BoardRoles }
  /** A script with a token, for one board or, with null, for all. */
  | { readonly role: 'token'; readonly scopes: readonly TokenScope[]; readonly boardId: string | null }
  | { readonly role: 'none' }

/** A person as presence and records name them. */
export interface KnownPerson extends Person {
  id: string
}

/** Who asks: their rights and their name. */
export interface Caller {
  principal: Principal
  /** Null for a browser that has not said who uses it. */
  person: KnownPerson | null
  /** The session of the cookie that came along, by its id. */
  sessionId: string | null
  /** The API token that came along, by its id. */
  tokenId: string | null
}

/** The role on one board, or null for none. */
export function roleOn(principal: Principal, boardId: string): BoardRole | null {
  switch (principal.role) {
    case 'owner':
      return 'owner'
    case 'member':
    case 'guest':
      return principal.boards.get(boardId) ?? null
    case 'token':
      return principal.boardId === null || principal.boardId === boardId ? roleOfScopes(principal.scopes) : null
    case 'none':
      return null
  }
}

/** Whose a board is that this caller makes, by the person's id; null for the workspace's own. */
export function ownerOfNew({ principal, person }: Caller): string | null {
  return principal.role === 'member' && person !== null ? person.id : null
}

/** How a person is written into boards and records; null for one without a name. */
export function signature(caller: Caller): Person | null {
  const { person } = caller
  return person === null || person.name === '' ? null : { name: person.name, discipline: person.discipline }
}
