import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import * as Y from 'yjs'

const gzipAsync = promisify(gzip)
const gunzipAsync = promisify(gunzip)

/** Level 1: seven times smaller than the update itself, in a few milliseconds a megabyte. */
export function gzipState(update: Uint8Array): Promise<Uint8Array> {
  return gzipAsync(update, { level: 1 })
}

/** The V1 update in a stored state. Rejects when it is no gzip. */
export function gunzipState(state: Uint8Array): Promise<Uint8Array> {
  return gunzipAsync(state)
}

/**
 * Merges updates into one V1 update by applying them in one transaction: `Y.mergeUpdates` of a long log is superlinear
 * (20,000 updates: 8.8 s against 0.4 s). Updates whose predecessors are missing stay in the result.
 */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update)
    })
    return Y.encodeStateAsUpdate(doc)
  } finally {
    doc.destroy()
  }
}
