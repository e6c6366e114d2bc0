import type { Store } from '@tldraw/store'
import type { TLRecord } from '@tldraw/tlschema'
import type { TLStore } from '@tldraw/tldraw'
import type { BoardBinding } from '../../board/BoardBinding.ts'
import { bindBoard } from '../../board/bindBoard.ts'
import { bindTextField } from '../../board/bindTextField.ts'
import { installHistory } from '../../board/installHistory.ts'
import type { LiveBoard } from '../../board/LiveBoard.ts'
import { trustReading } from '../../board/trustReading.ts'
import { createScene, type BoardScene } from '../scene.ts'
import { drawWhatIsSeen } from '../view/drawWhatIsSeen.ts'
import { createBoardStore, type StoreFacts } from './boardStore.ts'

/** A board whose content is there, bound to a store that an editor can be made on. */
export interface OpenScene extends StoreFacts {
  readonly scene: BoardScene
  readonly store: TLStore
  readonly binding: BoardBinding
}

/** Binds a board that is ready to a new store. */
export function openScene(board: LiveBoard): OpenScene {
  const { store, reach, mode } = createBoardStore(board.boardId)
  trustReading(store as unknown as Store<TLRecord>, board.reader)
  const binding = bindBoard(board, store)
  const scene = createScene(store, board, {
    prepareEditor: (editor) => {
      installHistory(editor, binding)
      drawWhatIsSeen(editor)
    },
    bindText: (cardId, field, input) => bindTextField(binding, cardId, field, input),
  })
  return { scene, store, binding, reach, mode }
}
