import { useState, type FormEvent } from 'react'
import type { LinkRole } from '../../../shared/access/boardRights.ts'
import { API_LIMITS } from '../../../shared/api/limits.ts'
import { problemText } from '../../api/problem.ts'
import type { NewShare } from '../../../shared/api/shares.ts'
import { useIsTakenBack, useShareActions } from '../../api/shares.ts'
import { Button } from '../../ui/Button.tsx'
import { lengthProblem } from '../../ui/lengthProblem.ts'
import { Notice } from '../../ui/Notice.tsx'
import { SelectField, TextField } from '../../ui/TextField.tsx'
import { LinkField } from './LinkField.tsx'
import styles from './ShareDialog.module.css'

const HOUR_MS = 60 * 60 * 1000

const ENDS = [
  { id: 'day', title: 'In a day', afterMs: 24 * HOUR_MS },
  { id: 'week', title: 'In a week', afterMs: 7 * 24 * HOUR_MS },
  { id: 'month', title: 'In 30 days', afterMs: 30 * 24 * HOUR_MS },
  { id: 'never', title: 'Not by itself', afterMs: null },
] as const

/** A link of one's own making: with a word about whom it is for, and an end. */
export function NewLinkForm({ boardId, role }: { boardId: string; role: LinkRole }) {
  const { make } = useShareActions(boardId)
  const [label, setLabel] = useState('')
  const [end, setEnd] = useState<(typeof ENDS)[number]['id']>('week')
  const problem = lengthProblem(label, API_LIMITS.label)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const afterMs = ENDS.find(({ id }) => id === end)?.afterMs ?? null
    if (problem !== undefined) return
    make.mutate({ role, label, expiresAt: afterMs === null ? null : new Date(Date.now() + afterMs).toISOString() })
  }
  return (
    <details className={styles['more']}>
      <summary>A link with an end or a label</summary>
      <form className={styles['form']} onSubmit={onSubmit}>
        <TextField
          label="Whom it is for"
          hint="So that you know it again in the list."
          value={label}
          error={problem}
          onChange={({ target }) => setLabel(target.value)}
        />
        <SelectField
          label="Ends"
          value={end}
          onChange={({ target }) => setEnd(ENDS.find(({ id }) => id === target.value)?.id ?? 'week')}
        >
          {ENDS.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </SelectField>
        <Button type="submit" busy={make.isPending}>
          Make this link
        </Button>
      </form>
      {make.error !== null && <Notice urgent>{problemText(make.error)}</Notice>}
      {make.data !== undefined && <MadeLink share={make.data} />}
    </details>
  )
}

/** The link that was made last, unless it was taken back since. */
function MadeLink({ share }: { share: NewShare }) {
  if (useIsTakenBack(share)) return null
  return <LinkField label="New link" act="Copy new link" url={share.url} caption="Or scan it with a phone." />
}
