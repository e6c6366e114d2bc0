import type { Context } from 'hono'
import { addressGroup } from '../auth/clientAddress.ts'
import type { RateLimits } from '../auth/rateLimits.ts'
import { BetwixtError } from '../../shared/errors.ts'
import type { Site } from '../site.ts'
import { addressOf } from './addressOf.ts'
import type { AppDeps, AppEnv } from './appContext.ts'

/** Whom a request counts for by its address. */
export function countedAddress(c: Context<AppEnv>, site: Site): string {
  return addressGroup(addressOf(c, site) ?? 'nowhere')
}

/**
 * Counts what one caller does, and what all guests of one address do together. Comes behind the question of rights.
 * Rejects with `rate-limited`.
 */
export async function countDone(
  what: 'post' | 'upload' | 'write',
  c: Context<AppEnv>,
  { rates, site }: Pick<AppDeps, 'rates' | 'site'>,
): Promise<void> {
  const { principal, tokenId, sessionId, person } = c.get('caller')
  const address = countedAddress(c, site)
  await rates.take(what, tokenId ?? sessionId ?? person?.id ?? address)
  if (principal.role === 'guest') await rates.take(`${what} of guests`, address)
}

/**
 * Runs what may turn out to be a wrong guess of a secret. From an address with too many of these nothing is looked at
 * any more, right or wrong.
 * @throws BetwixtError `rate-limited`, and what `look` throws
 */
export async function asGuess<T>(rates: RateLimits, address: string, look: () => T | Promise<T>): Promise<T> {
  await rates.check('guess', address)
  try {
    return await look()
  } catch (error) {
    if (error instanceof BetwixtError && GUESSES.includes(error.code)) await rates.take('guess', address)
    throw error
  }
}

/** What a wrong key, token, ticket or link is answered with. */
const GUESSES: readonly string[] = ['unauthenticated', 'link-expired']
