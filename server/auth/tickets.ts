import { TICKET_LIFETIME_MS } from '../../shared/api/limits.ts'
import type { Caller } from './principal.ts'
import { newToken, tokenSha256 } from './secrets.ts'

/** Tickets of one caller that are good at the same time, past which the oldest go: a loop must not fill the memory. */
const MOST_TICKETS = 10_000

/** One-use tickets for sockets, for clients that can send neither cookies nor headers. They do not outlive the server. */
export class Tickets {
  readonly #now: () => number
  /** By the hash of the ticket, oldest first. */
  readonly #open = new Map<string, { caller: Caller; expiresAt: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** A ticket that lets in whoever shows it first, as this caller, within 30 seconds. */
  issue(caller: Caller): { ticket: string; expiresAt: number } {
    this.#sweep()
    const ticket = newToken()
    const expiresAt = this.#now() + TICKET_LIFETIME_MS
    this.#open.set(tokenSha256(ticket), { caller, expiresAt })
    return { ticket, expiresAt }
  }

  /** Whom the ticket was made for; null when it is unknown, used or expired. It is good no more. */
  redeem(ticket: string): Caller | null {
    const id = tokenSha256(ticket)
    const found = this.#open.get(id)
    this.#open.delete(id)
    return found && found.expiresAt > this.#now() ? found.caller : null
  }

  #sweep(): void {
    for (const [id, { expiresAt }] of this.#open) {
      if (expiresAt > this.#now() && this.#open.size < MOST_TICKETS) return
      this.#open.delete(id)
    }
  }
}
