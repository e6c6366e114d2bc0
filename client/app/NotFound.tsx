import { useEffect, type ReactNode } from 'react'
import { Link } from 'wouter'
import { signOnAddress } from '../access/signOnAddress.ts'
import { useMe } from '../api/me.ts'
import { buttonClass } from '../ui/Button.tsx'
import { FullPage } from './FullPage.tsx'
import { PageHeading } from './PageHeading.tsx'
import { Shell } from './Shell.tsx'

interface NotFoundProps {
  title: string
  children: string
  /** Where to go instead; to all boards unless said otherwise. */
  leadsTo?: { href: string; label: string }
  /** What else can be done. */
  acts?: ReactNode
}

/** A page for an address behind which there is nothing. */
export function NotFound({ title, children, leadsTo = { href: '/', label: 'All boards' }, acts }: NotFoundProps) {
  return (
    <Shell>
      <FullPage
        inShell
        heading={<PageHeading title={title} />}
        acts={
          <>
            <Link href={leadsTo.href} className={buttonClass('primary')}>
              {leadsTo.label}
            </Link>
            {acts}
          </>
        }
      >
        <p>{children}</p>
      </FullPage>
    </Shell>
  )
}

/** For an address that this product does not have. */
export function PageNotFound() {
  return (
    <NotFound title="There is nothing here">
      This address leads to no page. It may have been cut short on its way to you.
    </NotFound>
  )
}

/** For `/join/<token>` of a link that lets nobody in any more; one that does leads on to its board. */
export function LinkExpired() {
  return (
    <NotFound title="This link is not good any more">
      It was taken back, or its address was cut short on its way to you. Ask whoever sent it for a new one.
    </NotFound>
  )
}

/** For `/b/<id>` of a board that exists but is not shared, or no longer, with whoever is here. */
export function BoardNotShared({ acts }: { acts?: ReactNode }) {
  const { data: me, refetch } = useMe()
  // What was known of me may be what has just ended.
  useEffect(() => void refetch(), [refetch])
  const signOnAt = me?.role === 'none' || me?.role === 'guest' ? me.signOnAt : null
  const signOn = signOnAt !== null && (
    <a className={buttonClass()} href={signOnAddress()}>
      Sign in with {signOnAt}
    </a>
  )
  return (
    <NotFound
      title="This board is not shared with you"
      acts={
        <>
          {signOn}
          {acts}
        </>
      }
    >
      {signOnAt !== null
        ? 'Your sign-in may be over, or your link to it may have ended or been taken back.'
        : me?.role === 'member'
          ? 'Whoever owns it may have hidden it. Ask them for a link, and open that once in this browser.'
          : 'Your link to it may have ended or been taken back. Ask whoever invited you for a new one, and open that once in this browser.'}
    </NotFound>
  )
}

/** For `/b/<id>` of a board that does not exist or was deleted for good. */
export function BoardNotFound() {
  return (
    <NotFound title="This board is not here">
      It may have been deleted, or its address was cut short on its way to you. Decisions recorded on it are kept under
      Records.
    </NotFound>
  )
}
