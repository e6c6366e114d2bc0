import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useDocumentTitle } from '../../app/useDocumentTitle.ts'
import type { BoardConnection } from '../../board/BoardConnection.ts'

/** The board's title: as its entry has it, or as whoever changed it since told everybody here. */
export function useBoardTitle(connection: BoardConnection, entryTitle: string): string {
  const [told, setTold] = useState<{ title: string; insteadOf: string } | null>(null)
  const client = useQueryClient()
  useEffect(
    () =>
      connection.onNotice((notice) => {
        if (notice.type !== 'board') return
        setTold({ title: notice.title, insteadOf: entryTitle })
        void client.invalidateQueries({ queryKey: ['boards'] })
      }),
    [connection, client, entryTitle],
  )
  // An entry read since then is as true as what was told.
  const title = told !== null && told.insteadOf === entryTitle ? told.title : entryTitle
  useDocumentTitle(title === '' ? 'Board' : title)
  return title
}
