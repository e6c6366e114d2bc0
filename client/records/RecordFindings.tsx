import type { DecisionRecordDetail } from '../../shared/api/records.ts'
import { SEVERITY_WORDS } from './severityWords.ts'
import styles from './RecordFindings.module.css'

/** What was still open when the decision was made: asked again at the review. */
export function RecordFindings({ record }: { record: DecisionRecordDetail }) {
  return (
    <section>
      <h2>Open at that moment</h2>
      {record.findings.length === 0 ? (
        <p className={styles['none']}>The board asked no questions.</p>
      ) : (
        <ul className={styles['list']}>
          {record.findings.map((finding, i) => (
            <li key={i} className={styles['finding']}>
              <span className={styles['severity']}>{SEVERITY_WORDS[finding.severity]}</span>
              <div>
                <p>{finding.message}</p>
                {finding.about !== '' && <p className={styles['about']}>{finding.about}</p>}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
