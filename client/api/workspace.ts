import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Page } from '../../shared/api/page.ts'
import type { CreateToken, NewToken, Token } from '../../shared/api/tokens.ts'
import type { BoardSize, Session, Workspace } from '../../shared/api/workspace.ts'
import { request } from './request.ts'

const WORKSPACE = ['workspace'] as const

/** The workspace in figures. */
export function useWorkspace() {
  return useQuery({
    queryKey: [...WORKSPACE, 'figures'],
    queryFn: ({ signal }) => request<Workspace>('/api/v1/workspace', { signal }),
  })
}

/** All boards with what they take up, page by page; whoever wants `all` pages of them has a list of their own. */
export function useBoardSizes(of: 'shown' | 'all' = 'shown') {
  return usePages<BoardSize>(`boards ${of}`, '/api/v1/workspace/boards')
}

/** The people who are known here, page by page. */
export function useSessions() {
  return usePages<Session>('sessions', '/api/v1/sessions')
}

/** API tokens, without themselves. */
export function useTokens() {
  return useQuery({
    queryKey: [...WORKSPACE, 'tokens'],
    queryFn: ({ signal }) => request<Page<Token>>('/api/v1/tokens', { signal }),
  })
}

/** What whoever runs the workspace does about it; each resolves when the lists are true again. */
export function useWorkspaceActions() {
  const client = useQueryClient()
  const onSuccess = () => client.invalidateQueries({ queryKey: WORKSPACE })
  return {
    makeToken: useMutation({
      mutationFn: (token: CreateToken) => request<NewToken>('/api/v1/tokens', { method: 'POST', json: token }),
      onSuccess,
    }),
    endToken: useMutation({
      mutationFn: (id: string) => request(`/api/v1/tokens/${encodeURIComponent(id)}`, { method: 'DELETE' }),
      onSuccess,
    }),
    endSession: useMutation({
      mutationFn: (personId: string) =>
        request(`/api/v1/sessions/${encodeURIComponent(personId)}`, { method: 'DELETE' }),
      onSuccess,
    }),
  }
}

function usePages<Item>(name: string, path: string) {
  return useInfiniteQuery({
    queryKey: [...WORKSPACE, name],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Item>>(pageParam === null ? path : `${path}?cursor=${encodeURIComponent(pageParam)}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
}
