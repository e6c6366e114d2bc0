import type { Context } from 'hono'
import { clientAddress } from '../auth/clientAddress.ts'
import type { Site } from '../site.ts'
import type { AppEnv } from './appContext.ts'

/** The address that a request of Hono's counts for; null for one that never was on the wire (a test's). */
export function addressOf(c: Context<AppEnv>, { trustedProxies }: Site): string | null {
  // Hono has no bindings at all where nobody gave it any, whatever its type says.
  const { incoming } = { ...c.env }
  return incoming === undefined ? null : clientAddress(incoming, trustedProxies)
}
