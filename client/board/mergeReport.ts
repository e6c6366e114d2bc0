import * as Y from 'yjs'
import { jsonEqual } from '../../shared/board/equal.ts'
import { boardRoots, splitPartKey, type BoardRoots } from '../../shared/board/keys.ts'
import { keysBeyond, type RootKey } from './changedKeys.ts'

/**
 * Something that was changed on this device while it was away and by others meanwhile. One of the two values holds, the
 * same for everyone.
 */
export interface MergeConflict {
  /** The record's id. It may be gone by now. */
  readonly record: string
  /** The group of values, as in shared/board/groups.ts (`place`, `f.severity`, …), or `deleted`. */
  readonly field: string
  /** The values of the group; undefined on the side that deleted the record. */
  readonly mine: unknown
  readonly theirs: unknown
  readonly winner: 'mine' | 'theirs'
}

/** What this device has that the server lacks. */
export interface UnsentWork {
  readonly keys: ReadonlySet<RootKey>
  readonly deleted: ReadonlySet<string>
}

/** What a server whose state vector is `serverHas` lacks of a document; `deleted` are the records deleted since. */
export function unsentWork(doc: Y.Doc, serverHas: Uint8Array, deleted: ReadonlySet<string>): UnsentWork {
  return { keys: keysBeyond(doc, Y.decodeStateVector(serverHas)), deleted: new Set(deleted) }
}

interface RemoteChange {
  root: 'records' | 'edits'
  key: string
  /** What this device had, and what the others had made of it. */
  mine: unknown
  theirs: unknown
  isRemoved: boolean
  isOurs: boolean
}

/**
 * Watches a return: what came from the server before both sides were level, against what this device had that the server
 * had not. Texts are not in it: they keep what both typed.
 */
export class ReturnWatch {
  readonly #roots: BoardRoots
  readonly #remote: RemoteChange[] = []
  readonly #stop: () => void

  /** `isRemote` tells the server's transactions. */
  constructor(doc: Y.Doc, isRemote: (origin: unknown) => boolean) {
    this.#roots = boardRoots(doc)
    const watch = (root: 'records' | 'edits'): (() => void) => {
      const onEvent = (event: Y.YMapEvent<unknown>): void => {
        if (!isRemote(event.transaction.origin)) return
        for (const key of event.keysChanged) this.#remote.push(this.#change(root, key, event))
      }
      this.#roots[root].observe(onEvent)
      return () => this.#roots[root].unobserve(onEvent)
    }
    const stops = [watch('records'), watch('edits')]
    this.#stop = () => stops.forEach((stop) => stop())
  }

  /** Ends it. `mine` is what this device had when the server's content came. */
  finish({ keys: unsent, deleted }: UnsentWork): MergeConflict[] {
    this.#stop()
    const unsentParts = partsById(unsent)
    return this.#remote.flatMap(({ root, key, mine, theirs, isRemoved, isOurs }): MergeConflict[] => {
      if (root === 'records') {
        const parts = unsentParts.get(key)
        if (!isRemoved || parts === undefined) return []
        return [{ record: key, field: 'deleted', mine: parts, theirs: undefined, winner: 'theirs' }]
      }
      const split = splitPartKey(key)
      if (split === null || isRemoved) return []
      const { id: record, part: field } = split
      if (deleted.has(record)) return [{ record, field, mine: undefined, theirs, winner: 'mine' }]
      if (!unsent.has(`edits:${key}`) || jsonEqual(mine, theirs)) return []
      return [{ record, field, mine, theirs, winner: isOurs ? 'mine' : 'theirs' }]
    })
  }

  /** Ends it without a report. */
  cancel(): void {
    this.#stop()
  }

  #change(root: 'records' | 'edits', key: string, event: Y.YMapEvent<unknown>): RemoteChange {
    const change = event.changes.keys.get(key)
    const current: unknown = this.#roots[root].get(key)
    // Without a change of what the key holds, their value came in under this device's, and lost.
    const isOurs = change === undefined
    return {
      root,
      key,
      mine: isOurs ? current : change.oldValue,
      theirs: isOurs ? lostValue(event, key) : current,
      isRemoved: change?.action === 'delete',
      isOurs,
    }
  }
}

/** Which parts of each record are among some keys. */
function partsById(keys: ReadonlySet<RootKey>): Map<string, string[]> {
  const parts = new Map<string, string[]>()
  for (const key of keys) {
    const split = splitPartKey(key.slice(key.indexOf(':') + 1))
    if (split === null) continue
    const known = parts.get(split.id)
    if (known === undefined) parts.set(split.id, [split.part])
    else known.push(split.part)
  }
  return parts
}

/** The newest value that this transaction brought for a key and that another one outranks. */
function lostValue(event: Y.YMapEvent<unknown>, key: string): unknown {
  for (let item = event.target._map.get(key)?.left ?? null; item !== null; item = item.left) {
    if (event.adds(item)) return item.content.getContent().at(-1)
  }
  return undefined
}
