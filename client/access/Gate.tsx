import { useState, type ReactNode } from 'react'
import { useMe } from '../api/me.ts'
import { problemText } from '../api/problem.ts'
import { ServerAway } from '../app/ServerAway.tsx'
import { Waiting } from '../app/Waiting.tsx'
import { SignInPage } from './SignInPage.tsx'
import { useSignOnRenewal } from './useSignOnRenewal.ts'

/**
 * Lets in who may come in. The server checks every request itself; this only chooses the page to show.
 *
 * @param offline lets the page stand without the server too, because it keeps what it needs on this device; and once it
 * has stood, without the right as well, because it may hold what was not sent.
 */
export function Gate({ offline = false, children }: { offline?: boolean; children: ReactNode }) {
  const me = useMe()
  useSignOnRenewal(me.data)
  const [wasLetIn, setLetIn] = useState(false)
  const isLetIn = me.data !== undefined && me.data.role !== 'none'
  if (isLetIn && !wasLetIn) setLetIn(true)
  if (isLetIn || (offline && wasLetIn)) return children
  if (me.data !== undefined) return <SignInPage signOnAt={me.data.signOnAt} />
  if (me.error === null) return <Waiting />
  return offline ? children : <ServerAway message={problemText(me.error)} retry={() => void me.refetch()} />
}
