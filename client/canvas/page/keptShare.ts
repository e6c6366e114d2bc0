import type { NewShare } from '../../../shared/api/shares.ts'

const key = (boardId: string) => `betwixt:share:${boardId}`

/** The link that this tab made for a board, if it made one. */
export function keptShare(boardId: string): NewShare | null {
  try {
    const kept = sessionStorage.getItem(key(boardId))
    return kept === null ? null : (JSON.parse(kept) as NewShare)
  } catch {
    // Storage is refused, or holds something else.
    return null
  }
}

/** Keeps a board's link for as long as this tab is open. */
export function keepShare(share: NewShare): void {
  try {
    sessionStorage.setItem(key(share.boardId), JSON.stringify(share))
  } catch {
    // Storage is refused: the next opening makes another link, which works as well.
  }
}
