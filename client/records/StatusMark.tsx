import type { RecordStatus } from '../../shared/api/recordStatuses.ts'
import { STATUS_WORDS } from './statusWords.ts'
import styles from './StatusMark.module.css'

// One stroke path on a 16 × 16 grid each, so that a status is told by its shape as well as by its word.
const PATHS: Record<RecordStatus, string> = {
  draft: 'M3 13l1-3.5L11 2.5l2.5 2.5-7 7zM2 14.5h6',
  proposed: 'M8 13.4v.2M5 5.5a3 3 0 1 1 4.4 2.7C8.4 8.8 8 9.4 8 10.4',
  accepted: 'M2.5 8.5l4 4 7-9',
  rejected: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  superseded: 'M2 8h11M9 4l4 4-4 4',
  deprecated: 'M8 2.5a5.5 5.5 0 1 0 .01 0M4.5 8h7',
}

/** A record's status as mark and word. */
export function StatusMark({ status }: { status: RecordStatus }) {
  return (
    <span className={styles['status']} data-status={status}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d={PATHS[status]} />
      </svg>
      {STATUS_WORDS[status]}
    </span>
  )
}
