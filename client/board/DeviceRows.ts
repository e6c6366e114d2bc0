import * as Y from 'yjs'
import { ByteReader } from '../../shared/sync/byteReader.ts'
import { readUpdate } from '../../shared/sync/inspectUpdate.ts'

/** As y-indexeddb lays a document out, by which boards were kept before: updates under rising numbers, and the rest. */
const UPDATES = 'updates'
const CUSTOM = 'custom'

/**
 * The database of a board in this browser. What cannot be read of it is left out of the document and stays where it is
 * until `removeDamaged`: nothing else of the copy is lost with it.
 */
export class DeviceRows {
  readonly #db: IDBDatabase
  /** The first number whose row was not looked at yet. */
  #next = 0
  readonly #damaged = new Set<number>()
  /** How many updates there are, as far as this tab knows. */
  size = 0

  private constructor(db: IDBDatabase) {
    this.#db = db
    db.onversionchange = () => db.close()
  }

  /** Opens the database, or makes it. Rejects where the browser gives none, or one of another kind lies there. */
  static async open(name: string): Promise<DeviceRows> {
    const opening = indexedDB.open(name)
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(UPDATES, { autoIncrement: true })
      opening.result.createObjectStore(CUSTOM)
    }
    return new DeviceRows(await answerTo(opening))
  }

  /** Whether something that lies there could not be read. */
  get hasDamaged(): boolean {
    return this.#damaged.size > 0
  }

  /** Has `run` called when the browser takes the storage away, or wants to delete it. */
  onLost(run: () => void): void {
    this.#db.onclose = run
    this.#db.onversionchange = () => {
      // Whoever deletes it waits for everybody to close it.
      this.#db.close()
      run()
    }
  }

  /** Takes into the document what was written since the last time, by whomever. */
  async takeInto(doc: Y.Doc): Promise<void> {
    await this.#take(this.#db.transaction(UPDATES).objectStore(UPDATES), doc)
  }

  /** Adds an update. Resolves when it is kept, rejects where it is not. `strict`: it survives a power cut as well. */
  async add(update: Uint8Array, strict: boolean): Promise<void> {
    const transaction = this.#db.transaction(UPDATES, 'readwrite', { durability: strict ? 'strict' : 'relaxed' })
    transaction.objectStore(UPDATES).add(update)
    await completionOf(transaction)
    this.size += 1
  }

  /** Puts the whole document in place of the rows that were read. */
  async trim(doc: Y.Doc): Promise<void> {
    const transaction = this.#db.transaction(UPDATES, 'readwrite')
    const updates = transaction.objectStore(UPDATES)
    await this.#take(updates, doc)
    updates.add(Y.encodeStateAsUpdate(doc))
    const read = await answerTo(updates.getAllKeys(IDBKeyRange.upperBound(this.#next, true)))
    for (const key of read) if (!this.#damaged.has(Number(key))) updates.delete(key)
    await completionOf(transaction)
    this.size = 1 + this.#damaged.size
  }

  /** Removes what could not be read. */
  async removeDamaged(): Promise<void> {
    const removed = [...this.#damaged]
    const transaction = this.#db.transaction(UPDATES, 'readwrite')
    for (const key of removed) transaction.objectStore(UPDATES).delete(key)
    await completionOf(transaction)
    for (const key of removed) this.#damaged.delete(key)
    this.size -= removed.length
  }

  /** What was put under a name, undefined for nothing. */
  get(name: string): Promise<unknown> {
    return answerTo(this.#db.transaction(CUSTOM).objectStore(CUSTOM).get(name))
  }

  async put(name: string, value: ArrayBuffer | string): Promise<void> {
    const transaction = this.#db.transaction(CUSTOM, 'readwrite')
    transaction.objectStore(CUSTOM).put(value, name)
    await completionOf(transaction)
  }

  close(): void {
    this.#db.close()
  }

  async #take(updates: IDBObjectStore, doc: Y.Doc): Promise<void> {
    const range = IDBKeyRange.lowerBound(this.#next)
    const [keys, rows, count] = await Promise.all([
      answerTo(updates.getAllKeys(range)),
      answerTo<unknown[]>(updates.getAll(range)),
      answerTo(updates.count()),
    ])
    this.size = count
    doc.transact(() => {
      for (const [index, row] of rows.entries()) {
        const key = Number(keys[index])
        if (!isTaken(doc, row)) this.#damaged.add(key)
        this.#next = key + 1
      }
    }, this)
  }
}

/** Whether Yjs could take a row. One that it cannot is kept from it: it would have taken half of it by then. */
function isTaken(doc: Y.Doc, row: unknown): boolean {
  try {
    if (!(row instanceof Uint8Array)) return false
    readUpdate(new ByteReader(row))
    Y.applyUpdate(doc, row)
    return true
  } catch {
    return false
  }
}

function answerTo<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The storage did not answer.'))
  })
}

function completionOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('The storage kept nothing.'))
  })
}
