import { isTextField } from './fieldValue.ts'
import { findKind } from './index.ts'

/**
 * The fields of a kind that are collaborative text, in the kind's order. None for a kind that this version does not
 * know: its strings are kept as plain values.
 */
export function textFieldsOf(templateId: string, kindId: string): readonly string[] {
  const fields = findKind(templateId, kindId)?.fields ?? []
  return fields.filter(isTextField).map((field) => field.id)
}
