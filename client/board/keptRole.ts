import { BOARD_ROLES, type BoardRole } from '../../shared/access/boardRights.ts'

const key = (boardId: string) => `betwixt/role/${boardId}`

/** The role that this device last had on a board; null where it never heard of one. */
export function keptRole(boardId: string): BoardRole | null {
  try {
    const kept = localStorage.getItem(key(boardId))
    return BOARD_ROLES.find((role) => role === kept) ?? null
  } catch {
    // Storage is refused: until the server says otherwise one may edit, and it has the last word.
    return null
  }
}

/** Keeps the role for when the board is opened without its server. */
export function keepRole(boardId: string, role: BoardRole): void {
  try {
    localStorage.setItem(key(boardId), role)
  } catch {
    // Storage is refused.
  }
}
