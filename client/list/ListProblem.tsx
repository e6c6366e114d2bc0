import { problemText, Unreachable } from '../api/problem.ts'
import { Notice } from '../ui/Notice.tsx'
import styles from './ListProblem.module.css'

interface ListProblemProps {
  error: Error
  /** What the list is of, in the plural. */
  what: string
  /** Whether an older answer is still shown below. */
  stale: boolean
}

/** Why a list may not be true, or is not there: shown in its place while the page goes on asking. */
export function ListProblem({ error, what, stale }: ListProblemProps) {
  return (
    <div className={styles['place']}>
      <Notice urgent>{listProblemText(error, what, stale)}</Notice>
    </div>
  )
}

function listProblemText(error: Error, what: string, stale: boolean): string {
  if (!(error instanceof Unreachable)) return problemText(error)
  if (stale) return `${error.message} These are the ${what} as they were; the list comes back up to date by itself.`
  return `${error.message} The ${what} appear as soon as it is back.`
}
