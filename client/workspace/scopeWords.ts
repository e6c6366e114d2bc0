import type { TokenScope } from '../../shared/access/tokenScopes.ts'

/** What each scope lets a script do, as a form says it. */
export const SCOPE_WORDS: Readonly<Record<TokenScope, { title: string; hint: string }>> = {
  read: { title: 'read', hint: 'Boards, readings, images and records.' },
  post: { title: 'post', hint: 'Posts to walls, without reading anything.' },
  write: { title: 'write', hint: 'Cards, links, images, titles and records.' },
  manage: { title: 'manage', hint: 'Make, delete, restore, share and hide boards.' },
}
