const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
const DAY_UTC = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/**
 * "12 October 2026". A bare day (yyyy-mm-dd) is that day everywhere; a moment is the day at the reader's place.
 * What is neither is returned as it stands.
 */
export function longDay(iso: string): string {
  const timeMs = Date.parse(iso)
  if (Number.isNaN(timeMs)) return iso
  return (/^\d{4}-\d{2}-\d{2}$/.test(iso) ? DAY_UTC : DAY).format(timeMs)
}
