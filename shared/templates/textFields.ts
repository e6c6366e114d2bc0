import { findKind } from './index.ts'

const TEXT_TYPES: ReadonlySet<string> = new Set(['short-text', 'long-text', 'person'])

/**
 * The fields of a kind that are collaborative text, in the kind's order. None for a kind that this version does not
 * know: its strings are kept as plain values.
 */
export function textFieldsOf(templateId: string, kindId: string): readonly string[] {
  const fields = findKind(templateId, kindId)?.fields ?? []
  return fields.filter((field) => TEXT_TYPES.has(field.type)).map((field) => field.id)
}
