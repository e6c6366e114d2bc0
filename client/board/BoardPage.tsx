import { useEffect } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { useBoard } from '../api/boards.ts'
import { useMe } from '../api/me.ts'
import { BoardNotFound, BoardNotShared, NotFound } from '../app/NotFound.tsx'
import { useDocumentTitle } from '../app/useDocumentTitle.ts'
import { Waiting } from '../app/Waiting.tsx'
import { BoardView } from '../canvas/page/BoardView.tsx'
import { ReloadNeeded } from '../canvas/page/ReloadNeeded.tsx'
import { UnsentDownload } from '../canvas/page/UnsentDownload.tsx'
import { useOpened } from '../canvas/page/useOpened.ts'
import { useSettings } from '../canvas/page/useSettings.ts'
import { useSignal } from '../canvas/page/useSignal.ts'
import type { LiveBoard } from './LiveBoard.ts'
import { openBoard } from './openBoard.ts'

/** One board, from the server or from what this device kept of it. */
export default function BoardPage({ boardId }: { boardId: string }) {
  // Asked while the board is on its way; the canvas needs both.
  useSettings()
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

  const refusal = error instanceof ApiProblem ? error.code : null
  if (isNewer || (link.state === 'closed' && link.reason === 'reload-needed')) return <ReloadNeeded />
  // Told by either: the board's entry may be refused before the socket is.
  const reasons = [refusal, link.state === 'closed' ? link.reason : null]
  if (reasons.includes('board-in-trash')) return <InTrash board={board} />
  if (reasons.includes('board-not-found')) return <BoardNotFound />
  if (reasons.includes('forbidden') || reasons.includes('unauthenticated')) {
    return <NoMore board={board} title={entry?.title ?? ''} />
  }
  if (!isReady) return <Waiting label="Opening the board" />
  return <BoardView board={board} title={entry?.title ?? ''} />
}

/** How often the page of a board that went asks whether it is back: whoever did it by mistake is at it now. */
const BACK_POLL_MS = 4_000

/** Opens the board again by itself once it is there, and somebody's to open, again. */
function useReturn(board: LiveBoard): void {
  const { refetch } = useBoard(board.boardId)
  useEffect(() => {
    const timer = setInterval(() => {
      void refetch().then(({ isSuccess }) => {
        if (isSuccess) board.reconnect()
      })
    }, BACK_POLL_MS)
    return () => clearInterval(timer)
  }, [board, refetch])
}

/** Stands in the place of a board that one has no right to, or none any more. */
function NoMore({ board, title }: { board: LiveBoard; title: string }) {
  useReturn(board)
  const status = useSignal(board.status)
  const hasUnsent = status.state === 'not-saved' || (status.state === 'offline' && status.pendingOnDevice > 0)
  return <BoardNotShared acts={hasUnsent ? <UnsentDownload connection={board} title={title} /> : null} />
}

/** Stands in the place of a board that was deleted, until somebody restores it. */
function InTrash({ board }: { board: LiveBoard }) {
  useReturn(board)
  // Guests have no trash to look into.
  const isGuest = useMe().data?.role === 'guest'
  return (
    <NotFound
      title="This board is in the trash"
      {...(isGuest ? {} : { leadsTo: { href: '/trash', label: 'Open the trash' } })}
    >
      {`Somebody deleted it. ${isGuest ? 'Whoever owns it can restore it' : 'It can be restored from the trash'} for 30 days; until then nothing on it changes. Once it is, you can go on here.`}
    </NotFound>
  )
}
