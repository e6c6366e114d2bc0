/** What a decision record can be. Without zod, so that the pages can use it. */
export const RECORD_STATUSES = ['draft', 'proposed', 'accepted', 'rejected', 'superseded', 'deprecated'] as const

export type RecordStatus = (typeof RECORD_STATUSES)[number]
