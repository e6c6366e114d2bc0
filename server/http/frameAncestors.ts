const KEYWORDS = new Map([
  ['self', "'self'"],
  ["'self'", "'self'"],
  ['none', "'none'"],
  ["'none'", "'none'"],
])

/** An origin, also with `*.` for all names below one. Any origin at all (`*`) is not among them. */
const ORIGIN = /^https?:\/\/(?:\*\.)?[a-z\d](?:[a-z\d.-]*[a-z\d])?(?::\d{1,5})?$/u

/**
 * Who may show our pages in a frame, as the policy says it: `self` or `none`, or origins between spaces. Null for a text
 * that is none of it.
 */
export function parseFrameAncestors(text: string): string | null {
  const sources = text.trim().toLowerCase().split(/\s+/u)
  const known = sources.map((source) => KEYWORDS.get(source) ?? (ORIGIN.test(source) ? source : null))
  if (known.includes(null) || (known.includes("'none'") && known.length > 1)) return null
  return known.join(' ')
}

/** The older header that says the same, for what it can say; null for what it cannot, where it must not stand. */
export function frameOptions(frameAncestors: string): 'SAMEORIGIN' | 'DENY' | null {
  if (frameAncestors === "'self'") return 'SAMEORIGIN'
  return frameAncestors === "'none'" ? 'DENY' : null
}
