import { daysAfter } from '../day.ts'

const DAY_MS = 86_400_000

export interface IsoWeek {
  /** As ISO 8601 writes it: `2026-W11`. */
  readonly week: string
  /** Its Monday and its Sunday, yyyy-mm-dd. */
  readonly from: string
  readonly to: string
}

/** The week that a day (yyyy-mm-dd) lies in. By ISO 8601 a week belongs to the year that has its Thursday. */
export function isoWeek(day: string): IsoWeek {
  const date = new Date(`${day}T00:00:00Z`)
  const sinceMonday = (date.getUTCDay() + 6) % 7
  const thursday = new Date(date.getTime() + (3 - sinceMonday) * DAY_MS)
  const newYear = new Date(thursday)
  newYear.setUTCMonth(0, 1)
  const number = Math.floor((thursday.getTime() - newYear.getTime()) / (7 * DAY_MS)) + 1
  const year = String(thursday.getUTCFullYear()).padStart(4, '0')
  return {
    week: `${year}-W${String(number).padStart(2, '0')}`,
    from: daysAfter(day, -sinceMonday),
    to: daysAfter(day, 6 - sinceMonday),
  }
}
