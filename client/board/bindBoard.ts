import type { Store } from '@tldraw/store'
import type { TLRecord } from '@tldraw/tlschema'
import { BoardBinding } from './BoardBinding.ts'
import type { LiveBoard } from './LiveBoard.ts'

/**
 * Binds a store to an open board that is ready, before an editor is made on it: an empty store gets records of tldraw's
 * own. The binding is closed with the board, or before.
 */
export function bindBoard<Props>(board: LiveBoard, store: Store<TLRecord, Props>): BoardBinding {
  if (!board.isReady.get()) throw new Error('a board is bound only once its content is there')
  const plainStore = store as unknown as Store<TLRecord>
  const binding = new BoardBinding(board.doc, board.reader, plainStore, board.scheduler, () => board.wasRead())
  if (board.newerSchema.get()) binding.stopWriting()
  const stops = [
    board.newerSchema.subscribe(() => binding.stopWriting()),
    binding.hasUncommitted.subscribe(() => board.uncommitted(binding.hasUncommitted.get())),
    board.beforeClose(() => binding.close()),
  ]
  binding.onClose(() => stops.forEach((stop) => stop()))
  return binding
}
