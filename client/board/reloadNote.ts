import { BOARD_SCHEMA } from '../../shared/board/version.ts'

/** Remembers, for as long as a tab lives, that it was asked to reload because a board was newer than the page. */
export interface ReloadNote {
  wasAsked(): boolean
  ask(): void
}

const KEY = `betwixt/reload-for-newer-than/${BOARD_SCHEMA}`

/** The note in this tab's own storage; where there is none, nothing is remembered. */
export const tabReloadNote: ReloadNote = {
  wasAsked: () => {
    try {
      return sessionStorage.getItem(KEY) !== null
    } catch {
      return false
    }
  },
  ask: () => {
    try {
      sessionStorage.setItem(KEY, 'asked')
    } catch {
      // Without storage it is asked again after the reload, and the user may go on asking for it.
    }
  },
}
