import type { ReactNode } from 'react'
import { useMe } from '../api/me.ts'
import { problemText } from '../api/problem.ts'
import { ServerAway } from '../app/ServerAway.tsx'
import { Waiting } from '../app/Waiting.tsx'
import { SignInPage } from './SignInPage.tsx'

/**
 * Lets in who may come in. The server checks every request itself; this only chooses the page to show.
 *
 * @param offline lets the page stand without the server too, because it keeps what it needs on this device.
 */
export function Gate({ offline = false, children }: { offline?: boolean; children: ReactNode }) {
  const me = useMe()
  if (me.data !== undefined) return me.data.role === 'none' ? <SignInPage /> : children
  if (me.error === null) return <Waiting />
  return offline ? children : <ServerAway message={problemText(me.error)} retry={() => void me.refetch()} />
}
