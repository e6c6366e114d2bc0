import { useQuery } from '@tanstack/react-query'
import type { TemplateSummary } from '../../shared/api/templates.ts'
import { request } from './request.ts'

/** The templates in the gallery's order. They change only with the server's version. */
export function useTemplates() {
  return useQuery({
    queryKey: ['templates'],
    queryFn: async ({ signal }) => (await request<{ items: TemplateSummary[] }>('/api/v1/templates', { signal })).items,
    staleTime: Infinity,
  })
}
