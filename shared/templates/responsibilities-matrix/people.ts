import { nameKey } from '../nameKey.ts'
import { oncePer } from '../oncePer.ts'
import type { ActsAs, Role } from './kinds.ts'
import type { MatrixRow } from './matrixModel.ts'

/** What somebody does in one phase. */
export interface Task {
  /** The role's card. */
  readonly id: string
  /** Null outside the table, as is `part`. */
  readonly phase: string | null
  readonly part: string | null
  readonly as: ActsAs
}

/** A person with all that they do. */
export interface PersonEntry {
  /** As it was first written. */
  readonly name: string
  readonly tasks: readonly Task[]
}

/** Whom a role names and what it is called, each as names are compared. */
export const namesOf = oncePer(({ person, role }: Role['fields']) => ({ person: nameKey(person), role: nameKey(role) }))

/** Who a role stands for: its person where one is named, else the role by its name; null where it says neither. */
export function standsFor({ fields }: Role): string | null {
  const { person, role } = namesOf(fields)
  if (person !== '') return `person ${person}`
  return role === '' ? null : `role ${role}`
}

/** Everybody who is named, in the order of the table, then those named outside of it only. */
export function listPeople(rows: readonly MatrixRow[], outside: readonly Role[]): PersonEntry[] {
  const people = new Map<string, { name: string; tasks: Task[] }>()
  const add = ({ id, fields }: Role, place: Omit<Task, 'id'>) => {
    const key = namesOf(fields).person
    if (key === '') return
    const person = people.get(key) ?? { name: fields.person, tasks: [] }
    person.tasks.push({ id, ...place })
    people.set(key, person)
  }
  const addAll = (phase: string, as: ActsAs, roles: readonly Role[]) => {
    for (const card of roles) add(card, { phase, part: card.fields.part, as })
  }
  for (const { phase, lead, support, review, other } of rows) {
    addAll(phase.id, 'lead', lead)
    addAll(phase.id, 'support', support)
    addAll(phase.id, 'review', review)
    addAll(phase.id, null, other)
  }
  for (const card of outside) add(card, { phase: null, part: null, as: null })
  return [...people.values()]
}
