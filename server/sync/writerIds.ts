/** What has to be known of a document: the next clock it expects of a client. */
interface Clocks {
  clockOf(client: number): number
}

/** Who writes, as far as ids go. */
interface Author {
  /** Whom the server knows it to be; null is nobody but this writer. */
  readonly personId: string | null
}

interface Owned<Writer> {
  readonly by: Writer
  /** The document was not there when it was claimed, so that it may turn out to have structs of it. */
  isUnproved: boolean
}

/**
 * Under which Yjs ids the writers of a room write. Of two structs with one id and clock Yjs keeps the first and drops the
 * other without a word: as long as a writer is there, nobody else's structs under its id may come first.
 */
export class WriterIds<Writer extends Author> {
  readonly #owned = new Map<number, Owned<Writer>>()
  /** The id that each writer claimed last. */
  readonly #latest = new Map<Writer, number>()

  /**
   * Gives a writer an id, if nobody has it and the document, which is asked later if it is not there yet, has nothing of
   * it: with an id that others have seen, one could take somebody else's place. An id claimed before and never used is
   * free again, so that nobody can have more ids than the document has.
   */
  claim(id: number, by: Writer, document: Clocks | null): void {
    if (this.#owned.has(id) || (document !== null && document.clockOf(id) > 0)) return
    const before = this.#latest.get(by)
    if (before !== undefined && (document === null || document.clockOf(before) === 0)) this.#owned.delete(before)
    this.#latest.set(by, id)
    this.#owned.set(id, { by, isUnproved: document === null })
  }

  /**
   * Gives a writer those of these ids that nobody has, until they are given back, whatever the document has of them: while
   * what somebody brings is taken in parts, whoever sees the first could get ahead of the next. Returns what it got.
   */
  borrow(ids: Iterable<number>, by: Writer): number[] {
    const borrowed = [...ids].filter((id) => !this.#owned.has(id))
    for (const id of borrowed) this.#owned.set(id, { by, isUnproved: false })
    return borrowed
  }

  /** These ids are nobody's again, as far as they were this writer's. */
  giveBack(ids: readonly number[], by: Writer): void {
    for (const id of ids) if (this.#owned.get(id)?.by === by) this.#owned.delete(id)
  }

  /** The document is there now: takes back ids of which it has something. Nothing can have been written before. */
  prove(document: Clocks): void {
    for (const [id, owned] of this.#owned) {
      if (!owned.isUnproved) continue
      owned.isUnproved = false
      if (document.clockOf(id) > 0) this.#owned.delete(id)
    }
  }

  /**
   * Whose an id is, if it is someone else's than this writer's; null if it may write under it. Whoever is back on a new
   * socket brings what their old one still owns, and need not wait until that is known to be dead.
   */
  ownerBeside(id: number, writer: Writer): Writer | null {
    const owner = this.#owned.get(id)?.by
    return owner === undefined || owner === writer || isSamePerson(owner, writer) ? null : owner
  }

  /** The writer is gone: returns its ids, which are nobody's now. */
  free(writer: Writer): number[] {
    this.#latest.delete(writer)
    const freed: number[] = []
    for (const [id, { by }] of this.#owned) {
      if (by !== writer) continue
      this.#owned.delete(id)
      freed.push(id)
    }
    return freed
  }
}

function isSamePerson(a: Author, b: Author): boolean {
  return a.personId !== null && a.personId === b.personId
}
