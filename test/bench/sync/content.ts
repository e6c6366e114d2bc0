import { gunzipSync } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import { SYNC_STEP } from '../../../shared/sync/messages.ts'
import { MESSAGE } from '../../../shared/sync/protocol.ts'

/** The Yjs update that a message brings, whether as an update or as what was missing; null where it brings none. */
export function contentOf(message: Uint8Array): Uint8Array | null {
  const decoder = decoding.createDecoder(message)
  const type = decoding.readVarUint(decoder)
  if (type === MESSAGE.gzip) return contentOf(gunzipSync(decoding.readVarUint8Array(decoder)))
  if (type !== MESSAGE.sync || decoding.readVarUint(decoder) === SYNC_STEP.stateVector) return null
  return decoding.readVarUint8Array(decoder)
}
