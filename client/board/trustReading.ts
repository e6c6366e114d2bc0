import type { Store } from '@tldraw/store'
import type { TLRecord } from '@tldraw/tlschema'
import type { BoardReader } from '../../shared/board/read.ts'

/**
 * Has a store, which must have a schema of its own, take records that the reader has found valid without looking at them
 * once more: with thousands of them that takes as long as reading them. Everything else is validated as ever, and so is
 * what the reader has put together from a valid record, such as a card in its place in a zone.
 */
export function trustReading(store: Store<TLRecord>, reader: BoardReader): void {
  const { schema } = store
  const { validateRecord } = schema
  schema.validateRecord = (of, record, phase, before) =>
    // The very object, not one like it.
    reader.stored(record.id) === record ? record : validateRecord.call(schema, of, record, phase, before)
}
