import type { TLRecord } from '@tldraw/tlschema'
import { cutText } from '../templates/cutText.ts'
import { TEXT_MAX } from '../templates/textLimits.ts'
import { applyGroup } from './groups.ts'
import { boardSchema, DOCUMENT_TYPES } from './schema.ts'
import { isNewer, migrateRecord, unwrapEdit, unwrapRecord } from './version.ts'

/** Why a record is left out by every reader. */
export type InvalidReason = 'malformed' | 'newer' | 'too-large' | 'out-of-range'

/** A record put together from its parts, or the reason why there is none. */
export type Composed =
  | { ok: true; record: TLRecord; /** Whether edits of a newer Betwixt were passed over. */ lacksNewer: boolean }
  | { ok: false; reason: InvalidReason }

export interface RecordParts {
  id: string
  base: unknown
  /** Group → value, of any order. */
  edits: Iterable<readonly [string, unknown]>
  /** Field → text. */
  texts: Iterable<readonly [string, string]>
}

/** Characters of all strings of one record together. Card texts are cut at their own, lower limit. */
const MAX_CHARS = 1_000_000
/** Values in one record: a long freehand line has some ten thousand points. */
const MAX_VALUES = 400_000
const MAX_DEPTH = 64
/** tldraw's canvas loses precision far out; nothing honest lies beyond. */
const MAX_COORDINATE = 10_000_000

/**
 * Puts one record together: as created, then its edits group by group, then its texts; migrated and validated. The
 * answer depends on nothing but the parts.
 */
export function composeRecord({ id, base, edits, texts }: RecordParts): Composed {
  const { version, value } = unwrapRecord(base)
  if (isNewer(version)) return { ok: false, reason: 'newer' }
  if (!isPlainObject(value) || value['id'] !== id) return { ok: false, reason: 'malformed' }
  const { typeName } = value
  if (typeof typeName !== 'string' || !DOCUMENT_TYPES.has(typeName)) return { ok: false, reason: 'malformed' }

  const current = copyForDraft(value)
  // Sorted, because the order in which a Y.Map lists its keys differs from one peer to the next.
  const sorted = [...edits].sort(([a], [b]) => (a < b ? -1 : 1))
  let newerEdit = false
  for (const [group, stored] of sorted) {
    const edit = unwrapEdit(stored)
    // What a newer Betwixt wrote is not understood here; the rest of the record still is.
    if (isNewer(edit.version)) newerEdit = true
    else applyGroup(current, group, edit.value)
  }
  if (newerEdit && current['typeName'] !== 'shape') return { ok: false, reason: 'newer' }
  for (const [field, text] of texts) setText(current, field, text)

  if (!withinSize(current)) return { ok: false, reason: 'too-large' }
  const migrated = migrateRecord(current as unknown as TLRecord, version)
  if (migrated === null) return { ok: false, reason: 'malformed' }
  const record = validated(migrated)
  if (record === null) return { ok: false, reason: 'malformed' }
  return inRange(record) ? { ok: true, record, lacksNewer: newerEdit } : { ok: false, reason: 'out-of-range' }
}

function validated(record: TLRecord): TLRecord | null {
  try {
    return boardSchema.types[record.typeName].validate(record) as TLRecord
  } catch {
    return null
  }
}

type Json = Record<string, unknown>

function isPlainObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A copy whose `props`, `props.fields` and `meta` may be written to; deeper values are shared and never written. */
function copyForDraft(record: Json): Json {
  const draft = { ...record }
  if (isPlainObject(draft['props'])) {
    const props = { ...draft['props'] }
    if (isPlainObject(props['fields'])) props['fields'] = { ...props['fields'] }
    draft['props'] = props
  }
  if (isPlainObject(draft['meta'])) draft['meta'] = { ...draft['meta'] }
  return draft
}

function setText(draft: Json, field: string, text: string): void {
  const props = draft['props']
  if (field === '__proto__' || draft['type'] !== 'card' || !isPlainObject(props) || !isPlainObject(props['fields']))
    return
  props['fields'][field] = cutText(text, TEXT_MAX)
}

function withinSize(record: Json): boolean {
  let chars = 0
  let values = 0
  const visit = (value: unknown, depth: number): boolean => {
    if (++values > MAX_VALUES || depth > MAX_DEPTH) return false
    if (typeof value === 'string') return (chars += value.length) <= MAX_CHARS
    if (typeof value === 'bigint' || value instanceof Uint8Array) return false
    if (Array.isArray(value)) return value.every((item) => visit(item, depth + 1))
    if (typeof value === 'object' && value !== null) {
      for (const key in value) if (!visit((value as Json)[key], depth + 1)) return false
    }
    return true
  }
  return visit(record, 0)
}

function inRange(record: TLRecord): boolean {
  if (record.typeName !== 'shape') return true
  const { w, h } = record.props as { w?: unknown; h?: unknown }
  return [record.x, record.y, w, h].every(
    (value) => value === undefined || (typeof value === 'number' && Math.abs(value) <= MAX_COORDINATE),
  )
}
