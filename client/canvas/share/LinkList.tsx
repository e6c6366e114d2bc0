import type { Share } from '../../../shared/api/shares.ts'
import { problemText } from '../../api/problem.ts'
import { useShareActions, useShares } from '../../api/shares.ts'
import { TimeAgo } from '../../time/TimeAgo.tsx'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { dropShare } from './keptShare.ts'
import { linkEnd } from './linkEnd.ts'
import { ROLE_WORDS } from './roleWords.ts'
import styles from './ShareDialog.module.css'

/** Every link to the board, who came by it, and a way to take it back. */
export function LinkList({ boardId }: { boardId: string }) {
  const { data, error } = useShares(boardId)
  const { revoke } = useShareActions(boardId)
  const toast = useToast()
  if (error !== null) return <p className={styles['quiet']}>{problemText(error)}</p>
  if (data === undefined || data.items.length === 0) return null
  const takeBack = async (links: readonly Share[]) => {
    try {
      // The last one first: one may have been made with another, and would be gone with that.
      for (const { id, role } of links.toReversed()) {
        await revoke.mutateAsync(id)
        dropShare(boardId, role, id)
      }
      toast({ text: 'Taken back. Whoever was here by it alone is out.' })
    } catch (problem) {
      toast({ text: problemText(problem) })
    }
  }
  // Each tab that opens this dialog makes a link, and most of those are never sent to anybody.
  const unused = data.items.filter(({ opened, label }) => opened === 0 && label === '')
  const others = data.items.filter((share) => !unused.includes(share))
  return (
    <details className={styles['more']}>
      <summary>
        Links to this board <span className={styles['count']}>{data.items.length}</span>
      </summary>
      <ul className={styles['list']}>
        {others.toReversed().map((share) => (
          <li key={share.id} className={styles['item']} data-ended={share.hasEnded || undefined}>
            <div className={styles['itemWords']}>
              <span className={styles['itemTitle']}>{share.label === '' ? ROLE_WORDS[share.role] : share.label}</span>
              <span className={styles['quiet']}>
                {share.label !== '' && `${ROLE_WORDS[share.role]} · `}
                {share.createdBy === null ? 'made ' : `${share.createdBy.name}, `}
                <TimeAgo iso={share.createdAt} /> · {linkEnd(share)}
              </span>
              <span className={styles['quiet']}>{openedBy(share)}</span>
              {goesWith(share, data.items) !== null && (
                <span className={styles['quiet']}>{goesWith(share, data.items)}</span>
              )}
            </div>
            <Button small busy={revoke.isPending} onClick={() => void takeBack([share])}>
              Take back
            </Button>
          </li>
        ))}
        {unused.length > 0 && (
          <li className={styles['item']}>
            <div className={styles['itemWords']}>
              <span className={styles['itemTitle']}>
                {unused.length === 1 ? 'One link' : `${unused.length} links`} that nobody has come by yet
              </span>
              <span className={styles['quiet']}>{rolesOf(unused)}</span>
            </div>
            <Button small busy={revoke.isPending} onClick={() => void takeBack(unused)}>
              {unused.length === 1 ? 'Take back' : 'Take all back'}
            </Button>
          </li>
        )}
      </ul>
    </details>
  )
}

/** What else is taken back with a link; null for nothing. */
function goesWith({ id }: Share, links: readonly Share[]): string | null {
  const gone = new Set([id])
  // In the order in which they were made, so each comes after the one that it was made with.
  for (const link of links) if (link.madeWith !== null && gone.has(link.madeWith)) gone.add(link.id)
  const count = gone.size - 1
  if (count === 0) return null
  return count === 1 ? 'A link that its people made goes with it' : `${count} links that its people made go with it`
}

function rolesOf(links: readonly Share[]): string {
  return [...new Set(links.map(({ role }) => ROLE_WORDS[role]))].join(', ')
}

const MOST_NAMES = 3

function openedBy({ opened, openedBy: people }: Share): string {
  if (opened === 0) return 'Nobody has come by it yet'
  const names = people.slice(0, MOST_NAMES).map(({ name }) => name)
  const rest = opened - names.length
  if (names.length === 0) return rest === 1 ? 'Opened by somebody without a name' : `Opened by ${rest} without a name`
  return `Opened by ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}
