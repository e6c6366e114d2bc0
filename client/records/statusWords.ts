import type { RecordStatus } from '../../shared/api/recordStatuses.ts'

/** How a status reads on the page. */
export const STATUS_WORDS: Record<RecordStatus, string> = {
  draft: 'Draft',
  proposed: 'Proposed',
  accepted: 'Accepted',
  rejected: 'Rejected',
  superseded: 'Superseded',
  deprecated: 'Deprecated',
}
