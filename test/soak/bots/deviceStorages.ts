import 'fake-indexeddb/auto'
import { AsyncLocalStorage } from 'node:async_hooks'
import { IDBFactory } from 'fake-indexeddb'

const opening = new AsyncLocalStorage<IDBFactory>()
const nobodys = new IDBFactory()

// The client opens its storage by a global name. Each device has a storage of its own: the one that it was opened with.
Object.defineProperty(globalThis, 'indexedDB', {
  get: () => opening.getStore() ?? nobodys,
  configurable: true,
})

/** Runs what opens a board with a device's own storage. */
export function withStorage<T>(storage: IDBFactory, run: () => T): T {
  return opening.run(storage, run)
}

/** A device's storage. */
export type DeviceStorage = IDBFactory

export function emptyStorage(): DeviceStorage {
  return new IDBFactory()
}
