import type { DecisionRecordDetail } from '../../shared/api/records.ts'
import styles from './RecordHeart.module.css'

/**
 * The three lines that a record is for. They stand on the hue between, because a decision is what both sides made
 * together.
 */
export function RecordHeart({ record }: { record: DecisionRecordDetail }) {
  return (
    <dl className={styles['heart']}>
      <dt className={styles['name']}>What we decided</dt>
      <dd className={styles['decided']}>{record.decided}</dd>
      <dt className={styles['name']}>Why now</dt>
      <dd className={styles['text']}>{record.whyNow === '' ? <Unsaid /> : record.whyNow}</dd>
      <dt className={styles['name']}>What would change our mind</dt>
      <dd className={styles['text']}>{record.changeOurMind === '' ? <Unsaid /> : record.changeOurMind}</dd>
    </dl>
  )
}

function Unsaid() {
  return <span className={styles['unsaid']}>Nobody wrote this down.</span>
}
