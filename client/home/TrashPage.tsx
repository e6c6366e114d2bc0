import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { roleMay } from '../../shared/access/boardRights.ts'
import type { Board } from '../../shared/api/boards.ts'
import { TRASH_DAYS } from '../../shared/api/limits.ts'
import { useBoardActions, useBoards } from '../api/boards.ts'
import { useMe } from '../api/me.ts'
import { problemText } from '../api/problem.ts'
import { useTemplates } from '../api/templates.ts'
import { PageHead } from '../app/PageHead.tsx'
import { Shell } from '../app/Shell.tsx'
import { TimeAgo } from '../time/TimeAgo.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { LoadMore } from '../list/LoadMore.tsx'
import { useToast } from '../ui/Toast.tsx'
import { BoardGrid, BoardGridSkeleton } from './BoardGrid.tsx'
import { BoardPicture } from './BoardPicture.tsx'
import { ListProblem } from '../list/ListProblem.tsx'
import styles from './TrashPage.module.css'

/** Boards on their way out, which can still be had back. */
export default function TrashPage() {
  const { data: me } = useMe()
  const list = useBoards({ search: '', trashed: true })
  const { restore } = useBoardActions()
  const toast = useToast()
  const [emptying, setEmptying] = useState(false)
  const boards = list.data?.pages.flatMap((page) => page.items)
  const bringBack = (board: Board) =>
    restore.mutate(board.id, {
      onSuccess: () => toast({ text: `“${board.title}” is back.` }),
      onError: (error) => toast({ text: `“${board.title}” was not restored. ${problemText(error)}` }),
    })
  return (
    <Shell>
      <p className={styles['back']}>
        <Link href="/">Boards</Link>
      </p>
      <PageHead title="Trash">
        {me?.role === 'owner' && boards !== undefined && boards.length > 0 && (
          <Button onClick={() => setEmptying(true)}>Empty trash</Button>
        )}
      </PageHead>
      <p className={styles['about']}>
        A board stays here for {TRASH_DAYS} days and is then deleted for good. Decision records and their snapshots are
        kept.
      </p>
      {list.error !== null && <ListProblem error={list.error} what="boards" stale={boards !== undefined} />}
      {boards === undefined && list.error === null && <BoardGridSkeleton />}
      {boards?.length === 0 && <p className={styles['nothing']}>The trash is empty.</p>}
      {boards !== undefined && boards.length > 0 && (
        <BoardGrid id="boards" label="Boards in the trash">
          {boards.map((board) => (
            <TrashedBoard key={board.id} board={board} onRestore={() => bringBack(board)} />
          ))}
        </BoardGrid>
      )}
      <LoadMore query={list} label="More boards" listId="boards" />
      {emptying && <EmptyTrashDialog onClose={() => setEmptying(false)} />}
    </Shell>
  )
}

function TrashedBoard({ board, onRestore }: { board: Board; onRestore(): void }) {
  const template = useTemplates().data?.find(({ id }) => id === board.template)
  return (
    <article className={styles['board']}>
      <div className={styles['sheet']}>
        <BoardPicture thumbnail={board.thumbnail} template={template} />
      </div>
      <div className={styles['row']}>
        <div className={styles['words']}>
          <h2>{board.title}</h2>
          {board.trashedAt !== null && (
            <p>
              Deleted <TimeAgo iso={board.trashedAt} />
            </p>
          )}
        </div>
        {roleMay(board.role, 'board.manage') && (
          <Button small onClick={onRestore} aria-label={`Restore ${board.title}`}>
            <RotateCcw aria-hidden />
            Restore
          </Button>
        )}
      </div>
    </article>
  )
}

function EmptyTrashDialog({ onClose }: { onClose(): void }) {
  const { emptyTrash } = useBoardActions()
  const toast = useToast()
  const empty = () =>
    emptyTrash.mutate(undefined, {
      onSuccess: onClose,
      onError: (error) => {
        onClose()
        toast({ text: `The trash was not emptied. ${problemText(error)}` })
      },
    })
  return (
    <Dialog
      open
      title="Empty the trash?"
      description="Its boards are deleted for good, and nobody can bring them back. Decision records and their snapshots are kept."
      onOpenChange={onClose}
      footer={
        <>
          <Button onClick={onClose}>Keep them</Button>
          <Button look="primary" busy={emptyTrash.isPending} onClick={empty}>
            Delete for good
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  )
}
