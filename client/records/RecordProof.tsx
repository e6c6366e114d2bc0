import type { DecisionRecordDetail } from '../../shared/api/records.ts'
import styles from './RecordProof.module.css'

/** The numbers by which anyone can prove that neither the record nor its board was changed since. */
export function RecordProof({ record }: { record: DecisionRecordDetail }) {
  return (
    <details className={styles['proof']}>
      <summary>How this can be checked</summary>
      <p>
        A record is never changed once it is made. Both numbers below can be worked out again from its JSON and from the
        board’s snapshot (SHA-256 over RFC 8785 JSON); if they differ, something was altered.
      </p>
      <dl>
        <dt>Record</dt>
        <dd>
          <code>{record.recordSha256}</code>
        </dd>
        <dt>Board</dt>
        <dd>
          <code>{record.boardSha256}</code>
        </dd>
        <dt>Snapshot</dt>
        <dd>
          <code>{record.snapshotSha256}</code>
        </dd>
      </dl>
    </details>
  )
}
