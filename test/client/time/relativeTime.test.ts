import { describe, expect, it } from 'vitest'
import { relativeTime } from '../../../client/time/relativeTime.ts'

const NOON = new Date(2026, 4, 20, 12, 0, 0).getTime()
const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

describe('how long ago something was', () => {
  it.each([
    [0, 'just now'],
    [59 * SECOND_MS, 'just now'],
    [MINUTE_MS, '1 minute ago'],
    [59 * MINUTE_MS + 59 * SECOND_MS, '59 minutes ago'],
    [HOUR_MS, '1 hour ago'],
    [11 * HOUR_MS, '11 hours ago'],
    [13 * HOUR_MS, 'yesterday'],
    [2 * DAY_MS, '2 days ago'],
    [6 * DAY_MS, '6 days ago'],
    [7 * DAY_MS, '13 May'],
    [365 * DAY_MS, '20 May 2025'],
  ])('UI-1: %i ms ago reads "%s"', (ageMs, words) => {
    expect(relativeTime(NOON - ageMs, NOON)).toBe(words)
  })

  it('UI-1: a time ahead of this clock is "just now", since clocks differ', () => {
    expect(relativeTime(NOON + 5 * MINUTE_MS, NOON)).toBe('just now')
  })

  it('UI-1: shortly after midnight, the evening before is counted in hours', () => {
    const halfPastMidnight = new Date(2026, 4, 20, 0, 30).getTime()
    expect(relativeTime(halfPastMidnight - 2 * HOUR_MS, halfPastMidnight)).toBe('2 hours ago')
  })
})
