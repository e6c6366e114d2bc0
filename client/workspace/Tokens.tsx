import type { Token } from '../../shared/api/tokens.ts'
import { problemText } from '../api/problem.ts'
import { useTokens, useWorkspaceActions } from '../api/workspace.ts'
import { longDay } from '../time/longDay.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useToast } from '../ui/Toast.tsx'
import { NewTokenForm } from './NewTokenForm.tsx'
import { SCOPE_WORDS } from './scopeWords.ts'
import styles from './WorkspacePage.module.css'

/** What scripts come in with: made here, told once, taken back here. */
export function Tokens() {
  const { data, error } = useTokens()
  const { endToken } = useWorkspaceActions()
  const toast = useToast()
  const takeBack = ({ id, label }: Token) =>
    endToken.mutate(id, {
      onSuccess: () => toast({ text: `“${label}” is taken back.` }),
      onError: (problem) => toast({ text: problemText(problem) }),
    })
  return (
    <>
      <p className={styles['about']}>
        A script sends its token in the header <code>Authorization</code>, behind the word <code>Bearer</code>. Give it
        no more than it needs, and an end.
      </p>
      <NewTokenForm />
      {error !== null && <Notice urgent>{problemText(error)}</Notice>}
      {data !== undefined && data.items.length > 0 && (
        <ul className={styles['list']} aria-label="API tokens">
          {data.items.toReversed().map((token) => (
            <li key={token.id} className={styles['item']} data-ended={token.hasEnded || undefined}>
              <div>
                <span className={styles['strong']}>{token.label}</span>
                <div className={styles['quiet']}>
                  {token.scopes.map((scope) => SCOPE_WORDS[scope].title).join(', ')} ·{' '}
                  {token.boardId === null ? 'all boards' : 'one board'} · {endOf(token)} ·{' '}
                  {token.seenAt === null ? 'never used' : `last used on ${longDay(token.seenAt)}`}
                </div>
              </div>
              <Button small busy={endToken.isPending} onClick={() => takeBack(token)}>
                Take back
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function endOf({ expiresAt, hasEnded }: Token): string {
  if (expiresAt === null) return 'does not end'
  return `${hasEnded ? 'ended' : 'ends'} on ${longDay(expiresAt)}`
}
