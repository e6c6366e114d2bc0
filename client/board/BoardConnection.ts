import type { BoardRole } from '../../shared/access/boardRights.ts'
import type { BoardReading } from '../../shared/board/read.ts'
import type { CloseReason } from '../../shared/sync/closeCodes.ts'
import type { Notice } from '../../shared/sync/messages.ts'
import type * as Y from 'yjs'
import type { MergeConflict } from './mergeReport.ts'
import type { Presence } from './Presence.ts'
import type { SaveStatus } from './SaveStatus.ts'
import type { Signal } from './Signal.ts'
import type { UnsentChanges } from './unsentChanges.ts'

/** The socket to the server. `closed`: the server said why and trying again does not help. */
export type LinkState =
  | { readonly state: 'connecting' }
  | { readonly state: 'online' }
  | { readonly state: 'offline' }
  | { readonly state: 'closed'; readonly reason: CloseReason }

/** A board that this browser has open: its document, kept in step with the server and with this device. */
export interface BoardConnection {
  readonly boardId: string
  readonly doc: Y.Doc
  /** The board as its document reads. Brought up to date by the binding, once a frame. */
  readonly reading: BoardReading
  readonly link: Signal<LinkState>
  readonly status: Signal<SaveStatus>
  readonly presence: Presence
  /** As what this browser is on the board; null as long as the server has not said. */
  readonly role: Signal<BoardRole | null>
  /** Whether there is content to show: the server's, or what this device kept. A board is not bound before. */
  readonly isReady: Signal<boolean>
  /** Resolves when `isReady` turns true. */
  readonly whenReady: Promise<void>
  /** How many records every reader leaves out because they are invalid. */
  readonly invalidCount: Signal<number>
  /** Whether the board holds what a newer Betwixt wrote: nothing more is written, the page must be reloaded. */
  readonly newerSchema: Signal<boolean>
  /** What both sides changed while this device was away; empty once dismissed. */
  readonly mergeReport: Signal<readonly MergeConflict[]>
  dismissMergeReport(): void
  /** Calls `listener` for each notice of the server. Returns the function that stops it. */
  onNotice(listener: (notice: Notice) => void): () => void
  /** One's own changes that the server has not taken, in a form that a person can read. */
  unsentChanges(): UnsentChanges
  /** Resolves when everything changed up to now is saved. Rejects when the board is closed before. */
  whenSaved(): Promise<void>
  /** Tries to connect now instead of when the back-off has passed. Also after `closed`. */
  reconnect(): void
  /** Joins anew, as who the server now knows this browser to be. */
  rejoin(): void
  /** Writes what waits, leaves the board and frees what it holds. */
  close(): Promise<void>
}
