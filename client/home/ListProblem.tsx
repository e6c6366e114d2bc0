import { problemText, Unreachable } from '../api/problem.ts'
import { Notice } from '../ui/Notice.tsx'
import styles from './ListProblem.module.css'

/** Why a list may not be true: shown above it while the page goes on asking. */
export function ListProblem({ error, what, stale }: { error: Error; what: string; stale: boolean }) {
  const away = error instanceof Unreachable
  return (
    <div className={styles['place']}>
      <Notice urgent>
        {away && stale
          ? `The server cannot be reached. These are the ${what} as they were; the list comes back up to date by itself.`
          : `${problemText(error)} The ${what} appear as soon as that has passed.`}
      </Notice>
    </div>
  )
}
