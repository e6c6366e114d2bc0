import type { CatalogChange, CatalogView } from '../storage/catalog.ts'

/** The changes that let every browser of a person refer to a share as well. */
export function sharesChanges(now: CatalogView, personId: string, shareId: string): CatalogChange[] {
  return now
    .list('sessions')
    .filter((session) => session.personId === personId)
    .map((session) => ({
      put: 'sessions',
      entry: { ...session, shareIds: [...new Set([...session.shareIds, shareId])] },
    }))
}
