import * as Y from 'yjs'
import { inspectStateVector } from '../../shared/sync/messages.ts'
import { DeviceRows } from './DeviceRows.ts'

/** Under which names lies what is not an update. */
const SAVED_VECTOR = 'saved'
const DELETED = 'deleted'
/** How many updates are let to gather, and how long nothing must be written before they are merged: it takes a while. */
const TRIM_AT = 1000
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
 * A board in this browser's own storage: what is written and when, and what of it is kept. A change is kept only when the
 * transaction that holds it is complete.
 */
export class DeviceStore {
  readonly memory: DeviceMemory
  /** Called when the browser takes the storage away: nothing of what was kept is there any more. */
  onLost: () => void = () => undefined
  readonly #rows: DeviceRows
  readonly #doc: Y.Doc
  /** Set when a write failed: the next one holds everything, not only what is new. */
  #lacksSome = false
  #isClosed = false
  #trimTimer: ReturnType<typeof setTimeout> | undefined
  #pending: Promise<unknown> = Promise.resolve()

  private constructor(rows: DeviceRows, doc: Y.Doc, memory: DeviceMemory) {
    this.#rows = rows
    this.#doc = doc
    this.memory = memory
    rows.onLost(() => this.onLost())
  }

  /**
   * Opens a board's storage and loads what it holds into the document, but for what cannot be read. Null where this
   * browser has no storage, or does not give it, as in some private windows.
   */
  static async open(name: string, doc: Y.Doc): Promise<DeviceStore | null> {
    if (typeof indexedDB === 'undefined') return null
    let timer: ReturnType<typeof setTimeout> | undefined
    const isLate = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), LOAD_LIMIT_MS)))
    const opening = openRows(name)
    const rows = await Promise.race([opening, isLate])
    const memory = rows === null ? null : await Promise.race([load(rows, doc), isLate])
    clearTimeout(timer)
    if (rows !== null && memory !== null) return new DeviceStore(rows, doc, memory)
    // Whatever still comes of it is not waited for.
    void opening.then((late) => late?.close())
    return null
  }

  /** Whether a transaction's origin is a device's storage, loading. */
  static isOrigin(origin: unknown): boolean {
    return origin instanceof DeviceRows
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
      await this.#rows.takeInto(this.#doc)
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
    if (savedVector != null) this.#rows.put(SAVED_VECTOR, savedVector.slice().buffer).catch(forget)
    if (deleted !== undefined) this.#rows.put(DELETED, deleted.join(' ')).catch(forget)
  }

  /**
   * Removes what cannot be read: the server has all that this device has. Its place is filled first, for other rows may
   * stand on what was in it.
   */
  async heal(): Promise<void> {
    if (!this.#rows.hasDamaged || this.#isClosed) return
    if (await this.addAll()) await this.#rows.removeDamaged().catch(() => undefined)
  }

  /** Waits for what is being written and closes the storage. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.onLost = () => undefined
    clearTimeout(this.#trimTimer)
    await this.#pending
    this.#rows.close()
  }

  async #write(value: Uint8Array, strict: boolean): Promise<boolean> {
    try {
      await this.#rows.add(value, strict)
      return true
    } catch {
      // It is full, or the browser has closed the database, to make room or because its data were cleared.
      return false
    }
  }

  #trimSoon(): void {
    if (this.#rows.size < TRIM_AT || this.#isClosed) return
    clearTimeout(this.#trimTimer)
    this.#trimTimer = setTimeout(() => void this.#trim(), TRIM_DELAY_MS)
  }

  async #trim(): Promise<void> {
    // Nothing is lost by not trimming; the next write tries again.
    await this.#rows.trim(this.#doc).catch(() => undefined)
  }
}

async function openRows(name: string): Promise<DeviceRows | null> {
  try {
    return await DeviceRows.open(name)
  } catch {
    return null
  }
}

async function load(rows: DeviceRows, doc: Y.Doc): Promise<DeviceMemory | null> {
  try {
    await rows.takeInto(doc)
    const [saved, deleted] = await Promise.all([rows.get(SAVED_VECTOR), rows.get(DELETED)])
    return {
      savedVector: stateVectorOf(saved),
      deleted: typeof deleted === 'string' && deleted !== '' ? deleted.split(' ') : [],
    }
  } catch {
    return null
  }
}

/** Null for what is none: all that the device holds counts as unsaved then. */
function stateVectorOf(value: unknown): Uint8Array | null {
  try {
    if (!(value instanceof ArrayBuffer)) return null
    const vector = new Uint8Array(value)
    inspectStateVector(vector)
    return vector
  } catch {
    return null
  }
}
