const DAY_MS = 86_400_000

/** Whether this is a day of the calendar written yyyy-mm-dd. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/u.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  // Date.parse takes 31 February for 3 March.
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
}

/** The day that lies so many days after a day, both yyyy-mm-dd; negative counts lie before it. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}
