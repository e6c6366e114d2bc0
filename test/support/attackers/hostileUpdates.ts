import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { SYNC_STEP, syncMessage } from '../../../shared/sync/messages.ts'

/** The update that a change of a document makes. */
export function updateOf(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const updates: Uint8Array[] = []
  const collect = (update: Uint8Array): void => void updates.push(update)
  doc.on('update', collect)
  doc.transact(() => change(doc))
  doc.off('update', collect)
  return updates[0] ?? Uint8Array.of(0, 0)
}

/** An update as an ordinary message. */
export function asMessage(update: Uint8Array): Uint8Array {
  return syncMessage(SYNC_STEP.update, update)
}

/** Twelve bytes that claim 32 million structs. */
export function claimsMillions(): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [1, 32_000_000, 1, 0, 0, 1, 0]) encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}

/** As many values under keys of their own, in one update. */
export function manyKeys(keys: number, prefix = 'k'): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [1, keys, new Y.Doc().clientID, 0]) encoding.writeVarUint(encoder, number)
  for (let i = 0; i < keys; i++) {
    encoding.writeUint8(encoder, 0x28)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarString(encoder, 'records')
    encoding.writeVarString(encoder, `${prefix}${i}`)
    encoding.writeVarUint(encoder, 1)
    encoding.writeAny(encoder, i)
  }
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

/**
 * As many items of one client at the head of one list, none of which knows of another. An item of a client with a
 * higher id that is put there has to pass them all.
 */
export function rivals(client: number, items: number, start = 0): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [1, items, client, start]) encoding.writeVarUint(encoder, number)
  for (let i = 0; i < items; i++) {
    encoding.writeUint8(encoder, 8)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarString(encoder, 'rivals')
    encoding.writeVarUint(encoder, 1)
    encoding.writeAny(encoder, 1)
  }
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

/** An embedded JSON value of as many levels, in a text. */
export function deepJson(levels: number, client: number): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [1, 1, client, 0]) encoding.writeVarUint(encoder, number)
  encoding.writeUint8(encoder, 5)
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarString(encoder, 'deep')
  encoding.writeVarString(encoder, '['.repeat(levels) + ']'.repeat(levels))
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

/** A value of as many levels under a key of `records`. */
export function deepAny(levels: number, client: number): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [1, 1, client, 0]) encoding.writeVarUint(encoder, number)
  encoding.writeUint8(encoder, 0x28)
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarString(encoder, 'records')
  encoding.writeVarString(encoder, 'deep')
  encoding.writeVarUint(encoder, 1)
  for (let level = 0; level < levels; level++) encoding.writeUint8Array(encoder, Uint8Array.of(117, 1))
  encoding.writeUint8(encoder, 126)
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

/** An update that builds on another one which is not sent. */
export function orphan(): Uint8Array {
  const doc = new Y.Doc()
  doc.getArray('orphans').push(['never sent'])
  return updateOf(doc, () => doc.getArray('orphans').push(['builds on it']))
}
