import { useState } from 'react'
import type { Person } from '../../../shared/api/person.ts'
import { findDiscipline } from '../../../shared/disciplines.ts'
import type { ReactionsField, SignaturesField, ThreadField } from '../../../shared/templates/field.ts'
import { validateFieldInput } from '../../../shared/templates/fieldInput.ts'
import {
  countReactions,
  parseReply,
  reaction,
  REACTIONS,
  replyElement,
  signature,
  type Signer,
} from '../../../shared/templates/sets.ts'
import { useMe } from '../../api/me.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './SetInput.module.css'

interface SetInputProps<Field> {
  id: string
  field: Field
  elements: readonly string[]
  onSet(elements: string[]): void
}

/** Who has signed, and a button to sign or to take it back. */
export function SignaturesInput({ id, field, elements, onSet }: SetInputProps<SignaturesField>) {
  const { data: me } = useMe()
  const mine = me === undefined || me.name === '' ? null : signature(signerOf(me))
  const isSigned = mine !== null && elements.includes(mine)
  return (
    <div className={styles['set']}>
      {elements.length > 0 && (
        <ul className={styles['names']} aria-label={field.title}>
          {elements.map((element) => (
            <li key={element}>{element}</li>
          ))}
        </ul>
      )}
      <Button
        id={id}
        small
        aria-pressed={isSigned}
        disabled={mine === null}
        onClick={() => mine !== null && onSet(toggled(elements, mine))}
      >
        {isSigned ? 'Take my signature back' : 'Sign'}
      </Button>
    </div>
  )
}

/** The symbols, how many people chose each, and whether one did so oneself. */
export function ReactionsInput({ id, field, elements, onSet }: SetInputProps<ReactionsField>) {
  const { data: me } = useMe()
  const counts = new Map(countReactions(elements).map(({ symbol, count }) => [symbol, count]))
  const personId = me?.personId ?? null
  return (
    <div className={styles['reactions']} role="group" aria-label={field.title}>
      {REACTIONS.map(({ symbol, title, mark }, at) => {
        const mine = personId === null ? null : reaction(symbol, personId)
        const count = counts.get(symbol) ?? 0
        return (
          <button
            key={symbol}
            type="button"
            id={at === 0 ? id : undefined}
            className={styles['reaction']}
            aria-label={`${title}: ${count}`}
            aria-pressed={mine !== null && elements.includes(mine)}
            disabled={mine === null}
            onClick={() => mine !== null && onSet(toggled(elements, mine))}
          >
            <svg className={styles['mark']} viewBox="0 0 16 16" aria-hidden>
              <path d={mark} />
            </svg>
            {count > 0 && <span className={styles['count']}>{count}</span>}
          </button>
        )
      })}
    </div>
  )
}

/** What people replied, the oldest first, and a line for one's own. */
export function ThreadInput({ id, field, elements, onSet }: SetInputProps<ThreadField>) {
  const { data: me } = useMe()
  const [draft, setDraft] = useState('')
  const element =
    me === undefined || draft.trim() === '' ? null : replyElement({ ...signerOf(me), at: nowIso(), text: draft })
  const problem = element === null ? null : validateFieldInput(field, [element])
  const send = () => {
    if (element === null || problem !== null) return
    onSet([...elements, element].sort())
    setDraft('')
  }
  return (
    <div className={styles['set']}>
      {elements.length > 0 && (
        <ul className={styles['replies']} aria-label={field.title}>
          {elements.map((each) => {
            const reply = parseReply(each)
            if (reply === null) return null
            const isMine = me !== undefined && isSame(reply, signerOf(me))
            return (
              <li key={each}>
                <span className={styles['who']}>{reply.name}</span> {reply.text}
                {isMine && (
                  <button
                    type="button"
                    className={styles['takeOut']}
                    onClick={() => onSet(elements.filter((other) => other !== each))}
                  >
                    Remove
                  </button>
                )}
              </li>
            )
          })}
        </ul>
      )}
      <div className={styles['reply']}>
        <input
          id={id}
          className={styles['line']}
          value={draft}
          placeholder={field.placeholder ?? 'Reply'}
          aria-invalid={problem !== null || undefined}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || draft.trim() === '' || event.nativeEvent.isComposing) return
            event.preventDefault()
            event.stopPropagation()
            send()
          }}
        />
        <Button small disabled={element === null || problem !== null} onClick={send}>
          Reply
        </Button>
      </div>
      {problem !== null && <p className={styles['problem']}>{problem}</p>}
    </div>
  )
}

function toggled(elements: readonly string[], element: string): string[] {
  return elements.includes(element) ? elements.filter((other) => other !== element) : [...elements, element].sort()
}

/** Who I am, as sets name people. */
function signerOf({ name, discipline }: Person): Signer {
  return { name, discipline: discipline === '' ? 'guest' : findDiscipline(discipline).title }
}

function isSame(a: Signer, b: Signer): boolean {
  return a.name === b.name && a.discipline === b.discipline
}

function nowIso(): string {
  return new Date().toISOString()
}
