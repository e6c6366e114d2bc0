import type { Person } from '../../shared/api/person.ts'
import type { Catalog } from '../storage/catalog.ts'

/**
 * Who changed each board last. Known at once and written now and then: an hour of drawing must not rewrite the catalog
 * at every stroke, and a name lost with a crash costs nothing.
 */
export class LastEditors {
  readonly #catalog: Catalog
  readonly #unwritten = new Map<string, Person>()

  constructor(catalog: Catalog) {
    this.#catalog = catalog
  }

  /** Somebody changed a board. */
  note(boardId: string, person: Person | null): void {
    if (person && person.name !== '') this.#unwritten.set(boardId, { name: person.name, discipline: person.discipline })
  }

  /** Who changed it last; null where that is not known. */
  of(boardId: string): Person | null {
    return this.#unwritten.get(boardId) ?? this.#catalog.get('boards', boardId)?.updatedBy ?? null
  }

  /** Writes what is new. Throws `storage-unwritable`; what was not written is tried again the next time. */
  async flush(): Promise<void> {
    const noted = [...this.#unwritten]
    if (noted.length === 0) return
    await this.#catalog.write((now) =>
      noted.flatMap(([boardId, updatedBy]) => {
        const entry = now.get('boards', boardId)
        return entry ? [{ put: 'boards' as const, entry: { ...entry, updatedBy } }] : []
      }),
    )
    for (const [boardId, person] of noted) {
      if (this.#unwritten.get(boardId) === person) this.#unwritten.delete(boardId)
    }
  }
}
