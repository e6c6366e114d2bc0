import { ApiProblem, problemText } from '../api/problem.ts'

/** What stands under a title that was not taken: what the page can tell by itself, else what the server said. */
export function titleProblem(typed: string, error: Error | null): string | undefined {
  if (typed.trim() === '') return 'Give the board a title.'
  if (error === null) return undefined
  return (error instanceof ApiProblem ? error.field('title') : undefined) ?? problemText(error)
}
