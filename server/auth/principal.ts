import type { BoardRole } from '../../shared/access/boardRights.ts'
import { roleOfScopes, type TokenScope } from '../../shared/access/tokenScopes.ts'
import type { Person } from '../../shared/api/person.ts'

/** Who asks, as far as rights go. */
export type Principal =
  /** The workspace is theirs. */
  | { readonly role: 'owner' }
  /** They opened links, or were given a board: each board's role by the board's id. */
  | { readonly role: 'guest'; readonly boards: ReadonlyMap<string, BoardRole> }
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
    case 'guest':
      return principal.boards.get(boardId) ?? null
    case 'token':
      return principal.boardId === null || principal.boardId === boardId ? roleOfScopes(principal.scopes) : null
    case 'none':
      return null
  }
}

/** How a person is written into boards and records; null for one without a name. */
export function signature(caller: Caller): Person | null {
  const { person } = caller
  return person === null || person.name === '' ? null : { name: person.name, discipline: person.discipline }
}
