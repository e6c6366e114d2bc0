import type { Share } from '../../../shared/api/shares.ts'
import { problemText } from '../../api/problem.ts'
import { useShareActions, useShares } from '../../api/shares.ts'
import { TimeAgo } from '../../time/TimeAgo.tsx'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { dropShare } from './keptShare.ts'
import { ROLE_WORDS } from './roleWords.ts'
import styles from './ShareDialog.module.css'

/** Every link to the board, who came by it, and a way to take it back. */
export function LinkList({ boardId }: { boardId: string }) {
  const { data, error } = useShares(boardId)
  const { revoke } = useShareActions(boardId)
  const toast = useToast()
  if (error !== null) return <p className={styles['quiet']}>{problemText(error)}</p>
  if (data === undefined || data.items.length === 0) return null
  const takeBack = ({ id, role }: Share) =>
    revoke.mutate(id, {
      onSuccess: () => {
        dropShare(boardId, role, id)
        toast({ text: 'Taken back. Whoever was here by it alone is out.' })
      },
      onError: (problem) => toast({ text: problemText(problem) }),
    })
  return (
    <details className={styles['more']}>
      <summary>
        Links to this board <span className={styles['count']}>{data.items.length}</span>
      </summary>
      <ul className={styles['list']}>
        {data.items.toReversed().map((share) => (
          <li key={share.id} className={styles['item']} data-ended={share.hasEnded || undefined}>
            <div className={styles['itemWords']}>
              <span className={styles['itemTitle']}>{share.label === '' ? ROLE_WORDS[share.role] : share.label}</span>
              <span className={styles['quiet']}>
                {share.label !== '' && `${ROLE_WORDS[share.role]} · `}
                {share.createdBy === null ? 'made ' : `${share.createdBy.name}, `}
                <TimeAgo iso={share.createdAt} /> · {endOf(share)}
              </span>
              <span className={styles['quiet']}>{openedBy(share)}</span>
            </div>
            <Button small busy={revoke.isPending} onClick={() => takeBack(share)}>
              Take back
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}

const MOMENT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

function endOf({ expiresAt, hasEnded }: Share): string {
  if (expiresAt === null) return 'does not end'
  return `${hasEnded ? 'ended' : 'ends'} ${MOMENT.format(new Date(expiresAt))}`
}

const MOST_NAMES = 3

function openedBy({ openedBy: people }: Share): string {
  if (people.length === 0) return 'Nobody has come by it yet'
  const names = people.slice(0, MOST_NAMES).map(({ name }) => name)
  const rest = people.length - names.length
  return `Opened by ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}
