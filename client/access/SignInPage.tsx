import { useState, type FormEvent } from 'react'
import { Link } from 'wouter'
import { useSignIn } from '../api/me.ts'
import { ApiProblem, problemText } from '../api/problem.ts'
import { useDocumentTitle } from '../app/useDocumentTitle.ts'
import { Wordmark } from '../design/Wordmark.tsx'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import styles from './SignInPage.module.css'

/** Asks for the workspace key. Who was sent a link needs none: the link lets them in. */
export function SignInPage() {
  useDocumentTitle('Sign in')
  const signIn = useSignIn()
  const [key, setKey] = useState('')
  const [error, setError] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const typed = key.trim()
    if (typed === '') {
      setError('Type the workspace key.')
      return
    }
    setError(undefined)
    signIn.mutate(typed, { onError: (problem) => setError(signInProblem(problem)) })
  }
  return (
    <main className={styles['page']}>
      <svg className={styles['sides']} viewBox="0 0 64 32" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
        <path fill="var(--product)" d="M-99 3H23a13 13 0 0 1 0 26H-99z" />
        <path fill="var(--ai)" d="M163 3H41a13 13 0 0 0 0 26h122z" />
        <path fill="var(--between)" d="M32 6.62a13 13 0 0 1 0 18.76 13 13 0 0 1 0-18.76z" />
      </svg>
      <form className={styles['sheet']} onSubmit={submit} noValidate>
        <h1 className={styles['name']}>
          <Wordmark height={44} />
        </h1>
        <p className={styles['sentence']}>The space between product and AI.</p>
        <TextField
          label="Workspace key"
          type="password"
          name="workspace-key"
          autoComplete="current-password"
          autoFocus
          value={key}
          error={error}
          onChange={(event) => setKey(event.target.value)}
        />
        <Button type="submit" look="primary" busy={signIn.isPending}>
          Sign in
        </Button>
        <p className={styles['help']}>
          Whoever runs this server has the key: it was set as WORKSPACE_KEY, or lies in the file workspace-key of the
          data folder. If you were sent a link to a board, open that link instead; it lets you in without a key.
        </p>
        <p className={styles['help']}>
          <Link href="/check">Does it work from here?</Link>
        </p>
      </form>
    </main>
  )
}

function signInProblem(problem: unknown): string {
  if (problem instanceof ApiProblem && problem.code === 'unauthenticated')
    return 'This is not the key of this workspace.'
  return problemText(problem)
}
