import { Link } from 'wouter'
import { useRecords } from '../../api/records.ts'
import { problemText } from '../../api/problem.ts'
import { StatusMark } from '../../records/StatusMark.tsx'
import { LoadMore } from '../../list/LoadMore.tsx'
import styles from './Panel.module.css'

/** The decisions recorded on this board. */
export function DecisionsTab({ boardId }: { boardId: string }) {
  const records = useRecords({ board: boardId })
  if (records.error !== null && records.data === undefined) {
    return <p className={styles['empty']}>{problemText(records.error)} The decisions show when it is back.</p>
  }
  if (records.data === undefined) return <p className={styles['empty']}>Looking for decisions …</p>
  const items = records.data.pages.flatMap((page) => page.items)
  if (items.length === 0) {
    return (
      <p className={styles['empty']}>
        Nothing is decided here yet. When it is, select the cards it rests on and record the decision; it outlives the
        meeting.
      </p>
    )
  }
  return (
    <>
      <ul className={styles['decisions']}>
        {items.map((record) => (
          <li key={record.id}>
            <Link href={`/records/${record.id}`} className={styles['decision'] ?? ''}>
              <span className={styles['decisionHead']}>
                {record.number}. {record.title}
              </span>
              <span className={styles['about']}>{record.decided}</span>
              <StatusMark status={record.status} />
            </Link>
          </li>
        ))}
      </ul>
      <LoadMore query={records} label="Older decisions" />
    </>
  )
}
