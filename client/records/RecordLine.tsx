import { Link } from 'wouter'
import type { DecisionRecord } from '../../shared/api/records.ts'
import { longDay } from '../time/longDay.ts'
import { StatusMark } from './StatusMark.tsx'
import styles from './RecordLine.module.css'

/** One record in a list: its number, its title and the line that matters most. */
export function RecordLine({ record }: { record: DecisionRecord }) {
  return (
    <li className={styles['line']}>
      <span className={styles['number']}>{record.number}</span>
      <div className={styles['words']}>
        <h2 className={styles['title']}>
          <Link href={`/records/${record.id}`} className={styles['link']}>
            {record.title}
          </Link>
        </h2>
        <p className={styles['decided']}>{record.decided}</p>
        <p className={styles['facts']}>
          <span>{longDay(record.createdAt)}</span>
          <span>{record.boardTitle}</span>
          {record.owner !== '' && <span>Owner: {record.owner}</span>}
          {record.reviewBy !== null && <span>Review by {longDay(record.reviewBy)}</span>}
        </p>
      </div>
      <div className={styles['status']}>
        <StatusMark status={record.status} />
      </div>
    </li>
  )
}
