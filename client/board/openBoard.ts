import { browserScheduler } from './browserScheduler.ts'
import { keepRole, keptRole } from './keptRole.ts'
import { LiveBoard } from './LiveBoard.ts'
import { tabReloadNote } from './reloadNote.ts'
import { whyRefused } from './whyRefused.ts'

/** Where a board is opened from. */
export interface OpenBoardOptions {
  /** The server's origin; the page's own by default. */
  readonly origin?: string
}

/**
 * Opens a board: loads what this device kept of it, connects to the server and goes on trying. Nothing is shown before
 * `whenReady`.
 */
export function openBoard(boardId: string, { origin = location.origin }: OpenBoardOptions = {}): LiveBoard {
  const board = new LiveBoard(boardId, {
    syncUrl: `${origin.replace(/^http/u, 'ws')}/sync`,
    scheduler: browserScheduler,
    reloadNote: tabReloadNote,
    lastRole: keptRole(boardId),
    whyRefused: () => whyRefused(origin, boardId),
  })
  board.role.subscribe(() => {
    const role = board.role.get()
    if (role !== null) keepRole(boardId, role)
  })
  return board
}
