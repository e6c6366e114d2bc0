import type { IncomingMessage } from 'node:http'
import { nanoid } from 'nanoid'
import { roleMay, type BoardRole } from '../../shared/access/boardRights.ts'
import { BetwixtError } from '../../shared/errors.ts'
import type { CatalogView } from '../storage/catalog.ts'
import type { Access } from './access.ts'
import { authorize } from './authorize.ts'
import { roleOn, type KnownPerson } from './principal.ts'
import type { RequestFacts } from './requestGuard.ts'

/** Who opens a socket, and as what. */
export interface UpgradeIdentity {
  person: KnownPerson
  role: BoardRole
  /** As what they may be here by now; `anew` where their browser has another session meanwhile, null for not at all. */
  roleNow(): BoardRole | 'anew' | null
}

/**
 * Lets an upgrade in, by the same rules as HTTP: Host and Origin, then who it is, then what they may, and only then
 * whether there is such a board.
 * @throws BetwixtError `wrong-host`, `wrong-origin`, `through-proxy`, `unauthenticated`, `forbidden`, `board-not-found`,
 * `board-in-trash`
 */
export function authenticateUpgrade(
  request: IncomingMessage,
  boardId: string,
  { access, catalog }: { access: Access; catalog: CatalogView },
): UpgradeIdentity {
  const url = urlOf(request)
  const caller = access.identify(factsOf(request, url.pathname), {
    ticket: url.searchParams.get('ticket'),
    write: true,
  })
  authorize(caller.principal, { action: 'board.read', boardId })
  const board = catalog.get('boards', boardId)
  if (!board) throw new BetwixtError('board-not-found', 'There is no such board.')
  if (board.trashedAt !== null) throw new BetwixtError('board-in-trash', 'This board is in the trash.')
  const readingRole = (): BoardRole | null => {
    const role = roleOn(access.principalNow(caller), board.id)
    return role !== null && roleMay(role, 'board.read') ? role : null
  }
  const roleNow = () => {
    const isReplaced = caller.sessionId !== null && access.sessions.wasReplaced(caller.sessionId)
    return readingRole() ?? (isReplaced ? 'anew' : null)
  }
  const role = readingRole()
  if (role === null) throw new BetwixtError('forbidden', 'You have no right to open this board.')
  return { person: caller.person ?? { id: nanoid(), name: '', discipline: '' }, role, roleNow }
}

/** What access needs to know of a request of Node's own server. */
export function factsOf(request: IncomingMessage, path: string): RequestFacts {
  return {
    method: request.method ?? 'GET',
    path,
    header(name) {
      const value = request.headers[name]
      return Array.isArray(value) ? value.join(', ') : value
    },
    headerNames: () => Object.keys(request.headers),
  }
}

function urlOf(request: IncomingMessage): URL {
  const path = request.url ?? '/'
  // Only path and query matter; the Host is looked at by the guard.
  return URL.canParse(path, 'http://host') ? new URL(path, 'http://host') : new URL('http://host/')
}
