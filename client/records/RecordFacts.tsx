import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { DecisionRecordDetail } from '../../shared/api/records.ts'
import { findDiscipline } from '../../shared/disciplines.ts'
import { longDay } from '../time/longDay.ts'
import styles from './RecordFacts.module.css'

/** Who answers for it, who decided, until when, and on which board. */
export function RecordFacts({ record }: { record: DecisionRecordDetail }) {
  return (
    <dl className={styles['facts']}>
      <Fact name="Owner">{record.owner === '' ? 'Nobody is named' : record.owner}</Fact>
      <Fact name="Review by">{record.reviewBy === null ? 'No date set' : longDay(record.reviewBy)}</Fact>
      {record.deciders.length > 0 && <Fact name="Decided by">{record.deciders.join(', ')}</Fact>}
      {record.createdBy !== null && record.createdBy.name !== '' && (
        <Fact name="Recorded by">{personWords(record.createdBy)}</Fact>
      )}
      <Fact name="Board">
        {record.board === 'open' ? (
          <Link href={`/b/${record.boardId}`}>{record.boardTitle}</Link>
        ) : (
          `${record.boardTitle} (${record.board === 'trashed' ? 'in the trash' : 'deleted'})`
        )}
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles['fact']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function personWords({ name, discipline }: { name: string; discipline: string }): string {
  const { title } = findDiscipline(discipline)
  return title === '' ? name : `${name}, ${title}`
}
