import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A new secret for a cookie, a link or a ticket: 32 random bytes, safe in addresses and headers. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * What is kept of a token. It has 256 random bits, so a plain SHA-256 cannot be searched, and looking one up by it
 * tells nothing about the others by its timing.
 */
export function tokenSha256(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Whether two secrets are the same, in a time that does not depend on where they differ or how long they are. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
