import { STATUS_CODES } from 'node:http'
import type { Problem } from '../../shared/api/problem.ts'
import { BetwixtError, type ErrorCode } from '../../shared/errors.ts'

/** The HTTP status of each code, and whether the same request may succeed later. The only place that says so. */
const CARRIED = {
  'invalid-request': [422, 'final'],
  'invalid-json': [400, 'final'],
  unauthenticated: [401, 'final'],
  forbidden: [403, 'final'],
  'wrong-host': [403, 'final'],
  'wrong-origin': [403, 'final'],
  'through-proxy': [403, 'final'],
  'not-found': [404, 'final'],
  'board-not-found': [404, 'final'],
  'card-not-found': [404, 'final'],
  'record-not-found': [404, 'final'],
  'link-expired': [410, 'final'],
  'board-in-trash': [410, 'final'],
  conflict: [409, 'final'],
  'not-acceptable': [406, 'final'],
  'too-large': [413, 'final'],
  'unsupported-media-type': [415, 'final'],
  'limit-reached': [409, 'final'],
  'rate-limited': [429, 'retryable'],
  'storage-unwritable': [507, 'retryable'],
  'storage-damaged': [500, 'final'],
  'shutting-down': [503, 'retryable'],
  internal: [500, 'retryable'],
  'bad-frame': [400, 'final'],
  'bad-update': [422, 'final'],
  'too-slow': [503, 'retryable'],
  'read-only': [403, 'final'],
  'reload-needed': [409, 'final'],
} as const satisfies Record<ErrorCode, readonly [number, 'final' | 'retryable']>

/** A request can hold a hundred thousand wrong fields; an answer need not. */
const MOST_FIELD_ERRORS = 50

/** The HTTP status that carries a code. */
export function httpStatus(code: ErrorCode): number {
  return CARRIED[code][0]
}

/** An error as RFC 9457 problem details. What is no BetwixtError says nothing about itself to the outside. */
export function problemOf(error: unknown): Problem {
  const known = error instanceof BetwixtError ? error : new BetwixtError('internal', 'Something went wrong here.')
  const [status, when] = CARRIED[known.code]
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: known.message,
    code: known.code,
    retryable: when === 'retryable',
    ...(known.fieldErrors.length > 0 && { errors: known.fieldErrors.slice(0, MOST_FIELD_ERRORS) }),
  }
}

/** The answer to a refused request. */
export function problemResponse(problem: Problem): Response {
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  if (problem.status === 401) headers.set('www-authenticate', 'Bearer realm="Betwixt"')
  if (problem.status === 503 || problem.status === 507) headers.set('retry-after', '5')
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}
