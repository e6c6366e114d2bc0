import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { Page } from '../../shared/api/page.ts'
import type {
  ChangeRecordStatus,
  CreateRecord,
  DecisionRecord,
  DecisionRecordDetail,
} from '../../shared/api/records.ts'
import type { RecordStatus } from '../../shared/api/recordStatuses.ts'
import { BASE_PATH } from './basePath.ts'
import { request } from './request.ts'

const RECORDS = ['records'] as const

export interface RecordFilter {
  search?: string
  status?: RecordStatus
  board?: string
}

/** Decision records, newest first, page by page. */
export function useRecords(filter: RecordFilter) {
  return useInfiniteQuery({
    queryKey: [...RECORDS, filter],
    queryFn: ({ pageParam, signal }) => request<Page<DecisionRecord>>(listPath(filter, pageParam), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
}

/** One record with the readings of its moment. */
export function useRecord(recordId: string) {
  return useQuery(recordQuery(recordId))
}

/** How one record is asked for, alone or among others. */
export function recordQuery(recordId: string) {
  return queryOptions({
    queryKey: [...RECORDS, recordId],
    queryFn: ({ signal }) => request<DecisionRecordDetail>(recordPath(recordId), { signal }),
  })
}

/** Makes a record of a board as it is now, with its snapshot. */
export function useCreateRecord(boardId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (record: CreateRecord) =>
      request<DecisionRecordDetail>(`/api/v1/boards/${encodeURIComponent(boardId)}/records`, {
        method: 'POST',
        json: record,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: RECORDS }),
  })
}

/** Appends a change of status; the record's body never changes. */
export function useChangeStatus(recordId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: ChangeRecordStatus) =>
      request<DecisionRecordDetail>(`${recordPath(recordId)}/status`, { method: 'POST', json: change }),
    onSuccess: () => client.invalidateQueries({ queryKey: RECORDS }),
  })
}

/** Where a record is downloaded from. */
export function recordExportPath(recordId: string, format: 'md' | 'json'): string {
  return `${BASE_PATH}${recordPath(recordId)}/export?format=${format}`
}

function recordPath(id: string): string {
  return `/api/v1/records/${encodeURIComponent(id)}`
}

function listPath(filter: RecordFilter, cursor: string | null): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter))
    if (typeof value === 'string' && value !== '') query.set(name, value)
  if (cursor !== null) query.set('cursor', cursor)
  return `/api/v1/records?${query.toString()}`
}
