import { Link } from 'wouter'
import type { DecisionRecordDetail } from '../../shared/api/records.ts'
import { ApiProblem, problemText } from '../api/problem.ts'
import { useRecord } from '../api/records.ts'
import { NotFound } from '../app/NotFound.tsx'
import { ServerAway } from '../app/ServerAway.tsx'
import { Shell } from '../app/Shell.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { RecordEvidence } from './RecordEvidence.tsx'
import { RecordFacts } from './RecordFacts.tsx'
import { RecordFindings } from './RecordFindings.tsx'
import { RecordHead } from './RecordHead.tsx'
import { RecordHeart } from './RecordHeart.tsx'
import { RecordHistory } from './RecordHistory.tsx'
import { RecordProof } from './RecordProof.tsx'
import styles from './RecordPage.module.css'

/** One decision record as it was made, and what has become of it. */
export default function RecordPage({ recordId }: { recordId: string }) {
  const { data: record, error, refetch } = useRecord(recordId)
  if (record !== undefined) return <Whole record={record} />
  if (error === null) return <RecordSkeleton />
  if (error instanceof ApiProblem && error.status === 404) {
    return (
      <NotFound title="This record is not here" leadsTo={{ href: '/records', label: 'All records' }}>
        Records are never deleted, so the address was most likely cut short on its way to you.
      </NotFound>
    )
  }
  return <ServerAway message={problemText(error)} retry={() => void refetch()} />
}

function Whole({ record }: { record: DecisionRecordDetail }) {
  return (
    <Shell>
      <article className={styles['record']}>
        <p className={styles['back']}>
          <Link href="/records">Records</Link>
        </p>
        <RecordHead record={record} />
        <RecordHeart record={record} />
        <RecordFacts record={record} />
        {record.options.length > 0 && (
          <section>
            <h2>Options considered</h2>
            <ol className={styles['options']}>
              {record.options.map((option, i) => (
                <li key={i}>{option}</li>
              ))}
            </ol>
          </section>
        )}
        <RecordEvidence record={record} />
        <RecordFindings record={record} />
        <RecordHistory record={record} />
        <RecordProof record={record} />
      </article>
    </Shell>
  )
}

function RecordSkeleton() {
  return (
    <Shell>
      <div className={styles['record']} aria-busy="true" aria-label="Loading record">
        <Skeleton width={80} height={20} />
        <Skeleton width="70%" height={40} />
        <Skeleton height={320} />
      </div>
    </Shell>
  )
}
