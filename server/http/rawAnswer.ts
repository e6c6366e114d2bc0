import type { Problem } from '../../shared/api/problem.ts'

/** A problem as the bytes of a whole HTTP answer, for a line on which there is no request to answer. */
export function rawAnswer(problem: Problem): string {
  const body = JSON.stringify(problem)
  return [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    'Connection: close',
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'self'",
    'X-Content-Type-Options: nosniff',
    '',
    body,
  ].join('\r\n')
}
