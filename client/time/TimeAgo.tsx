import { relativeTime } from './relativeTime.ts'
import { useNow } from './useNow.ts'

const FULL = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' })

/** A time as "5 minutes ago", kept true while the page is open; the exact time is its tooltip. */
export function TimeAgo({ iso }: { iso: string }) {
  const nowMs = useNow(30_000)
  const timeMs = Date.parse(iso)
  if (Number.isNaN(timeMs)) return null
  return (
    <time dateTime={iso} title={FULL.format(timeMs)}>
      {relativeTime(timeMs, nowMs)}
    </time>
  )
}
