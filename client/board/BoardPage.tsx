import { ApiProblem } from '../api/problem.ts'
import { useBoard } from '../api/boards.ts'
import { BoardNotFound, BoardNotShared, NotFound } from '../app/NotFound.tsx'
import { useDocumentTitle } from '../app/useDocumentTitle.ts'
import { Waiting } from '../app/Waiting.tsx'
import { BoardView } from '../canvas/page/BoardView.tsx'
import { ReloadNeeded } from '../canvas/page/ReloadNeeded.tsx'
import { useOpened } from '../canvas/page/useOpened.ts'
import { useSignal } from '../canvas/page/useSignal.ts'
import type { LiveBoard } from './LiveBoard.ts'
import { openBoard } from './openBoard.ts'

/** One board, from the server or from what this device kept of it. */
export default function BoardPage({ boardId }: { boardId: string }) {
  const board = useOpened(
    () => openBoard(boardId),
    (opened) => void opened.close(),
  )
  return board === null ? <Waiting label="Opening the board" /> : <OpenedBoard board={board} />
}

function OpenedBoard({ board }: { board: LiveBoard }) {
  const link = useSignal(board.link)
  const isReady = useSignal(board.isReady)
  const isNewer = useSignal(board.newerSchema)
  const { data: entry, error } = useBoard(board.boardId)
  useDocumentTitle(entry?.title ?? 'Board')

  const isGone = error instanceof ApiProblem && (error.status === 404 || error.status === 410)
  if (isNewer || (link.state === 'closed' && link.reason === 'reload-needed')) return <ReloadNeeded />
  if (entry !== undefined && entry.trashedAt !== null) return <InTrash />
  if (link.state === 'closed' && link.reason === 'board-in-trash') return <InTrash />
  if (isGone || (link.state === 'closed' && link.reason === 'board-not-found')) return <BoardNotFound />
  // Told by either: the list's entry may be refused before the socket is.
  if (
    (error instanceof ApiProblem && error.code === 'forbidden') ||
    (link.state === 'closed' && link.reason === 'forbidden')
  ) {
    return <BoardNotShared />
  }
  if (!isReady) return <Waiting label="Opening the board" />
  return <BoardView board={board} title={entry?.title ?? ''} />
}

function InTrash() {
  return (
    <NotFound title="This board is in the trash" leadsTo={{ href: '/trash', label: 'Open the trash' }}>
      Somebody deleted it. It can be restored from the trash for 30 days; until then nothing on it changes.
    </NotFound>
  )
}
