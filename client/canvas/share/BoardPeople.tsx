import { useState } from 'react'
import type { BoardGuest } from '../../../shared/api/shares.ts'
import { findDiscipline } from '../../../shared/disciplines.ts'
import { problemText } from '../../api/problem.ts'
import { useGuests, useShareActions } from '../../api/shares.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { ROLE_WORDS } from './roleWords.ts'
import styles from './ShareDialog.module.css'

/** Everybody who has come to the board, with what they may do; its owner can pass it on to one of them. */
export function BoardPeople({ boardId, mayPassOn }: { boardId: string; mayPassOn: boolean }) {
  const { data } = useGuests(boardId)
  if (data === undefined || data.items.length === 0) return null
  return (
    <details className={styles['more']}>
      <summary>
        People who may open it <span className={styles['count']}>{data.items.length}</span>
      </summary>
      <ul className={styles['list']}>
        {data.items.map((guest) => (
          <Guest key={guest.personId} boardId={boardId} guest={guest} mayPassOn={mayPassOn} />
        ))}
      </ul>
    </details>
  )
}

function Guest({ boardId, guest, mayPassOn }: { boardId: string; guest: BoardGuest; mayPassOn: boolean }) {
  const { passOn } = useShareActions(boardId)
  const toast = useToast()
  const [isAsked, setAsked] = useState(false)
  const doPassOn = () =>
    passOn.mutate(guest.personId, {
      onSuccess: () => toast({ text: `${guest.name} owns this board now.` }),
      onError: (problem) => toast({ text: problemText(problem) }),
    })
  return (
    <li className={styles['item']}>
      <div className={styles['itemWords']}>
        <span className={styles['itemTitle']}>{guest.name}</span>
        <span className={styles['quiet']}>
          {guest.discipline === '' ? '' : `${findDiscipline(guest.discipline).title} · `}
          {ROLE_WORDS[guest.role]}
        </span>
        {isAsked && (
          <span className={styles['quiet']}>
            {guest.name} can then delete this board, hide it and pass it on. Whoever runs this workspace still can, too.
          </span>
        )}
      </div>
      {mayPassOn &&
        guest.role !== 'owner' &&
        (isAsked ? (
          <Button small look="primary" busy={passOn.isPending} onClick={doPassOn}>
            Pass it on
          </Button>
        ) : (
          <Button small onClick={() => setAsked(true)}>
            Make owner
          </Button>
        ))}
    </li>
  )
}
