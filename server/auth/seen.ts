/** How exactly the last use of a session or token is known: each change of it is a write. */
const SEEN_STEP_MS = 24 * 60 * 60 * 1000

/** Whether a use at this moment is worth noting after the one noted last; both in milliseconds since 1970. */
export function isWorthNoting(seenAt: number | null, now: number): boolean {
  return seenAt === null || now - seenAt >= SEEN_STEP_MS
}
