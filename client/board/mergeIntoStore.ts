import type { Store } from '@tldraw/store'
import type { TLRecord } from '@tldraw/tlschema'

/**
 * Puts and removes records in one merge, as others' changes. Returns false where the store is in the middle of an
 * operation and takes none.
 */
export function mergeIntoStore(store: Store<TLRecord>, put: TLRecord[], removed: readonly string[]): boolean {
  let isEntered = false
  try {
    store.mergeRemoteChanges(() => {
      isEntered = true
      store.put(put)
      store.remove(removed as TLRecord['id'][])
    })
    return true
  } catch (error) {
    // The store refuses to merge inside an operation, and there is no way to ask it beforehand.
    if (isEntered) throw error
    return false
  }
}
