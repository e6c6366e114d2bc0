import type { TLRecord } from '@tldraw/tlschema'
import canonicalize from 'canonicalize'

/**
 * The text whose SHA-256 is a board's hash: the RFC 8785 (JCS) JSON of the array of its valid records, sorted by id.
 */
export function canonicalBoard(records: ReadonlyMap<string, TLRecord>): string {
  const sorted = [...records.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  return canonicalJson(sorted)
}

/** RFC 8785 JSON of any JSON value. Throws a TypeError on what is no JSON (NaN, functions, cycles). */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('only JSON values have a canonical form')
  return text
}
