import { createHash } from 'node:crypto'
import type { SessionEntry } from '../storage/catalogEntries.ts'

/** A sign-on is good for so long. Whoever has left the organisation by then does not come in again. */
export const MEMBERSHIP_MS = 7 * 24 * 60 * 60 * 1000

const MEMBER_ID = 'member-'

/** Somebody whom the organisation's provider vouches for, as their session keeps them. */
export type Member = NonNullable<SessionEntry['member']>

/** What the provider says of somebody. */
export type VouchedFor = Readonly<Omit<Member, 'isNew'>>

/** Whom of those that the provider knows this workspace lets in, and as what. The operator decides. */
export interface MemberPolicy {
  /** The provider, by its issuer identifier. What another one vouched for is void. */
  issuer: string
  /** Who owns the workspace: verified e-mail addresses in lower case, and subjects, which have no `@`. */
  owners: ReadonlySet<string>
  /** The domains, in lower case, that a verified address has to be of; `all` for everybody whom the provider knows. */
  domains: ReadonlySet<string> | 'all'
}

/** What one is in the workspace by signing on; null for nothing. Looked at anew for each request. */
export function standingOf(member: VouchedFor, policy: MemberPolicy | null, now: number): Standing | null {
  if (policy === null || member.issuer !== policy.issuer || member.expiresAt <= now) return null
  const email = member.email?.toLowerCase() ?? null
  // A subject that looks like an address is not one that anybody verified.
  if (!member.subject.includes('@') && policy.owners.has(member.subject)) return 'owner'
  if (email !== null && policy.owners.has(email)) return 'owner'
  if (policy.domains === 'all') return 'member'
  return email !== null && policy.domains.has(email.slice(email.lastIndexOf('@') + 1)) ? 'member' : null
}

export type Standing = 'owner' | 'member'

/** The same person on every device, by whom the provider says that they are. */
export function memberPersonId({ issuer, subject }: Pick<Member, 'issuer' | 'subject'>): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('base64url')
  return `${MEMBER_ID}${hash.slice(0, 22)}`
}

/** Whether this is the id of somebody who signed on. */
export function isMemberId(personId: string): boolean {
  return personId.startsWith(MEMBER_ID)
}
