import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import type { DecisionRecord, DecisionRecordDetail } from '../../shared/api/records.ts'
import type { RecordStatus } from '../../shared/api/recordStatuses.ts'
import { recordQuery, useRecords } from './records.ts'

/** Those that somebody may rest on today, or will. */
const STANDING: readonly RecordStatus[] = ['draft', 'proposed', 'accepted']
/** Of a board's decisions the newest; each is a request of its own. */
const MOST = 50

/** A decision with the cards that it rests on, by id. */
export interface StandingDecision {
  readonly number: number
  readonly title: string
  readonly evidence: readonly string[]
}

/**
 * The decisions of a board that still stand, newest first, and a sentence where some are not there (yet); the list
 * itself is the same as long as nothing of it changes.
 */
export function useStandingDecisions(boardId: string): { decisions: readonly StandingDecision[]; note: string } {
  const records = useRecords({ board: boardId })
  const standing = (records.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter(({ status }) => STANDING.includes(status))
  const isCut = standing.length > MOST || records.hasNextPage
  const shown = standing.slice(0, MOST)
  const { decisions, isPending, isError } = useQueries({
    queries: shown.map(({ id }: DecisionRecord) => recordQuery(id)),
    combine,
  })
  const note =
    isError || records.isError
      ? 'The server does not answer; what rests on these cards shows when it is back.'
      : isPending || records.isPending
        ? 'Looking for decisions …'
        : isCut
          ? `Of the decisions the newest ${MOST} are traced.`
          : ''
  return { decisions, note }
}

function combine(results: UseQueryResult<DecisionRecordDetail>[]) {
  return {
    decisions: results.flatMap(({ data }): StandingDecision[] =>
      data === undefined
        ? []
        : [{ number: data.number, title: data.title, evidence: data.evidence.map(({ id }) => id) }],
    ),
    isPending: results.some((result) => result.isPending),
    isError: results.some((result) => result.isError && result.data === undefined),
  }
}
