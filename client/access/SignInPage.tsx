import { Link } from 'wouter'
import { useDocumentTitle } from '../app/useDocumentTitle.ts'
import { Wordmark } from '../design/Wordmark.tsx'
import { buttonClass } from '../ui/Button.tsx'
import { KeyForm } from './KeyForm.tsx'
import styles from './SignInPage.module.css'
import { signOnAddress } from './signOnAddress.ts'

/**
 * Lets in whoever may come in: at their organisation's provider, where the operator has set one, or with the workspace
 * key. Who was sent a link needs neither: the link lets them in.
 *
 * @param signOnAt what the provider is called; null for none
 */
export function SignInPage({ signOnAt }: { signOnAt: string | null }) {
  useDocumentTitle('Sign in')
  return (
    <main className={styles['page']}>
      <svg className={styles['sides']} viewBox="0 0 64 32" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
        <path fill="var(--product)" d="M-99 3H23a13 13 0 0 1 0 26H-99z" />
        <path fill="var(--ai)" d="M163 3H41a13 13 0 0 0 0 26h122z" />
        <path fill="var(--between)" d="M32 6.62a13 13 0 0 1 0 18.76 13 13 0 0 1 0-18.76z" />
      </svg>
      <div className={styles['sheet']}>
        <h1 className={styles['name']}>
          <Wordmark height={44} />
        </h1>
        <p className={styles['sentence']}>The space between product and AI.</p>
        {signOnAt === null ? (
          <KeyForm isOnlyWay />
        ) : (
          <>
            <a className={buttonClass('primary')} href={signOnAddress()}>
              Sign in with {signOnAt}
            </a>
            <details className={styles['other']}>
              <summary>Use the workspace key</summary>
              <KeyForm isOnlyWay={false} />
            </details>
          </>
        )}
        <p className={styles['help']}>
          If you were sent a link to a board, open that link instead; it lets you in without{' '}
          {signOnAt === null ? 'a key' : 'signing in'}.
        </p>
        <p className={styles['help']}>
          <Link href="/check">Does it work from here?</Link>
        </p>
      </div>
    </main>
  )
}
