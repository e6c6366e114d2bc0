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
  'provider-unavailable': [502, 'retryable'],
  'storage-unwritable': [507, 'retryable'],
  'storage-damaged': [500, 'final'],
  'shutting-down': [503, 'retryable'],
  internal: [500, 'retryable'],
  'bad-frame': [400, 'final'],
  'bad-update': [422, 'final'],
  'too-slow': [503, 'retryable'],
  'read-only': [403, 'final'],
  'role-changed': [409, 'retryable'],
  'board-full': [409, 'final'],
  'reload-needed': [409, 'final'],
} as const satisfies Record<ErrorCode, readonly [number, 'final' | 'retryable']>

/** A request can hold a hundred thousand wrong fields; an answer need not. */
const MOST_FIELD_ERRORS = 50

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
    ...(known.retryAfterSeconds !== null && { retryAfter: known.retryAfterSeconds }),
    ...(known.fieldErrors.length > 0 && { errors: known.fieldErrors.slice(0, MOST_FIELD_ERRORS) }),
  }
}

/** What can be wrong with bytes before they are a request, by Node's name for it, and the status that HTTP has for it. */
const LINE_PROBLEMS: Readonly<Record<string, readonly [number, ErrorCode, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'too-large', 'Address and headers of a request have at most 16 kB. Send shorter ones.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'too-large', 'The chunks of this body have too much besides their bytes.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'too-slow', 'This request took too long to come. Send it again.'],
}

/** The problem with what is no request that could be read. */
export function lineProblem(nodeCode: string | null): Problem {
  const unreadable = [
    400,
    'invalid-request',
    'This is no HTTP request that can be read. Look at its first line and headers.',
  ] as const
  const [status, code, message] = (nodeCode === null ? undefined : LINE_PROBLEMS[nodeCode]) ?? unreadable
  return { ...problemOf(new BetwixtError(code, message)), status, title: STATUS_CODES[status] ?? 'Error' }
}

/** The answer to a refused request. */
export function problemResponse(problem: Problem): Response {
  const headers = new Headers({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  if (problem.status === 401) headers.set('www-authenticate', 'Bearer realm="Betwixt"')
  const retryAfter = problem.retryAfter ?? (problem.status === 503 || problem.status === 507 ? 5 : null)
  if (retryAfter !== null) headers.set('retry-after', String(retryAfter))
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}
