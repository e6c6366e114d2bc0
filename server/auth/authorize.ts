import { roleMay, type BoardAction } from '../../shared/access/boardRights.ts'
import { SCOPE_OF, type TokenScope } from '../../shared/access/tokenScopes.ts'
import { BetwixtError } from '../../shared/errors.ts'
import { roleOn, type Principal } from './principal.ts'

/** What can be done in the workspace: the kinds of principal that may, and the scope with which a token may. */
const WORKSPACE_ACTIONS = {
  /** List what one may see. */
  'workspace.look': { principals: ['owner', 'member', 'guest'], scope: 'read' },
  /** Say who one is. */
  'workspace.introduce': { principals: ['owner', 'member', 'guest'], scope: null },
  /** Make boards. */
  'workspace.make': { principals: ['owner', 'member'], scope: 'manage' },
  /** Empty the trash. */
  'workspace.manage': { principals: ['owner'], scope: 'manage' },
  /** Make and take back API tokens, end sessions, see how the server does. */
  'workspace.admin': { principals: ['owner'], scope: null },
} as const satisfies Record<string, { principals: readonly Principal['role'][]; scope: TokenScope | null }>

export type WorkspaceAction = keyof typeof WORKSPACE_ACTIONS

/** Something to do, and on which board; a null board is one that nobody but the owner is told about. */
export type Access = { action: BoardAction; boardId: string | null } | { action: WorkspaceAction }

/**
 * The one place that says who may do what, for HTTP and for sockets. Asked before anything else about a request is
 * looked at, so that a stranger cannot tell what exists from what does not.
 * @throws BetwixtError `unauthenticated` for nobody known, `forbidden` for somebody without the right
 */
export function authorize(principal: Principal, access: Access): void {
  if (principal.role === 'none') {
    throw new BetwixtError('unauthenticated', 'Sign in, or open the link you were given.')
  }
  if (!isAllowed(principal, access)) throw new BetwixtError('forbidden', refusal(principal, access))
}

function isAllowed(principal: Principal, access: Access): boolean {
  if (principal.role === 'token') return tokenMay(principal, access)
  if (!('boardId' in access)) return isOneOf(WORKSPACE_ACTIONS[access.action].principals, principal.role)
  if (principal.role === 'owner') return true
  const role = access.boardId === null ? null : roleOn(principal, access.boardId)
  return role !== null && roleMay(role, access.action)
}

function tokenMay({ scopes, boardId }: Extract<Principal, { role: 'token' }>, access: Access): boolean {
  if (!('boardId' in access)) {
    const { scope } = WORKSPACE_ACTIONS[access.action]
    // Looking lists what one may see; all else in the workspace is about more than one board.
    return scope !== null && scopes.includes(scope) && (boardId === null || access.action === 'workspace.look')
  }
  return scopes.includes(SCOPE_OF[access.action]) && (boardId === null || boardId === access.boardId)
}

function refusal(principal: Principal, access: Access): string {
  if (principal.role === 'token') return 'This token is not good for that. Make one with the scope that it needs.'
  if (!('boardId' in access)) return 'You have no right to do this. Ask whoever runs this workspace.'
  return principal.role === 'member'
    ? 'What you may do on this board does not go so far. Ask whoever owns it.'
    : 'Your link to this board does not give you that right. Ask whoever shared it for another.'
}

function isOneOf<T extends string>(list: readonly T[], value: T): boolean {
  return list.includes(value)
}
