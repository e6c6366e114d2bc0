import { newToken, tokenSha256 } from './secrets.ts'

/** How many wait at the same time, past which the oldest go: a loop must not fill the memory. */
const MOST_WAITING = 10_000

/** Things that wait for whoever shows their secret first, each once and for a while. They do not outlive the server. */
export class OneUse<Thing> {
  readonly #lifetimeMs: number
  readonly #now: () => number
  /** By the hash of the secret, oldest first. */
  readonly #waiting = new Map<string, { thing: Thing; expiresAt: number }>()

  constructor(lifetimeMs: number, now: () => number) {
    this.#lifetimeMs = lifetimeMs
    this.#now = now
  }

  /** A secret that this is given for. `expiresAt` in milliseconds since 1970. */
  issue(thing: Thing): { secret: string; expiresAt: number } {
    this.#sweep()
    const secret = newToken()
    const expiresAt = this.#now() + this.#lifetimeMs
    this.#waiting.set(tokenSha256(secret), { thing, expiresAt })
    return { secret, expiresAt }
  }

  /** What the secret was issued for; null when it is unknown, used or too old. It is good no more. */
  redeem(secret: string): Thing | null {
    const id = tokenSha256(secret)
    const found = this.#waiting.get(id)
    this.#waiting.delete(id)
    return found && found.expiresAt > this.#now() ? found.thing : null
  }

  #sweep(): void {
    for (const [id, { expiresAt }] of this.#waiting) {
      if (expiresAt > this.#now() && this.#waiting.size < MOST_WAITING) return
      this.#waiting.delete(id)
    }
  }
}
