import type { BoardEntry } from '../../server/storage/catalogEntries.ts'

/** A board's entry in the catalog, complete. */
export function boardEntry(id: string, title = id): BoardEntry {
  return {
    id,
    title,
    template: 'blank',
    createdAt: 1,
    createdBy: { name: 'Ada', discipline: 'ai' },
    updatedBy: null,
    trashedAt: null,
    seenInTrash: null,
    isHidden: false,
    assets: {},
  }
}
