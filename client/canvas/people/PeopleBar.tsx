import { Eye } from 'lucide-react'
import { useEditor, useValue } from '@tldraw/tldraw'
import type { Me } from '../../../shared/api/person.ts'
import { findDiscipline } from '../../../shared/disciplines.ts'
import type { OtherPerson } from '../../board/Presence.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { sceneOf } from '../scene.ts'
import { onePerPerson } from './onePerPerson.ts'
import { presenceUserId } from './showOthers.ts'
import { useNarrowWindow } from './useNarrowWindow.ts'
import styles from './PeopleBar.module.css'

const SHOWN = 6
/** A phone's bar has room for one face and the number of the others. */
const SHOWN_NARROW = 1

/** Who is on the board. Clicking somebody follows their view; clicking again, or moving, ends it. */
export function PeopleBar({ me, onEditMe }: { me: Me | undefined; onEditMe(): void }) {
  const editor = useEditor()
  const people = useValue('people', () => onePerPerson(sceneOf(editor).others.get(), me?.personId ?? null), [
    editor,
    me,
  ])
  const following = useValue('following', () => editor.getInstanceState().followingUserId, [editor])
  const follow = (person: OtherPerson) => {
    const userId = presenceUserId(person.clientId)
    if (following === userId) editor.stopFollowingUser()
    else editor.startFollowingUser(userId)
  }
  const count = useNarrowWindow() ? SHOWN_NARROW : SHOWN
  // A number that stands for one person takes as much room as that person.
  const shown = people.length === count + 1 ? people : people.slice(0, count)
  const rest = people.slice(shown.length)
  return (
    <div className={styles['people']} role="group" aria-label={`${people.length + 1} here now`}>
      {shown.map((other) => (
        <Person
          key={other.clientId}
          other={other}
          isFollowed={following === presenceUserId(other.clientId)}
          onFollow={() => follow(other)}
        />
      ))}
      {rest.length > 0 && (
        <MenuButton
          label={`${rest.length} more people`}
          square
          small
          entries={rest.map((other) => ({
            type: 'act',
            label: followLabel(other),
            icon: <Eye />,
            onSelect: () => follow(other),
          }))}
        >
          +{rest.length}
        </MenuButton>
      )}
      {me !== undefined && me.name !== '' && (
        <Tooltip text={`You, ${me.name}`}>
          <button type="button" className={styles['me']} aria-label={`You are ${me.name}`} onClick={onEditMe}>
            <Avatar person={me} decorative />
          </button>
        </Tooltip>
      )}
    </div>
  )
}

function Person({ other, isFollowed, onFollow }: { other: OtherPerson; isFollowed: boolean; onFollow(): void }) {
  // The name stays while pressed says which: a button that did both would read as "stop following, pressed".
  const label = followLabel(other)
  return (
    <Tooltip text={isFollowed ? `Stop following ${other.person.name}` : label}>
      <button
        type="button"
        className={styles['person']}
        aria-label={label}
        aria-pressed={isFollowed}
        onClick={onFollow}
      >
        <Avatar person={other.person} decorative />
      </button>
    </Tooltip>
  )
}

function followLabel({ person }: OtherPerson): string {
  const discipline = findDiscipline(person.discipline).title
  return discipline === '' ? `Follow ${person.name}` : `Follow ${person.name}, ${discipline}`
}
