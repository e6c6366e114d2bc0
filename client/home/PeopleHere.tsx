import type { Person } from '../../shared/api/person.ts'
import type { Side } from '../../shared/templates/kind.ts'
import { findDiscipline } from '../../shared/disciplines.ts'
import { Avatar } from '../ui/Avatar.tsx'
import styles from './PeopleHere.module.css'

const SIDES: readonly Side[] = ['product', 'between', 'ai']
const SHOWN_PER_SIDE = 2

/** Who is on a board now: product at the left edge, AI at the right, and between them who works with both. */
export function PeopleHere({ people }: { people: readonly Person[] }) {
  if (people.length === 0) return null
  return (
    <div className={styles['here']} role="group" aria-label={`${people.length} here now`}>
      {SIDES.map((side) => (
        <PeopleOfSide key={side} people={people.filter((person) => findDiscipline(person.discipline).side === side)} />
      ))}
    </div>
  )
}

function PeopleOfSide({ people }: { people: readonly Person[] }) {
  const more = people.length - SHOWN_PER_SIDE
  return (
    <span className={styles['side']}>
      {people.slice(0, SHOWN_PER_SIDE).map((person, i) => (
        <Avatar key={`${i} ${person.name}`} person={person} size={24} />
      ))}
      {more > 0 && <span className={styles['more']}>+{more}</span>}
    </span>
  )
}
