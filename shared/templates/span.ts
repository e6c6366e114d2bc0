/** From one day to another, both yyyy-mm-dd and both within; null for no bound. */
export interface Span {
  readonly from: string | null
  readonly to: string | null
}

/** All days, and what says no day besides. */
export const ALL_DAYS: Span = { from: null, to: null }

/** Whether a span leaves anything out. */
export function isBounded({ from, to }: Span): boolean {
  return from !== null || to !== null
}

/** Whether something of that day lies in a span. What says no day lies in no span that leaves anything out. */
export function isWithinSpan(day: string | null, span: Span): boolean {
  if (day === null) return !isBounded(span)
  return (span.from === null || day >= span.from) && (span.to === null || day <= span.to)
}

/** A span as people read it; empty where it leaves nothing out. */
export function spanText({ from, to }: Span): string {
  if (from !== null && to !== null) return from === to ? from : `${from} to ${to}`
  if (from !== null) return `from ${from}`
  return to === null ? '' : `until ${to}`
}
