import type { CatalogCollections, CollectionName } from './catalogEntries.ts'

/** What can be asked of the catalog at one moment. What it hands out must not be changed. */
export interface CatalogView {
  get<Name extends CollectionName>(collection: Name, id: string): Readonly<CatalogCollections[Name]> | undefined
  /** All entries of a collection, in the order in which they were first put. */
  list<Name extends CollectionName>(collection: Name): readonly Readonly<CatalogCollections[Name]>[]
}

/** One change; `put` replaces the entry with the same id. */
export type CatalogChange =
  | { [Name in CollectionName]: { readonly put: Name; readonly entry: CatalogCollections[Name] } }[CollectionName]
  | { readonly remove: CollectionName; readonly id: string }

/**
 * What the server knows besides the bytes of boards: boards, links, sessions, records. It is small and lies in memory;
 * reading is synchronous and sees only what is on disk. A backend is one folder beside this file and passes
 * test/contract/catalog.ts.
 */
export interface Catalog extends CatalogView {
  /**
   * Decides on changes and makes them, all or none; resolves when they are on disk. `decide` runs when its turn comes
   * and sees every change decided before it, on disk or not; what it throws rejects this call and touches no other.
   * Calls that wait at the same time share one write.
   * @returns the view after the change
   * @throws BetwixtError `storage-unwritable` when nothing of it was kept
   */
  write(decide: (now: CatalogView) => readonly CatalogChange[]): Promise<CatalogView>
  /** Waits for what is being written. Nothing may be called afterwards. */
  close(): Promise<void>
}
