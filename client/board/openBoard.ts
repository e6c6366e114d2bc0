import { BASE_PATH } from '../api/basePath.ts'
import { browserScheduler } from './browserScheduler.ts'
import { keepRole, keptRole } from './keptRole.ts'
import { LiveBoard } from './LiveBoard.ts'
import { tabReloadNote } from './reloadNote.ts'
import { whyRefused } from './whyRefused.ts'

/** Where a board is opened from. */
export interface OpenBoardOptions {
  /** The server's address, without a slash at its end; the page's own by default. */
  readonly address?: string
}

/**
 * Opens a board: loads what this device kept of it, connects to the server and goes on trying. Nothing is shown before
 * `whenReady`.
 */
export function openBoard(
  boardId: string,
  { address = location.origin + BASE_PATH }: OpenBoardOptions = {},
): LiveBoard {
  const board = new LiveBoard(boardId, {
    syncUrl: `${address.replace(/^http/u, 'ws')}/sync`,
    scheduler: browserScheduler,
    reloadNote: tabReloadNote,
    lastRole: keptRole(boardId),
    whyRefused: () => whyRefused(address, boardId),
  })
  board.role.subscribe(() => {
    const role = board.role.get()
    if (role !== null) keepRole(boardId, role)
  })
  return board
}
