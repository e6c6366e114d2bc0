const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/**
 * How long ago something was, as one would say it: "just now", "5 minutes ago", "yesterday", "12 Oct", and with the
 * year where it is not this one. A time ahead of `nowMs` (clocks differ) is "just now". Days are those of the
 * reader's own place.
 */
export function relativeTime(thenMs: number, nowMs: number): string {
  const ageMs = nowMs - thenMs
  if (ageMs < MINUTE_MS) return 'just now'
  if (ageMs < HOUR_MS) return plural(Math.floor(ageMs / MINUTE_MS), 'minute')
  const days = calendarDaysBetween(thenMs, nowMs)
  if (days === 0 || ageMs < 6 * HOUR_MS) return plural(Math.floor(ageMs / HOUR_MS), 'hour')
  if (days === 1) return 'yesterday'
  if (days < 7) return plural(days, 'day')
  return dayOf(thenMs, nowMs)
}

/** A day as "12 Oct", with the year where it is another than that of `nowMs`. */
function dayOf(thenMs: number, nowMs: number): string {
  const sameYear = new Date(thenMs).getFullYear() === new Date(nowMs).getFullYear()
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(thenMs)
}

/** Midnights between two times; rounded, since a day with a clock change has 23 or 25 hours. */
function calendarDaysBetween(thenMs: number, nowMs: number): number {
  return Math.round((startOfDay(nowMs) - startOfDay(thenMs)) / DAY_MS)
}

function startOfDay(timeMs: number): number {
  const date = new Date(timeMs)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`
}
