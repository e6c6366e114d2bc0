import type { DecisionRecordDetail } from '../../shared/api/records.ts'
import { longDay } from '../time/longDay.ts'
import { StatusMark } from './StatusMark.tsx'
import styles from './RecordHistory.module.css'

/** How the status came to be what it is: the beginning, then every change with its reason. */
export function RecordHistory({ record }: { record: DecisionRecordDetail }) {
  return (
    <section>
      <h2>History</h2>
      <ol className={styles['events']}>
        <li className={styles['event']}>
          <StatusMark status={record.initialStatus} />
          <p className={styles['words']}>
            Recorded{by(record.createdBy)} on {longDay(record.createdAt)}.
          </p>
        </li>
        {record.events.map((event, i) => (
          <li key={i} className={styles['event']}>
            <StatusMark status={event.status} />
            <div className={styles['words']}>
              <p className={styles['reason']}>{event.reason}</p>
              <p className={styles['when']}>
                Changed{by(event.by)} on {longDay(event.at)}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

function by(person: DecisionRecordDetail['createdBy']): string {
  return person === null || person.name === '' ? '' : ` by ${person.name}`
}
