/**
 * Where one's own changes are. `saved` is said only when the server has told that all of them are on its disk.
 */
export type SaveStatus =
  | { readonly state: 'saved' }
  | { readonly state: 'saving' }
  /** The server is there and cannot write; it goes on trying. */
  | { readonly state: 'not-saved'; readonly reason: NotSavedReason }
  | {
      readonly state: 'offline'
      /** Changes that the server has not confirmed. */
      readonly pendingOnDevice: number
      /** Whether all of these are in this browser's own storage, and so survive closing the tab. */
      readonly keptOnDevice: boolean
    }

/**
 * storage: the server's disk refuses to write. read-only: this person may look and not change. refused: the server closed
 * the board to us for good. board-full: the board takes nothing more. newer-schema: the board was written by a newer
 * Betwixt and this page must be reloaded.
 */
export type NotSavedReason = 'storage' | 'read-only' | 'refused' | 'board-full' | 'newer-schema'
