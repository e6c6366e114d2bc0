import { Copy } from 'lucide-react'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { TOKEN_SCOPES, type TokenScope } from '../../shared/access/tokenScopes.ts'
import { API_LIMITS } from '../../shared/api/limits.ts'
import type { NewToken } from '../../shared/api/tokens.ts'
import type { BoardSize } from '../../shared/api/workspace.ts'
import { problemText } from '../api/problem.ts'
import { useBoardSizes, useWorkspaceActions } from '../api/workspace.ts'
import { copyText } from '../ui/copyText.ts'
import { Button } from '../ui/Button.tsx'
import { CheckField } from '../ui/CheckField.tsx'
import { lengthProblem } from '../ui/lengthProblem.ts'
import { Notice } from '../ui/Notice.tsx'
import { SelectField, TextField } from '../ui/TextField.tsx'
import { useToast } from '../ui/Toast.tsx'
import { SCOPE_WORDS } from './scopeWords.ts'
import styles from './WorkspacePage.module.css'

const DAY_MS = 24 * 60 * 60 * 1000

const ENDS = [
  { id: '30', title: 'In 30 days', days: 30 },
  { id: '90', title: 'In 90 days', days: 90 },
  { id: '365', title: 'In a year', days: 365 },
  { id: 'never', title: 'Not by itself', days: null },
] as const

/** Makes a token for a script and shows it, this once. */
export function NewTokenForm() {
  const { makeToken } = useWorkspaceActions()
  const boards = useAllBoards()
  const [label, setLabel] = useState('')
  const [scopes, setScopes] = useState<readonly TokenScope[]>(['read'])
  const [boardId, setBoardId] = useState('')
  const [end, setEnd] = useState<string>('90')
  const [tried, setTried] = useState(false)
  const problem = label.trim() === '' ? 'Say what it is for.' : lengthProblem(label, API_LIMITS.label)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (problem !== undefined || scopes.length === 0) return
    const days = ENDS.find(({ id }) => id === end)?.days ?? null
    makeToken.mutate(
      {
        label: label.trim(),
        scopes: [...scopes],
        boardId: boardId === '' ? null : boardId,
        expiresAt: days === null ? null : new Date(Date.now() + days * DAY_MS).toISOString(),
      },
      {
        onSuccess: () => {
          setLabel('')
          setTried(false)
        },
      },
    )
  }
  return (
    <section className={styles['new']} aria-label="New API token">
      <form className={styles['form']} onSubmit={submit} noValidate>
        <TextField
          label="What it is for"
          value={label}
          error={tried ? problem : undefined}
          onChange={({ target }) => setLabel(target.value)}
        />
        <fieldset className={styles['scopes']}>
          <legend>It may</legend>
          {TOKEN_SCOPES.map((scope) => (
            <CheckField
              key={scope}
              label={SCOPE_WORDS[scope].title}
              hint={SCOPE_WORDS[scope].hint}
              checked={scopes.includes(scope)}
              onChange={(isChosen) =>
                setScopes(TOKEN_SCOPES.filter((one) => (one === scope ? isChosen : scopes.includes(one))))
              }
            />
          ))}
          {tried && scopes.length === 0 && <p className={styles['quiet']}>Choose at least one.</p>}
        </fieldset>
        <SelectField label="On" value={boardId} onChange={({ target }) => setBoardId(target.value)}>
          <option value="">All boards</option>
          {boards.map(({ id, title, hidden }) => (
            <option key={id} value={id}>
              {hidden ? `${title} (hidden)` : title}
            </option>
          ))}
        </SelectField>
        <SelectField label="Ends" value={end} onChange={({ target }) => setEnd(target.value)}>
          {ENDS.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </SelectField>
        <Button type="submit" look="primary" busy={makeToken.isPending}>
          Make token
        </Button>
      </form>
      {makeToken.error !== null && <Notice urgent>{problemText(makeToken.error)}</Notice>}
      {makeToken.data !== undefined && <ToldOnce token={makeToken.data} />}
    </section>
  )
}

/** Every board that is not in the trash, hidden ones too: a list to choose from has no second page. */
function useAllBoards(): readonly BoardSize[] {
  const { data, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = useBoardSizes('all')
  useEffect(() => {
    if (hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage()
  }, [hasNextPage, isFetching, isFetchNextPageError, fetchNextPage])
  return data?.pages.flatMap((page) => page.items).filter(({ trashedAt }) => trashedAt === null) ?? []
}

function ToldOnce({ token }: { token: NewToken }) {
  const field = useRef<HTMLInputElement>(null)
  const toast = useToast()
  const copy = async () => {
    if (await copyText(token.token)) toast({ text: 'Token copied.' })
    else field.current?.select()
  }
  return (
    <div className={styles['told']}>
      <TextField
        ref={field}
        label={`Token for “${token.label}”`}
        hint="Copy it now: it is not shown again."
        readOnly
        value={token.token}
        onFocus={({ target }) => target.select()}
      />
      <Button onClick={() => void copy()}>
        <Copy aria-hidden />
        Copy token
      </Button>
    </div>
  )
}
