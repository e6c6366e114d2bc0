import { useQuery } from '@tanstack/react-query'
import type { Settings } from '../../../shared/api/settings.ts'
import { request } from '../../api/request.ts'

/** The server's settings. Without the server a board opens all the same, so this is asked once and not again. */
export function useSettings() {
  return useQuery({
    queryKey: ['settings'],
    queryFn: ({ signal }) => request<Settings>('/api/v1/settings', { signal }),
    staleTime: Infinity,
    retry: false,
  })
}
