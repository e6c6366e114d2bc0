import { ERROR_CODES, type ErrorCode, type FieldError } from '../../shared/errors.ts'

/** The server's refusal: problem details (RFC 9457) with the product's stable code. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: ErrorCode
  readonly fieldErrors: readonly FieldError[]

  constructor(status: number, code: ErrorCode, message: string, fieldErrors: readonly FieldError[] = []) {
    super(message)
    this.name = 'ApiProblem'
    this.status = status
    this.code = code
    this.fieldErrors = fieldErrors
  }

  /** What is wrong with the field of that path, if anything. */
  field(path: string): string | undefined {
    return this.fieldErrors.find((error) => error.path === path)?.message
  }
}

/** No answer came: the server is down, or the network is. Trying again helps. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause })
    this.name = 'Unreachable'
  }
}

/**
 * Reads a refusal from an answer's status and body. Whatever came back (a proxy's HTML page, an empty body) gives a
 * problem with a sentence; nothing here throws.
 */
export function parseProblem(status: number, body: string): ApiProblem {
  const json = parseObject(body)
  const code = ERROR_CODES.find((known) => known === json['code']) ?? codeOfStatus(status)
  const message = firstText(json['detail'], json['title']) ?? `The server answered with status ${status}.`
  return new ApiProblem(status, code, message, parseFieldErrors(json['errors']))
}

/** The sentence to show for anything that was thrown. */
export function problemText(error: unknown): string {
  if (error instanceof ApiProblem || error instanceof Unreachable) return error.message
  return 'Something went wrong in this page. Reload it; what was saved is safe.'
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    // Not JSON: an answer that is not ours, told by its status alone.
    return {}
  }
}

function firstText(...values: readonly unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value !== '')
}

function parseFieldErrors(value: unknown): readonly FieldError[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return []
    const { path, message }: { path?: unknown; message?: unknown } = entry
    return typeof path === 'string' && typeof message === 'string' ? [{ path, message }] : []
  })
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'unauthenticated'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not-found'
  if (status === 413) return 'too-large'
  if (status === 429) return 'rate-limited'
  if (status === 507) return 'storage-unwritable'
  return status >= 500 ? 'internal' : 'invalid-request'
}
