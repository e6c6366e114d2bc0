import { pino, type Logger } from 'pino'
import type { LogLevel } from './config.ts'

/** Log bytes kept for standard error while it takes none; what comes on top is dropped. */
const MOST_WAITING_BYTES = 1024 * 1024

/**
 * JSON lines on standard error. Logging never fails a request: standard error may be a file on the very disk that has
 * just become full.
 */
export function createLogger(level: LogLevel): Logger {
  const destination = pino.destination({ dest: 2, sync: true, maxLength: MOST_WAITING_BYTES })
  // Without a listener the failed write would be thrown at whoever had something to say.
  destination.on('error', () => undefined)
  // LMDB tells failed commits by console.error, which takes another way to the same place.
  process.stderr.on('error', () => undefined)
  return pino({ level }, destination)
}
