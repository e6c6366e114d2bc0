import type { RecordsDiff } from '@tldraw/store'
import type { TLRecord } from '@tldraw/tlschema'
import { isCard, isZone } from '../../../shared/board/schema.ts'

/**
 * Whether a change of the board can change what it reads as. Dragging, drawing and moving the camera cannot, and they
 * are most of what happens.
 */
export function touchesReading({ added, updated, removed }: RecordsDiff<TLRecord>): boolean {
  for (const record of [...Object.values(added), ...Object.values(removed)]) if (isRead(record)) return true
  return Object.values(updated).some(([before, after]) => isRead(after) && readsDifferently(before, after))
}

function isRead(record: TLRecord): boolean {
  return isCard(record) || isZone(record) || ['binding', 'page', 'document'].includes(record.typeName)
}

function readsDifferently(before: TLRecord, after: TLRecord): boolean {
  if (isCard(before) && isCard(after)) {
    return (
      before.props.fields !== after.props.fields || before.parentId !== after.parentId || before.index !== after.index
    )
  }
  if (isZone(before) && isZone(after)) return before.props.title !== after.props.title
  return before.typeName !== 'page'
}
