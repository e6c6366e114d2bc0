import { fetchUpdates, IndexeddbPersistence, PREFERRED_TRIM_SIZE, storeState } from 'y-indexeddb'
import * as Y from 'yjs'

const UPDATES = 'updates'
/** In y-indexeddb's store for what is not an update. */
const SAVED_VECTOR = 'saved'
const DELETED = 'deleted'
/** How many updates are let to gather, and how long nothing must be written before they are merged: it takes a while. */
const TRIM_AT = 2 * PREFERRED_TRIM_SIZE
const TRIM_DELAY_MS = 3000
/** A storage that has not given its content by then is taken for broken. */
const LOAD_LIMIT_MS = 10_000

/** What a device knows of its own changes that the server has not confirmed. */
export interface DeviceMemory {
  /** The state vector of the document when the server last confirmed it; null where it never did. */
  savedVector: Uint8Array | null
  /** Records deleted here since then. */
  deleted: readonly string[]
}

/**
 * A board in this browser's own storage. y-indexeddb reads and trims it; writing is done here, because a change counts
 * as kept only when the transaction that holds it is complete, and y-indexeddb does not tell.
 */
export class DeviceStore {
  readonly memory: DeviceMemory
  /** Called when the browser takes the storage away: nothing of what was kept is there any more. */
  onLost: () => void = () => undefined
  readonly #persistence: IndexeddbPersistence
  readonly #db: IDBDatabase
  readonly #doc: Y.Doc
  /** Set when a write failed: the next one holds everything, not only what is new. */
  #lacksSome = false
  #isClosed = false
  #trimTimer: ReturnType<typeof setTimeout> | undefined
  #pending: Promise<unknown> = Promise.resolve()

  private constructor(persistence: IndexeddbPersistence, db: IDBDatabase, doc: Y.Doc, memory: DeviceMemory) {
    this.#persistence = persistence
    this.#db = db
    this.#doc = doc
    this.memory = memory
    db.onclose = () => this.onLost()
    db.onversionchange = () => {
      // Whoever deletes it waits for everybody to close it.
      db.close()
      this.onLost()
    }
  }

  /**
   * Opens a board's storage and loads what it holds into the document. Null where this browser has no storage, or does
   * not give it, as in some private windows.
   */
  static async open(name: string, doc: Y.Doc): Promise<DeviceStore | null> {
    if (!(await canStore())) return null
    const persistence = new IndexeddbPersistence(name, doc)
    doc.off('update', persistence._storeUpdate)
    // y-indexeddb says nothing when it cannot read.
    await Promise.race([persistence.whenSynced, new Promise((resolve) => setTimeout(resolve, LOAD_LIMIT_MS))])
    const { db } = persistence
    if (db === null || !persistence.synced) {
      persistence.destroy().catch(() => undefined)
      return null
    }
    const [saved, deleted]: unknown[] = await Promise.all([persistence.get(SAVED_VECTOR), persistence.get(DELETED)])
    return new DeviceStore(persistence, db, doc, {
      savedVector: saved instanceof ArrayBuffer ? new Uint8Array(saved) : null,
      deleted: typeof deleted === 'string' && deleted !== '' ? deleted.split(' ') : [],
    })
  }

  /** Whether a transaction's origin is a device's storage, loading. */
  static isOrigin(origin: unknown): boolean {
    return origin instanceof IndexeddbPersistence
  }

  /**
   * Adds an update. Resolves to whether it is now on this device: false where the storage is full or was taken away.
   * `strict` asks for it to survive a power cut as well, which costs time.
   */
  async add(update: Uint8Array, { strict }: { strict: boolean }): Promise<boolean> {
    const isWhole = this.#lacksSome
    const value = isWhole ? Y.encodeStateAsUpdate(this.#doc) : update
    const write = this.#write(value, strict)
    this.#pending = write
    const isKept = await write
    if (!isKept) this.#lacksSome = true
    else if (isWhole) this.#lacksSome = false
    this.#trimSoon()
    return isKept && !this.#lacksSome
  }

  /**
   * Takes into the document what other tabs of this browser have written since. One of them may have been closed before
   * it reached the server, and then nobody else knows of it.
   */
  async takeFromOthers(): Promise<void> {
    try {
      await fetchUpdates(this.#persistence)
    } catch {
      // Storage that is gone tells so at the next write.
    }
  }

  /** Writes the whole document. Resolves as `add`. */
  addAll(): Promise<boolean> {
    this.#lacksSome = true
    return this.add(new Uint8Array(), { strict: true })
  }

  /** Remembers what the server confirmed, or what was deleted here since. A failure only makes the count too high. */
  remember({ savedVector, deleted }: Partial<DeviceMemory>): void {
    const forget = (): void => undefined
    if (savedVector != null) this.#persistence.set(SAVED_VECTOR, savedVector.slice().buffer).catch(forget)
    if (deleted !== undefined) this.#persistence.set(DELETED, deleted.join(' ')).catch(forget)
  }

  /** Waits for what is being written and closes the storage. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.onLost = () => undefined
    clearTimeout(this.#trimTimer)
    await this.#pending
    await this.#persistence.destroy()
  }

  #write(value: Uint8Array, strict: boolean): Promise<boolean> {
    return new Promise((resolve) => {
      try {
        const durability = strict ? 'strict' : 'relaxed'
        const transaction = this.#db.transaction([UPDATES], 'readwrite', { durability })
        transaction.oncomplete = () => resolve(true)
        transaction.onabort = () => resolve(false)
        transaction.objectStore(UPDATES).add(value)
      } catch {
        // The browser has closed the database, to make room or because its data were cleared.
        resolve(false)
      }
    })
  }

  #trimSoon(): void {
    if (++this.#persistence._dbsize < TRIM_AT || this.#isClosed) return
    clearTimeout(this.#trimTimer)
    this.#trimTimer = setTimeout(() => void this.#trim(), TRIM_DELAY_MS)
  }

  async #trim(): Promise<void> {
    try {
      await storeState(this.#persistence, false)
    } catch {
      // Nothing is lost by not trimming; the next write tries again.
      this.#persistence._dbsize = TRIM_AT
    }
  }
}

/** Whether this browser gives us storage. y-indexeddb itself would fail where nobody can catch it. */
function canStore(): Promise<boolean> {
  if (typeof indexedDB === 'undefined') return Promise.resolve(false)
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), LOAD_LIMIT_MS)
    try {
      const request = indexedDB.open('betwixt/probe')
      request.onsuccess = () => {
        request.result.close()
        resolve(true)
      }
      request.onerror = () => resolve(false)
    } catch {
      resolve(false)
    }
  })
}
