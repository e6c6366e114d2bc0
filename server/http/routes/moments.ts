import { BetwixtError } from '../../../shared/errors.ts'

/**
 * A moment that something is to end at, in milliseconds since 1970; null for never.
 * @throws BetwixtError `invalid-request` for one that has passed
 */
export function aheadOf(now: number, moment: string | null): number | null {
  if (moment === null) return null
  const at = Date.parse(moment)
  if (at > now) return at
  const message = 'This has passed already. Choose a later time.'
  throw new BetwixtError('invalid-request', message, { fieldErrors: [{ path: 'expiresAt', message }] })
}
