import { CLOSE_CODES, mayRetryAfter, type CloseReason } from '../../shared/sync/closeCodes.ts'

/**
 * Asks over HTTP why a board's socket did not open: a browser tells nothing of the answer to an upgrade. Null where the
 * board is there, or where the server cannot be reached.
 */
export async function whyRefused(address: string, boardId: string): Promise<CloseReason | null> {
  try {
    const response = await fetch(`${address}/api/v1/boards/${encodeURIComponent(boardId)}`)
    if (response.ok) return null
    const problem: unknown = await response.json()
    const code = typeof problem === 'object' && problem !== null && 'code' in problem ? problem.code : null
    return isFatal(code) ? code : null
  } catch {
    // No answer, or one that is not ours: the server is away, which passes.
    return null
  }
}

function isFatal(code: unknown): code is CloseReason {
  return typeof code === 'string' && code in CLOSE_CODES && !mayRetryAfter(CLOSE_CODES[code as CloseReason])
}
