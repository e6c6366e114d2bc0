import type { CatalogChange, CatalogView } from '../storage/catalog.ts'
import type { SessionEntry } from '../storage/catalogEntries.ts'
import { memberPersonId, type VouchedFor } from './members.ts'
import { presentShares } from './sharesChanges.ts'

/** Somebody whom the provider has just vouched for. */
export interface SignOn {
  member: VouchedFor
  /** As the provider calls them; may be empty. */
  name: string
  /** The session that their browser had until now, by its id; it ends. */
  before: string | null
}

/**
 * The changes by which a new session becomes that of somebody who signed on. They are the same person on every device and
 * at every visit: what they own, the links that they opened, and what this browser was given before it said who uses it.
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
  const kept = now.get('sessions', personId)
  const elsewhere = now.list('sessions').filter((session) => session.personId === personId && session.id !== personId)
  const known: SessionEntry = {
    ...fresh,
    id: personId,
    personId,
    // They may have changed it since the provider said it first.
    name: kept?.name || name || own?.name || '',
    discipline: kept?.discipline || own?.discipline || '',
    shareIds: presentShares(
      now,
      [kept, own, ...elsewhere].flatMap((session) => session?.shareIds ?? []),
    ),
    member: { ...member, isNew: kept?.member?.isNew ?? (own?.name ?? '') === '' },
  }
  return [
    ...elsewhere.map((session) => ({ put: 'sessions' as const, entry: { ...session, shareIds: known.shareIds } })),
    ...(replaced === undefined ? [] : [{ remove: 'sessions' as const, id: replaced.id }]),
    { put: 'sessions', entry: known },
    { put: 'sessions', entry: { ...known, id: fresh.id, keyFingerprint: own?.keyFingerprint ?? null } },
  ]
}
