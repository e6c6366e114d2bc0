import type { Session } from '../../shared/api/workspace.ts'
import { findDiscipline } from '../../shared/disciplines.ts'
import { problemText } from '../api/problem.ts'
import { useSessions, useWorkspaceActions } from '../api/workspace.ts'
import { LoadMore } from '../list/LoadMore.tsx'
import { longDay } from '../time/longDay.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useToast } from '../ui/Toast.tsx'
import styles from './WorkspacePage.module.css'

/** Everybody who is known here by a browser, what they may do, and a way to sign them out. */
export function Sessions() {
  const list = useSessions()
  const { endSession } = useWorkspaceActions()
  const toast = useToast()
  if (list.error !== null) return <Notice urgent>{problemText(list.error)}</Notice>
  const sessions = list.data?.pages.flatMap((page) => page.items)
  if (sessions === undefined) return null
  if (sessions.length === 0) return <p className={styles['nothing']}>Nobody has come yet.</p>
  const end = ({ personId, name }: Session) =>
    endSession.mutate(personId, {
      onSuccess: () => toast({ text: `${name === '' ? 'That browser' : name} is signed out.` }),
      onError: (error) => toast({ text: problemText(error) }),
    })
  return (
    <>
      <ul className={styles['list']}>
        {sessions.map((session) => (
          <li key={session.personId} className={styles['item']}>
            <div>
              <span className={styles['strong']}>{session.name === '' ? 'No name given' : session.name}</span>
              {session.isMine && <span className={styles['quiet']}> you</span>}
              <div className={styles['quiet']}>
                {session.discipline !== '' && `${findDiscipline(session.discipline).title} · `}
                {rightsOf(session)} · {session.browsers > 1 && `${session.browsers} browsers · `}last here on{' '}
                {longDay(session.seenAt)}
              </div>
            </div>
            {!session.isMine && (
              <Button small busy={endSession.isPending} onClick={() => end(session)}>
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      <LoadMore query={list} label="More people" />
    </>
  )
}

function rightsOf({ isOwner, isMember, email, boards }: Session): string {
  const who = email === null ? '' : ` as ${email}`
  if (isOwner) return who === '' ? 'signed in with the key' : `owner, signed on${who}`
  if (isMember) return `signed on${who}`
  if (email !== null) return `was signed on${who}`
  if (boards === 0) return 'no right by a link'
  return boards === 1 ? 'a link to one board' : `links to ${boards} boards`
}
