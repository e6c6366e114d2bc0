import type { Context, MiddlewareHandler } from 'hono'
import { addressGroup } from '../auth/clientAddress.ts'
import type { Caller } from '../auth/principal.ts'
import type { RateLimited, RateLimits } from '../auth/rateLimits.ts'
import { BetwixtError } from '../../shared/errors.ts'
import type { Site } from '../site.ts'
import { addressOf } from './addressOf.ts'
import type { AppDeps, AppEnv } from './appContext.ts'

/** Whom a request counts for by its address. */
export function countedAddress(c: Context<AppEnv>, site: Site): string {
  return addressGroup(addressOf(c, site) ?? 'nowhere')
}

/** Whom a request counts for by who sends it; by its address where nobody is known. */
export function counted({ tokenId, sessionId, person }: Caller, address: string): string {
  return tokenId ?? sessionId ?? person?.id ?? address
}

/** Refuses what one caller does too often. Comes behind the question of rights. */
export function limited(
  what: RateLimited,
  { rates, site }: Pick<AppDeps, 'rates' | 'site'>,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await rates.take(what, counted(c.get('caller'), countedAddress(c, site)))
    await next()
  }
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
