import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { BetwixtError } from '../../shared/errors.ts'

/** How many of each are taken of one address or one caller, in so many seconds. Meeting rooms share one address. */
const RATES = {
  /** Keys, tokens, tickets and links that are wrong, from one address. */
  guess: { points: 30, seconds: 15 * 60 },
  /** Links opened from one address: each makes a session, which is a write. */
  join: { points: 300, seconds: 5 * 60 },
  /** Ways to the organisation's provider and back, from one address: each asks that provider. */
  'sign-on': { points: 300, seconds: 5 * 60 },
  /** Posts of one caller. */
  post: { points: 60, seconds: 60 },
  /** Images of one caller. */
  upload: { points: 120, seconds: 60 },
  /** All other writes of one caller. */
  write: { points: 3_000, seconds: 60 },
  /** The same of all guests of one address together: whoever opens a link anew is somebody new each time. */
  'post of guests': { points: 600, seconds: 60 },
  'upload of guests': { points: 600, seconds: 60 },
  'write of guests': { points: 15_000, seconds: 60 },
  /** Sockets opened from one address: a room of thirty comes back at once after each restart. */
  socket: { points: 600, seconds: 60 },
} as const

export type RateLimited = keyof typeof RATES

/** What a rate is said in, to whoever is over it. */
const WORDS: Readonly<Record<RateLimited, string>> = {
  guess: 'Too many wrong keys or links came from your address.',
  join: 'Too many links were opened from your address.',
  'sign-on': 'Too many have signed in from your address.',
  post: 'Those were many posts in a short time.',
  upload: 'Those were many images in a short time.',
  write: 'Those were many changes in a short time.',
  'post of guests': 'Many posts came from your address in a short time.',
  'upload of guests': 'Many images came from your address in a short time.',
  'write of guests': 'Many changes came from your address in a short time.',
  socket: 'Too many connections came from your address.',
}

/** Counts what addresses and callers do and refuses what is too much. Forgets by itself, and with the server. */
export class RateLimits {
  readonly #limiters: ReadonlyMap<RateLimited, RateLimiterMemory>

  /** `isOn` false: nothing is ever counted, as where whoever could be over a limit owns the machine. */
  constructor(isOn: boolean) {
    const rates = isOn ? (Object.entries(RATES) as [RateLimited, (typeof RATES)[RateLimited]][]) : []
    this.#limiters = new Map(
      rates.map(([what, { points, seconds }]) => [
        what,
        new RateLimiterMemory({ keyPrefix: what, points, duration: seconds }),
      ]),
    )
  }

  /** Counts one more. Rejects with `rate-limited` when that is too much. */
  async take(what: RateLimited, who: string): Promise<void> {
    try {
      await this.#limiters.get(what)?.consume(who)
    } catch (error) {
      if (error instanceof RateLimiterRes) throw tooMany(what, error.msBeforeNext)
      throw error
    }
  }

  /** Counts nothing; rejects with `rate-limited` where it has been too much already. */
  async check(what: RateLimited, who: string): Promise<void> {
    const limiter = this.#limiters.get(what)
    const state = await limiter?.get(who)
    if (limiter !== undefined && state != null && state.consumedPoints >= limiter.points) {
      throw tooMany(what, state.msBeforeNext)
    }
  }
}

function tooMany(what: RateLimited, msBeforeNext: number): BetwixtError {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1_000))
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
  return new BetwixtError('rate-limited', `${WORDS[what]} Try again in ${wait}.`, { retryAfterSeconds: seconds })
}
