import { API_LIMITS } from '../../shared/api/limits.ts'
import { ApiProblem, problemText } from '../api/problem.ts'
import { lengthProblem } from '../ui/lengthProblem.ts'

/** Why a title cannot be sent as it is typed; undefined where it can. */
export function titleRefusal(typed: string): string | undefined {
  return typed.trim() === '' ? 'Give the board a title.' : lengthProblem(typed, API_LIMITS.title)
}

/** What stands under a title that was not taken: what the page can tell by itself, else what the server said. */
export function titleProblem(typed: string, error: Error | null): string | undefined {
  const refusal = titleRefusal(typed)
  if (refusal !== undefined || error === null) return refusal
  return (error instanceof ApiProblem ? error.field('title') : undefined) ?? problemText(error)
}
