/**
 * Something that was changed on this device while it was away and by others meanwhile. One of the two values holds, the
 * same for everyone.
 */
export interface MergeConflict {
  /** The record's id. It may be gone by now. */
  readonly record: string
  /** The group of values, as in shared/board/groups.ts (`place`, `f.severity`, …), or `deleted`. */
  readonly field: string
  readonly mine: unknown
  readonly theirs: unknown
  readonly winner: 'mine' | 'theirs'
}
