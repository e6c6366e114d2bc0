import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react'
import type { Board } from '../../shared/api/boards.ts'
import { useBoardActions } from '../api/boards.ts'
import { problemText } from '../api/problem.ts'
import { useToast } from '../ui/Toast.tsx'

const RenameDialog = lazy(() => import('./RenameDialog.tsx'))

export interface CardActions {
  /** Whether there may be new boards, of which a copy is one. */
  readonly mayMake: boolean
  rename(board: Board): void
  duplicate(board: Board): void
  /** Out of the list or into it again, with a way back in the toast. */
  hide(board: Board, hidden: boolean): void
  /** Into the trash, with a way back in the toast. */
  trash(board: Board): void
}

/**
 * What can be done to a board from its card, with the words that follow; and what one of the acts has opened, to be
 * placed in the page. The acts stay the same ones, so that a card is drawn anew for its board's sake only.
 */
export function useCardActions(mayMake: boolean): { actions: CardActions; dialog: ReactNode } {
  const { rename, duplicate, hide, trash, restore } = useBoardActions()
  const toast = useToast()
  const [renaming, setRenaming] = useState<Board | null>(null)
  const { mutate: duplicateBoard } = duplicate
  const { mutate: hideBoard } = hide
  const { mutate: trashBoard } = trash
  const { mutate: restoreBoard } = restore
  const actions = useMemo<CardActions>(() => {
    const failed = (what: string) => (error: Error) => toast({ text: `${what} ${problemText(error)}` })
    const undoTrash = (board: Board) =>
      restoreBoard(board.id, { onError: failed(`“${board.title}” is still in the trash.`) })
    return {
      mayMake,
      rename: setRenaming,
      hide: (board, hidden) =>
        hideBoard(
          { id: board.id, hidden },
          {
            onSuccess: () =>
              toast({
                text: hidden
                  ? `“${board.title}” is hidden: find it under Hidden boards.`
                  : `“${board.title}” is listed.`,
                action: { label: 'Undo', run: () => hideBoard({ id: board.id, hidden: !hidden }) },
              }),
            onError: failed(`“${board.title}” stays where it is.`),
          },
        ),
      duplicate: (board) =>
        duplicateBoard(board.id, {
          onSuccess: (copy) => toast({ text: `“${copy.title}” is there.` }),
          onError: failed(`“${board.title}” was not duplicated.`),
        }),
      trash: (board) =>
        trashBoard(board.id, {
          onSuccess: () =>
            toast({
              text: `“${board.title}” is in the trash.`,
              action: { label: 'Undo', run: () => undoTrash(board) },
            }),
          onError: failed(`“${board.title}” was not deleted.`),
        }),
    }
  }, [mayMake, duplicateBoard, hideBoard, trashBoard, restoreBoard, toast])
  const dialog = renaming !== null && (
    <Suspense>
      <RenameDialog
        key={renaming.id}
        title={renaming.title}
        onCancel={() => setRenaming(null)}
        rename={(title) => rename.mutateAsync({ id: renaming.id, title })}
        onDone={() => setRenaming(null)}
      />
    </Suspense>
  )
  return { actions, dialog }
}
