import { gzipSync } from 'node:zlib'
import { SYNC_STEP, gzipMessage, syncMessage } from '../../shared/sync/messages.ts'
import { binaryFrames } from './webSocketFrame.ts'

/** From this size on it is gzipped for those who can take it. */
const GZIP_FROM_BYTES = 32 * 1024

/** A step 2 as WebSocket frames. */
export function missingFrames(update: Uint8Array, gzip: boolean): Buffer[] {
  const message = syncMessage(SYNC_STEP.missing, update)
  if (!gzip || message.length < GZIP_FROM_BYTES) return binaryFrames(message)
  return binaryFrames(gzipMessage(gzipSync(message, { level: 1 })))
}
