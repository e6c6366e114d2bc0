import type { CatalogChange, CatalogView } from '../storage/catalog.ts'

/** The changes that let every browser of a person refer to a share as well, which may be new, and to none that is gone. */
export function sharesChanges(now: CatalogView, personId: string, shareId: string): CatalogChange[] {
  return now
    .list('sessions')
    .filter((session) => session.personId === personId)
    .map((session) => ({
      put: 'sessions',
      entry: { ...session, shareIds: [...new Set([...presentShares(now, session.shareIds), shareId])] },
    }))
}

/** Those that are still there, each once. */
export function presentShares(now: CatalogView, shareIds: readonly string[]): string[] {
  return [...new Set(shareIds)].filter((id) => now.get('shares', id) !== undefined)
}
