import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Page } from '../../shared/api/page.ts'
import type { BoardGuest, CreateShare, NewShare, Share } from '../../shared/api/shares.ts'
import { request } from './request.ts'

const boardPath = (boardId: string) => `/api/v1/boards/${encodeURIComponent(boardId)}`

const sharesKey = (boardId: string) => ['shares', boardId] as const

/** Makes a link to a board. Its address is told this once. */
export function makeShare(boardId: string, share: CreateShare): Promise<NewShare> {
  return request<NewShare>(`${boardPath(boardId)}/shares`, { method: 'POST', json: share })
}

/** The links of a board, without their addresses. */
export function useShares(boardId: string) {
  return useQuery({
    queryKey: sharesKey(boardId),
    queryFn: ({ signal }) => request<Page<Share>>(`${boardPath(boardId)}/shares`, { signal }),
    // Somebody else may have taken one back since it was last looked at.
    refetchOnMount: 'always',
  })
}

/** Whether a link that was told here is known to be good no more: it ended, or was taken back, here or by somebody else. */
export function useIsTakenBack({ boardId, id }: NewShare): boolean {
  const { data, error } = useShares(boardId)
  return data !== undefined && error === null && !data.items.some((share) => share.id === id && !share.hasEnded)
}

/** Who may open the board by a link, as a member, or because it was passed on to them. */
export function useGuests(boardId: string) {
  return useQuery({
    queryKey: [...sharesKey(boardId), 'guests'],
    queryFn: ({ signal }) => request<Page<BoardGuest>>(`${boardPath(boardId)}/guests`, { signal }),
  })
}

/** What can be done about a board's links and owner; each resolves when the lists are true again. */
export function useShareActions(boardId: string) {
  const client = useQueryClient()
  const onSuccess = () => client.invalidateQueries({ queryKey: sharesKey(boardId) })
  return {
    make: useMutation({ mutationFn: (share: CreateShare) => makeShare(boardId, share), onSuccess }),
    revoke: useMutation({
      mutationFn: (shareId: string) => request(`${boardPath(boardId)}/shares/${shareId}`, { method: 'DELETE' }),
      onSuccess,
    }),
    passOn: useMutation({
      mutationFn: (personId: string) => request(`${boardPath(boardId)}/owner`, { method: 'PUT', json: { personId } }),
      onSuccess,
    }),
  }
}
