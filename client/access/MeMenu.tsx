import { LogIn, LogOut, UserRound } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useMe, useSignOut } from '../api/me.ts'
import { problemText } from '../api/problem.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { initials } from '../ui/initials.ts'
import { MenuButton } from '../ui/MenuButton.tsx'
import { useToast } from '../ui/Toast.tsx'
import { signOnAddress } from './signOnAddress.ts'

const PersonDialog = lazy(() => import('./PersonDialog.tsx'))

/** Who I am here, with a way to change it and, where one signs in, to sign out. */
export function MeMenu() {
  const { data: me } = useMe()
  const signOut = useSignOut()
  const toast = useToast()
  const [editing, setEditing] = useState(false)
  if (me === undefined) return null
  const named = me.name !== ''
  const edit = {
    type: 'act' as const,
    label: named ? 'Your name and discipline' : 'Say who you are',
    icon: <UserRound />,
    onSelect: () => setEditing(true),
  }
  const leave = {
    type: 'act' as const,
    label: 'Sign out',
    icon: <LogOut />,
    onSelect: () => signOut.mutate(undefined, { onError: (error) => toast({ text: problemText(error) }) }),
  }
  // Who came by a link may be of the organisation as well.
  const { signOnAt } = me
  const enter = signOnAt !== null &&
    me.role === 'guest' && {
      type: 'act' as const,
      label: `Sign in with ${signOnAt}`,
      icon: <LogIn />,
      onSelect: () => location.assign(signOnAddress()),
    }
  return (
    <>
      <MenuButton
        label={named ? `You are ${me.name} (${initials(me.name)})` : 'Say who you are'}
        square
        entries={[edit, ...(enter ? [enter] : []), ...(me.authRequired && me.signedIn ? [leave] : [])]}
      >
        {named ? <Avatar person={me} decorative /> : <UserRound aria-hidden />}
      </MenuButton>
      {editing && (
        <Suspense>
          <PersonDialog
            me={me}
            submitLabel="Save"
            onCancel={() => setEditing(false)}
            onDone={() => setEditing(false)}
          />
        </Suspense>
      )}
    </>
  )
}
