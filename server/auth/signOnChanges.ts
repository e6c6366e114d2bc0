import type { CatalogChange, CatalogView } from '../storage/catalog.ts'
import type { SessionEntry } from '../storage/catalogEntries.ts'
import { memberPersonId, type VouchedFor } from './members.ts'

/** Somebody whom the provider has just vouched for. */
export interface SignOn {
  member: VouchedFor
  /** As the provider calls them; may be empty. */
  name: string
  /** The session that their browser had until now, by its id; it ends. */
  before: string | null
}

/**
 * The changes by which a new session becomes that of somebody who signed on. They are the same person on every device:
 * what they own, the links that they opened elsewhere, and what this browser was given before it said who uses it.
 */
export function signOnChanges(
  now: CatalogView,
  fresh: SessionEntry,
  { member, name, before }: SignOn,
): CatalogChange[] {
  const personId = memberPersonId(member)
  const replaced = before === null ? undefined : now.get('sessions', before)
  // What another person of the organisation left open in this browser stays theirs.
  const isOwn = replaced?.member === null || replaced?.personId === personId
  const own = isOwn ? replaced : undefined
  const elsewhere = now.list('sessions').filter((session) => session.personId === personId)
  const [lastUsed] = elsewhere.toSorted((a, b) => b.seenAt - a.seenAt)
  const known = lastUsed ?? own
  // What was passed on to a guest is the member's who that guest turns out to be.
  const grants = now
    .list('shares')
    .filter((share) => share.personId !== null && (share.personId === personId || share.personId === own?.personId))
  const shareIds = [...[own, ...elsewhere].flatMap((session) => session?.shareIds ?? []), ...grants.map(({ id }) => id)]
  const session: SessionEntry = {
    ...fresh,
    personId,
    // They may have changed it since the provider said it first.
    name: lastUsed?.name ?? (name === '' ? (own?.name ?? '') : name),
    discipline: known?.discipline ?? '',
    keyFingerprint: own?.keyFingerprint ?? null,
    shareIds: [...new Set(shareIds)],
    member: { ...member, isNew: lastUsed?.member?.isNew ?? (own?.name ?? '') === '' },
  }
  return [
    ...(replaced === undefined ? [] : [{ remove: 'sessions' as const, id: replaced.id }]),
    ...grants.map((share) => ({ put: 'shares' as const, entry: { ...share, personId } })),
    { put: 'sessions', entry: session },
  ]
}
