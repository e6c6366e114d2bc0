import { nanoid } from 'nanoid'
import type { Person } from '../../shared/api/person.ts'
import { sharesChanges } from '../auth/sharesChanges.ts'
import type { CatalogChange, CatalogView } from '../storage/catalog.ts'
import type { ShareEntry } from '../storage/catalogEntries.ts'

/** Whose a board is from here on, and who says so. `at` in milliseconds since 1970. */
export interface Ownership {
  boardId: string
  personId: string
  by: Person | null
  at: number
}

/** The changes that make somebody the owner of a board, on every browser of theirs, and nobody else. */
export function ownershipChanges(now: CatalogView, { boardId, personId, by, at }: Ownership): CatalogChange[] {
  const grant: ShareEntry = {
    id: nanoid(),
    boardId,
    role: 'owner',
    label: '',
    tokenSha256: null,
    expiresAt: null,
    personId,
    createdAt: at,
    createdBy: by,
    madeWith: null,
  }
  const before = now.list('shares').filter((share) => share.boardId === boardId && share.tokenSha256 === null)
  return [
    ...before.map(({ id }) => ({ remove: 'shares' as const, id })),
    { put: 'shares', entry: grant },
    ...sharesChanges(now, personId, grant.id),
  ]
}
