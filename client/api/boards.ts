import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Board, CreateBoard } from '../../shared/api/boards.ts'
import type { Page } from '../../shared/api/page.ts'
import { request } from './request.ts'

/** How often the list asks again while it is looked at: who is where changes by the minute. */
const REFRESH_MS = 10_000
/** A list scrolled far down is many requests, and is asked for less often. */
const LONG_LIST_PAGES = 3
const LONG_LIST_REFRESH_MS = 60_000

const BOARDS = ['boards'] as const

/** Which boards: those listed unless said otherwise. */
interface BoardQuery {
  search: string
  trashed: boolean
  hidden?: boolean
}

/** Boards by last change, newest first, page by page. */
export function useBoards({ search, trashed, hidden = false }: BoardQuery) {
  return useInfiniteQuery({
    queryKey: [...BOARDS, { search, trashed, hidden }],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Board>>(listPath({ search, trashed, hidden }, pageParam), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      (state.data?.pages.length ?? 0) > LONG_LIST_PAGES ? LONG_LIST_REFRESH_MS : REFRESH_MS,
  })
}

/** One board's entry. */
export function useBoard(boardId: string) {
  return useQuery({
    queryKey: [...BOARDS, boardId],
    queryFn: ({ signal }) => request<Board>(boardPath(boardId), { signal }),
  })
}

/** What can be done to boards from a list; each resolves when the lists are true again. */
export function useBoardActions() {
  const client = useQueryClient()
  const onSuccess = () => client.invalidateQueries({ queryKey: BOARDS })
  return {
    create: useMutation({
      mutationFn: (board: CreateBoard) => request<Board>('/api/v1/boards', { method: 'POST', json: board }),
      onSuccess,
    }),
    rename: useMutation({
      mutationFn: ({ id, title }: { id: string; title: string }) =>
        request<Board>(boardPath(id), { method: 'PATCH', json: { title } }),
      onSuccess,
    }),
    duplicate: useMutation({
      mutationFn: (id: string) => request<Board>(`${boardPath(id)}/duplicate`, { method: 'POST' }),
      onSuccess,
    }),
    hide: useMutation({
      mutationFn: ({ id, hidden }: { id: string; hidden: boolean }) =>
        request<Board>(boardPath(id), { method: 'PATCH', json: { hidden } }),
      onSuccess,
    }),
    trash: useMutation({
      mutationFn: (id: string) => request(boardPath(id), { method: 'DELETE' }),
      onSuccess,
    }),
    restore: useMutation({
      mutationFn: (id: string) => request<Board>(`${boardPath(id)}/restore`, { method: 'POST' }),
      onSuccess,
    }),
    emptyTrash: useMutation({
      mutationFn: () => request('/api/v1/trash', { method: 'DELETE' }),
      onSuccess,
    }),
  }
}

function boardPath(id: string): string {
  return `/api/v1/boards/${encodeURIComponent(id)}`
}

function listPath({ search, trashed, hidden = false }: BoardQuery, cursor: string | null): string {
  const query = new URLSearchParams()
  if (search !== '') query.set('search', search)
  if (trashed) query.set('trashed', 'true')
  if (hidden) query.set('hidden', 'true')
  if (cursor !== null) query.set('cursor', cursor)
  return `/api/v1/boards?${query.toString()}`
}
