import { isDay } from '../templates/day.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * The day that a text names, yyyy-mm-dd: `2026-03-12`, also with a time behind it, `12.3.2026`, `12/31/2026`,
 * `12 March 2026` and `March 12, 2026`. Null where it names none, or may name two (`3/4/2026`).
 */
export function readDay(text: string): string | null {
  const trimmed = text.trim()
  const iso = /^(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(?:[T ].*)?$/u.exec(trimmed)?.groups
  if (iso !== undefined) return day(iso['y'], iso['m'], iso['d'])
  const dotted = /^(?<d>\d{1,2})\.\s?(?<m>\d{1,2})\.\s?(?<y>\d{4})$/u.exec(trimmed)?.groups
  if (dotted !== undefined) return day(dotted['y'], dotted['m'], dotted['d'])
  const slashed = /^(?<a>\d{1,2})[/-](?<b>\d{1,2})[/-](?<y>\d{4})$/u.exec(trimmed)?.groups
  if (slashed !== undefined) {
    // Which of the two is the month differs by country; where one cannot be, or both are the same, it is plain.
    const [one, other] = [day(slashed['y'], slashed['b'], slashed['a']), day(slashed['y'], slashed['a'], slashed['b'])]
    return one === null || other === null || one === other ? (one ?? other) : null
  }
  const worded =
    /^(?<d>\d{1,2})(?:st|nd|rd|th|\.)? (?<m>\p{L}{3,})\.?,? (?<y>\d{4})$/u.exec(trimmed)?.groups ??
    /^(?<m>\p{L}{3,})\.? (?<d>\d{1,2})(?:st|nd|rd|th)?,? (?<y>\d{4})$/u.exec(trimmed)?.groups
  if (worded === undefined) return null
  const month = MONTHS.indexOf((worded['m'] ?? '').slice(0, 3).toLowerCase()) + 1
  return month === 0 ? null : day(worded['y'], String(month), worded['d'])
}

function day(year = '', month = '', date = ''): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(text) ? text : null
}
