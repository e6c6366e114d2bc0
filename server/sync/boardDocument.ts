import * as Y from 'yjs'
import { oneUpdate } from './oneUpdate.ts'
import { UnusableUpdate } from './refusal.ts'

/** What became of an update. */
export type Applied =
  /** It was taken whole; `spread` is what others have to be sent. */
  | { kind: 'applied'; spread: Uint8Array }
  /** All of it was known already. */
  | { kind: 'known' }
  /**
   * Some of it hangs on changes that are not here. `spread` is the part that could be taken, if any; trying again
   * makes sense once one of the clients in `until` has got further.
   */
  | { kind: 'waits'; spread: Uint8Array | null; until: ReadonlyMap<number, number> }

/** How an update is passed on: in the bytes it came in, or reduced to what was new. */
export type SpreadAs = 'received' | 'new-only'

/**
 * A board's live Y.Doc. It never holds pending structs: what cannot be integrated yet stays with the socket that
 * sent it, so that nobody can fill the document (or the log) with updates whose predecessors never come.
 */
export class BoardDocument {
  readonly doc: Y.Doc
  /** The clients of whom the last update that was applied brought something. */
  advanced: readonly number[] = []
  /** Something that was stored waited for predecessors, and is not in the document any more. */
  tookPending = false
  #changed: { before: Map<number, number> } | null = null

  /**
   * Builds the document from a state and what came after it, in one transaction.
   * @throws UnusableUpdate
   */
  constructor(updates: Iterable<Uint8Array>) {
    // Its name would be 16 calls for random bytes, and is told to nobody.
    this.doc = new Y.Doc({ guid: '' })
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      const clients = advancedIn(transaction)
      // Where two people have formatted a text at once, Yjs would tidy up after them: a change that nobody made.
      transaction._needFormattingCleanup = false
      if (clients.length === 0 && transaction.deleteSet.clients.size === 0) return
      this.#changed = { before: transaction.beforeState }
      this.advanced = clients
    })
    try {
      this.doc.transact(() => {
        for (const update of updates) Y.applyUpdate(this.doc, update)
      })
    } catch (error) {
      throw new UnusableUpdate(error)
    }
    this.tookPending = this.#takePending() !== null
  }

  /**
   * Applies an inspected update.
   * @throws UnusableUpdate when Yjs fails half-way: the document must then be thrown away
   */
  apply(update: Uint8Array, spreadAs: SpreadAs): Applied {
    this.#changed = null
    this.advanced = []
    const emitted: Uint8Array[] = []
    try {
      if (spreadAs === 'received') Y.applyUpdate(this.doc, update)
      else this.#applyAndCollect(update, emitted)
    } catch (error) {
      throw new UnusableUpdate(error)
    }
    const until = this.#takePending()
    const changed = this.#takeChanged()
    if (until === null) {
      if (changed === null) return { kind: 'known' }
      return { kind: 'applied', spread: spreadAs === 'received' ? update : oneUpdate(emitted) }
    }
    if (changed === null) return { kind: 'waits', spread: null, until }
    const spread =
      spreadAs === 'new-only' ? oneUpdate(emitted) : Y.encodeStateAsUpdate(this.doc, encodeBefore(changed.before))
    return { kind: 'waits', spread, until }
  }

  /** The next clock the document expects of a client. */
  clockOf(client: number): number {
    const structs = this.doc.store.clients.get(client)
    const last = structs?.[structs.length - 1]
    return last === undefined ? 0 : last.id.clock + last.length
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.doc)
  }

  /** Which share of all clocks someone with this state vector has, from 0 to 1. */
  shareKnownTo(stateVector: Uint8Array): number {
    const theirs = Y.decodeStateVector(stateVector)
    let known = 0
    let all = 0
    for (const client of this.doc.store.clients.keys()) {
      const clock = this.clockOf(client)
      all += clock
      known += Math.min(clock, theirs.get(client) ?? 0)
    }
    return all === 0 ? 1 : known / all
  }

  /** What someone with this state vector lacks, or everything. */
  missing(stateVector?: Uint8Array): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc, stateVector)
  }

  destroy(): void {
    this.doc.destroy()
  }

  #applyAndCollect(update: Uint8Array, emitted: Uint8Array[]): void {
    const collect = (bytes: Uint8Array): void => void emitted.push(bytes)
    this.doc.on('update', collect)
    try {
      Y.applyUpdate(this.doc, update)
    } finally {
      this.doc.off('update', collect)
    }
  }

  #takeChanged(): { before: Map<number, number> } | null {
    const changed = this.#changed
    this.#changed = null
    return changed
  }

  /** Removes what Yjs keeps for later; returns the clients it waits for, with the clocks they have now. */
  #takePending(): Map<number, number> | null {
    const store = this.doc.store
    const structs = store.pendingStructs
    const deletes = store.pendingDs
    if (structs === null && deletes === null) return null
    store.pendingStructs = null
    store.pendingDs = null
    const until = new Map<number, number>()
    for (const client of structs?.missing.keys() ?? []) until.set(client, this.clockOf(client))
    if (deletes !== null) {
      for (const client of Y.decodeUpdateV2(deletes).ds.clients.keys()) until.set(client, this.clockOf(client))
    }
    return until
  }
}

function advancedIn(transaction: Y.Transaction): number[] {
  const clients: number[] = []
  for (const [client, clock] of transaction.afterState) {
    if ((transaction.beforeState.get(client) ?? 0) !== clock) clients.push(client)
  }
  return clients
}

function encodeBefore(before: Map<number, number>): Uint8Array {
  return Y.encodeStateVector(before)
}
