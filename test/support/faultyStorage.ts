import { BetwixtError } from '../../shared/errors.ts'
import type { BlobStore } from '../../server/storage/blobStore.ts'
import type { Storage } from '../../server/storage/openStorage.ts'

/** A disk that refuses writes as long as a test says so. Reading goes on. */
export class Disk {
  full = false

  /** Storage that writes to this disk. */
  wrap(storage: Storage): Storage {
    const { log, catalog } = storage
    return {
      ...storage,
      log: {
        load: (boardId) => log.load(boardId),
        append: (boardId, updates, meta) => this.#unlessFull(() => log.append(boardId, updates, meta)),
        compact: (boardId, whole) => this.#unlessFull(() => log.compact(boardId, whole)),
        stats: (boardId) => log.stats(boardId),
        delete: (boardId) => this.#unlessFull(() => log.delete(boardId)),
        list: () => log.list(),
        close: () => log.close(),
      },
      catalog: {
        get: (collection, id) => catalog.get(collection, id),
        list: (collection) => catalog.list(collection),
        write: (decide) => this.#unlessFull(() => catalog.write(decide)),
        close: () => catalog.close(),
      },
      blobs: this.#wrapBlobs(storage.blobs),
      recordBodies: this.#wrapBlobs(storage.recordBodies),
      checkWritable: () => this.#unlessFull(() => storage.checkWritable()),
    }
  }

  #wrapBlobs(blobs: BlobStore): BlobStore {
    return {
      put: (bytes) => this.#unlessFull(() => blobs.put(bytes)),
      get: (sha256) => blobs.get(sha256),
      delete: (sha256) => this.#unlessFull(() => blobs.delete(sha256)),
      list: () => blobs.list(),
    }
  }

  #unlessFull<T>(write: () => Promise<T>): Promise<T> {
    return this.full ? Promise.reject(new BetwixtError('storage-unwritable', 'The disk is full.')) : write()
  }
}
