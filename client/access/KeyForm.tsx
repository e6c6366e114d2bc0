import { useState, type FormEvent } from 'react'
import { useSignIn } from '../api/me.ts'
import { ApiProblem, problemText } from '../api/problem.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import styles from './SignInPage.module.css'

/** Signs in with the workspace key. `isOnlyWay` where there is no other way than this. */
export function KeyForm({ isOnlyWay }: { isOnlyWay: boolean }) {
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
    <form className={styles['form']} onSubmit={submit} noValidate>
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
      <Button type="submit" look={isOnlyWay ? 'primary' : 'plain'} busy={signIn.isPending}>
        Sign in
      </Button>
      <p className={styles['help']}>
        Whoever runs this server has the key: it was set as WORKSPACE_KEY, or lies in the file workspace-key of the data
        folder.
      </p>
    </form>
  )
}

function signInProblem(problem: unknown): string {
  if (problem instanceof ApiProblem && problem.code === 'unauthenticated')
    return 'This is not the key of this workspace.'
  return problemText(problem)
}
