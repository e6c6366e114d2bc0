import { useDeferredValue, useState } from 'react'
import { RECORD_STATUSES } from '../../shared/api/recordStatuses.ts'
import { useRecords, type RecordFilter } from '../api/records.ts'
import { PageHead } from '../app/PageHead.tsx'
import { Shell } from '../app/Shell.tsx'
import { ListProblem } from '../list/ListProblem.tsx'
import { FilterSelect } from '../list/FilterSelect.tsx'
import { LoadMore } from '../list/LoadMore.tsx'
import { SearchField } from '../list/SearchField.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { RecordLine } from './RecordLine.tsx'
import { STATUS_WORDS } from './statusWords.ts'
import styles from './RecordsPage.module.css'

/** All decision records, the newest first. */
export default function RecordsPage() {
  const [search, setSearch] = useState('')
  const [status, setStatus] = useState('')
  const searched = useDeferredValue(search.trim())
  const chosen = RECORD_STATUSES.find((known) => known === status)
  const filter: RecordFilter = { search: searched, ...(chosen === undefined ? {} : { status: chosen }) }
  const list = useRecords(filter)
  const records = list.data?.pages.flatMap((page) => page.items)
  const filtered = searched !== '' || chosen !== undefined
  return (
    <Shell>
      <PageHead title="Records">
        <SearchField label="Search records" value={search} onChange={setSearch} />
        <FilterSelect label="Status" value={status} onChange={setStatus}>
          <option value="">Any status</option>
          {RECORD_STATUSES.map((known) => (
            <option key={known} value={known}>
              {STATUS_WORDS[known]}
            </option>
          ))}
        </FilterSelect>
      </PageHead>
      {list.error !== null && <ListProblem error={list.error} what="records" stale={records !== undefined} />}
      {records === undefined && list.error === null && <RecordsSkeleton />}
      {records?.length === 0 && (filtered ? <p className={styles['nothing']}>No record fits.</p> : <NoRecords />)}
      {records !== undefined && records.length > 0 && (
        <ol className={styles['list']} aria-label="Records">
          {records.map((record) => (
            <RecordLine key={record.id} record={record} />
          ))}
        </ol>
      )}
      <LoadMore query={list} label="More records" />
    </Shell>
  )
}

function NoRecords() {
  return (
    <section className={styles['none']}>
      <h2>No decision is recorded yet</h2>
      <p>
        A record keeps what a team decided, why now, and what would change its mind, with the board as it stood at that
        moment. On a board, open Decisions and choose Record decision.
      </p>
    </section>
  )
}

function RecordsSkeleton() {
  return (
    <div className={styles['list']} aria-busy="true" aria-label="Loading records">
      {[0, 1, 2, 3, 4].map((i) => (
        <div key={i} className={styles['stand-in']}>
          <Skeleton width="45%" height={24} />
          <Skeleton width="80%" height={24} />
        </div>
      ))}
    </div>
  )
}
