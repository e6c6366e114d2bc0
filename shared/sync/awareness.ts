import * as encoding from 'lib0/encoding'
import { ByteReader, MalformedBytes } from './byteReader.ts'

/** One entry of an awareness message: the JSON is not parsed yet. */
export interface AwarenessEntry {
  clientId: number
  clock: number
  /** JSON of the state; `null` when that client says goodbye. */
  json: Uint8Array
}

/**
 * Splits the body of an awareness message (y-protocols/awareness).
 * @throws MalformedBytes
 */
export function readAwarenessEntries(body: Uint8Array): AwarenessEntry[] {
  const reader = new ByteReader(body)
  const count = reader.count(3)
  const entries: AwarenessEntry[] = []
  for (let i = 0; i < count; i++) {
    entries.push({ clientId: reader.varUint(), clock: reader.varUint(), json: reader.piece() })
  }
  if (reader.remaining > 0) throw new MalformedBytes('something follows the awareness entries')
  return entries
}

/** One entry as it stands in a message. */
export function encodeAwarenessEntry(clientId: number, clock: number, state: object | null): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, clientId)
  encoding.writeVarUint(encoder, clock)
  encoding.writeVarString(encoder, JSON.stringify(state))
  return encoding.toUint8Array(encoder)
}
