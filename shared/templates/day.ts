const DAY_MS = 86_400_000

/** Whether this is a day of the calendar written yyyy-mm-dd. */
export function isDay(text: string): boolean {
  // By hand: each card has days, and a Date for each of them was a good part of what reading a wall took.
  if (!/^\d{4}-\d\d-\d\d$/u.test(text)) return false
  const day = Number(text.slice(8))
  return day >= 1 && day <= daysIn(Number(text.slice(0, 4)), Number(text.slice(5, 7)))
}

/** 0 for a month that there is not. */
function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && isLeap ? 29 : (MONTH_DAYS[month - 1] ?? 0)
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** The day that lies so many days after a day, both yyyy-mm-dd; negative counts lie before it. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}
