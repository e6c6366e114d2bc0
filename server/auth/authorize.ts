import { BetwixtError } from '../../shared/errors.ts'
import { roleOn, type BoardRole, type Principal } from './principal.ts'

/** What can be done on one board, with the roles that may. */
const BOARD_ACTIONS = {
  /** See it, its reading, its images, its records. */
  'board.read': ['owner', 'editor'],
  /** Change what lies on it, by socket or by the API, and its title. */
  'board.edit': ['owner', 'editor'],
  /** Send a post to it from outside the canvas. */
  'board.post': ['owner', 'editor'],
  /** Make a record of it, and change a record's status. */
  'board.record': ['owner', 'editor'],
  /** Delete, restore, duplicate and share it. */
  'board.manage': ['owner'],
} as const satisfies Record<string, readonly BoardRole[]>

/** What can be done in the workspace, with the kinds of principal that may. */
const WORKSPACE_ACTIONS = {
  /** List what one may see. */
  'workspace.look': ['owner', 'guest'],
  /** Say who one is. */
  'workspace.introduce': ['owner', 'guest'],
  /** Make boards, empty the trash. */
  'workspace.manage': ['owner'],
} as const satisfies Record<string, readonly Principal['role'][]>

export type BoardAction = keyof typeof BOARD_ACTIONS
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
    throw new BetwixtError('unauthenticated', 'Sign in with the workspace key, or open the link you were given.')
  }
  if (!isAllowed(principal, access)) {
    throw new BetwixtError('forbidden', 'You have no right to do this. Ask whoever runs this workspace for a link.')
  }
}

function isAllowed(principal: Principal, access: Access): boolean {
  if (!('boardId' in access)) return isOneOf(WORKSPACE_ACTIONS[access.action], principal.role)
  if (principal.role === 'owner') return true
  const role = access.boardId === null ? null : roleOn(principal, access.boardId)
  return role !== null && isOneOf(BOARD_ACTIONS[access.action], role)
}

function isOneOf<T extends string>(list: readonly T[], value: T): boolean {
  return list.includes(value)
}
