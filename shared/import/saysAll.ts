import type { RawFieldValue } from '../templates/field.ts'

/** Whether a value on the board says all that an imported one does. */
export function saysAll(there: RawFieldValue, value: RawFieldValue): boolean {
  if (Array.isArray(value)) return Array.isArray(there) && value.every((entry) => there.includes(entry))
  if (typeof value !== 'string' || typeof there !== 'string') return there === value
  return there.trim().toLowerCase() === value.trim().toLowerCase()
}

/** Whether a value says nothing yet. */
export function saysNothing(value: RawFieldValue): boolean {
  return value === null || (Array.isArray(value) ? value.length === 0 : String(value).trim() === '')
}
