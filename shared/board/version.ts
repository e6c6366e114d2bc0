import type { SerializedSchema } from '@tldraw/store'
import type { TLRecord } from '@tldraw/tlschema'
import { boardSchema } from './schema.ts'
import { SCHEMA_V1 } from './schemaV1.ts'

/**
 * The number under which values are written now. Each value in `records` and `edits` carries the number it was written
 * under: a record as a key `$v`, an edit as `{ $v, $: value }`; without one it is 1. A new number is needed when the
 * store's schema gains a migration; the older ones stay listed here for good, because a device may return with edits
 * that it wrote long ago.
 */
export const BOARD_SCHEMA = 1

const SCHEMAS: Readonly<Record<number, SerializedSchema>> = { 1: SCHEMA_V1 }

export interface Versioned {
  version: number
  value: unknown
}

/** Takes the schema number off a record of `records`. */
export function unwrapRecord(stored: unknown): Versioned {
  if (typeof stored !== 'object' || stored === null || !('$v' in stored)) return { version: 1, value: stored }
  const { $v: version, ...value } = stored
  return { version: typeof version === 'number' ? version : Number.NaN, value }
}

/** Takes the schema number off a value of `edits`. */
export function unwrapEdit(stored: unknown): Versioned {
  if (typeof stored !== 'object' || stored === null || !('$v' in stored)) return { version: 1, value: stored }
  return {
    version: typeof stored.$v === 'number' ? stored.$v : Number.NaN,
    value: '$' in stored ? stored.$ : undefined,
  }
}

/** Whether a value was written by a newer Betwixt than this one, which must then be reloaded. */
export function isNewer(version: number): boolean {
  return version > BOARD_SCHEMA
}

/** Brings a record that was written under an older schema number up to now; null where that fails. */
export function migrateRecord(record: TLRecord, version: number): TLRecord | null {
  if (version === BOARD_SCHEMA) return record
  const schema = SCHEMAS[version]
  if (schema === undefined) return null
  const result = boardSchema.migratePersistedRecord(record, schema)
  return result.type === 'success' ? result.value : null
}
