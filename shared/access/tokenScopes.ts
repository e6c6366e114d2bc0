import type { BoardAction, BoardRole } from './boardRights.ts'

/** What an API token can be good for. */
export const TOKEN_SCOPES = ['read', 'post', 'write', 'manage'] as const

export type TokenScope = (typeof TOKEN_SCOPES)[number]

/** The scope that each thing on a board needs. None contains another. */
export const SCOPE_OF: Readonly<Record<BoardAction, TokenScope>> = {
  'board.read': 'read',
  'board.post': 'post',
  'board.edit': 'write',
  'board.record': 'write',
  'board.share': 'manage',
  'board.manage': 'manage',
}

/** As whom a token is on a board that it may read; null for one that may not. */
export function roleOfScopes(scopes: readonly TokenScope[]): BoardRole | null {
  if (!scopes.includes('read')) return null
  if (scopes.includes('write')) return scopes.includes('manage') ? 'owner' : 'editor'
  return scopes.includes('post') ? 'poster' : 'viewer'
}
