import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Me, PutMe } from '../../shared/api/person.ts'
import { request } from './request.ts'

/** Where the cache keeps who I am. */
export const ME = ['me'] as const

/** Who I am here, and whether this server asks for its key. */
export function useMe() {
  return useQuery({ queryKey: ME, queryFn: ({ signal }) => request<Me>('/api/v1/me', { signal }), staleTime: 60_000 })
}

/** Sets my name and discipline, which the server puts into presence. */
export function useSetMe() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (me: PutMe) => request<Me>('/api/v1/me', { method: 'PUT', json: me }),
    onSuccess: (me) => client.setQueryData(ME, me),
  })
}

/** Signs in with the workspace key; everything read before is read anew. */
export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (key: string) => request('/api/v1/session', { method: 'POST', json: { key } }),
    onSuccess: () => client.resetQueries(),
  })
}

/** Signs out of this browser. */
export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => request('/api/v1/session', { method: 'DELETE' }),
    onSuccess: () => client.resetQueries(),
  })
}
