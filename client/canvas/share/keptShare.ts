import type { LinkRole } from '../../../shared/access/boardRights.ts'
import type { NewShare } from '../../../shared/api/shares.ts'

const key = (boardId: string, role: LinkRole) => `betwixt:share:${boardId}:${role}`

/** The link of a role that this tab made for a board, if it made one. */
export function keptShare(boardId: string, role: LinkRole): NewShare | null {
  try {
    const kept = sessionStorage.getItem(key(boardId, role))
    return kept === null ? null : (JSON.parse(kept) as NewShare)
  } catch {
    // Storage is refused, or holds something else.
    return null
  }
}

/** Keeps a board's link for as long as this tab is open. */
export function keepShare(share: NewShare): void {
  try {
    sessionStorage.setItem(key(share.boardId, share.role), JSON.stringify(share))
  } catch {
    // Storage is refused: the next opening makes another link, which works as well.
  }
}

/** Forgets a link that is good no more. */
export function dropShare(boardId: string, role: LinkRole, shareId: string): void {
  if (keptShare(boardId, role)?.id !== shareId) return
  try {
    sessionStorage.removeItem(key(boardId, role))
  } catch {
    // Storage is refused, so nothing was kept either.
  }
}
