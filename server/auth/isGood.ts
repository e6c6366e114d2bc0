/** Whether a link, a token or a sign-on, which may end by itself, has not ended yet. Both times in milliseconds since 1970. */
export function isGood({ expiresAt }: { expiresAt: number | null }, now: number): boolean {
  return expiresAt === null || now < expiresAt
}
