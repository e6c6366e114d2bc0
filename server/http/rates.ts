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
export async function countDone(what: 'post' | 'upload', c: Context<AppEnv>, deps: RateDeps): Promise<void> {
  const { caller, crowd } = whoCounts(c, deps)
  await deps.rates.take(what, caller)
  if (crowd !== null) await deps.rates.take(`${what} of guests`, crowd)
}

/**
 * Counts a write around what does it: a caller's own before, whatever comes of it; those of all guests of an address only
 * where it was let through, so that nobody can use them up by what they may not do. Rejects with `rate-limited`.
 */
export async function countWrite(c: Context<AppEnv>, next: () => Promise<void>, deps: RateDeps): Promise<void> {
  const { caller, crowd } = whoCounts(c, deps)
  await deps.rates.take('write', caller)
  if (crowd === null) return next()
  await deps.rates.check('write of guests', crowd)
  await next()
  if (c.res.status === 401 || c.res.status === 403) return
  // It is done by now; the next one is told.
  await deps.rates.take('write of guests', crowd).catch(() => undefined)
}

type RateDeps = Pick<AppDeps, 'rates' | 'site'>

/** Whom a request counts for: a person or script where one is known, and the address of guests, who cost nothing to become. */
function whoCounts(c: Context<AppEnv>, { site }: RateDeps): { caller: string; crowd: string | null } {
  const { principal, tokenId, sessionId, person } = c.get('caller')
  const address = countedAddress(c, site)
  const browser = principal.role === 'member' ? person?.id : sessionId
  return { caller: tokenId ?? browser ?? person?.id ?? address, crowd: principal.role === 'guest' ? address : null }
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
