/**
 * Every error a user or a script can meet, by its stable code. The code is the contract: it stands in
 * problem details (RFC 9457) and in the reason of a closed socket. How a code is carried over HTTP is
 * decided in server/http/problem.ts, over a socket in shared/sync/closeCodes.ts, and nowhere else.
 */
export const ERROR_CODES = [
  'invalid-request',
  'invalid-json',
  'unauthenticated',
  'forbidden',
  'wrong-host',
  'wrong-origin',
  'through-proxy',
  'not-found',
  'board-not-found',
  'card-not-found',
  'record-not-found',
  'link-expired',
  'board-in-trash',
  'conflict',
  'not-acceptable',
  'too-large',
  'unsupported-media-type',
  'limit-reached',
  'rate-limited',
  'provider-unavailable',
  'storage-unwritable',
  'storage-damaged',
  'shutting-down',
  'internal',
  'bad-frame',
  'bad-update',
  'too-slow',
  'read-only',
  'role-changed',
  'board-full',
  'reload-needed',
] as const

/** One of the closed list of stable error codes. */
export type ErrorCode = (typeof ERROR_CODES)[number]

/** One field of a request that was refused, addressed by its path (`fields.severity`). */
export interface FieldError {
  path: string
  message: string
}

/** An expected failure with a stable code and a sentence that tells a user what to do. */
export class BetwixtError extends Error {
  readonly code: ErrorCode
  readonly fieldErrors: readonly FieldError[]
  /** How long to wait before the same may succeed; null where that is not known. */
  readonly retryAfterSeconds: number | null

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; fieldErrors?: readonly FieldError[]; retryAfterSeconds?: number } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'BetwixtError'
    this.code = code
    this.fieldErrors = options.fieldErrors ?? []
    this.retryAfterSeconds = options.retryAfterSeconds ?? null
  }
}
