import { nameKey } from '../nameKey.ts'
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

/** Who a role stands for: its person where one is named, else the role by its name; null where it says neither. */
export function standsFor({ fields }: Role): string | null {
  const person = nameKey(fields.person)
  if (person !== '') return `person ${person}`
  const name = nameKey(fields.role)
  return name === '' ? null : `role ${name}`
}

/** Everybody who is named, in the order of the table, then those named outside of it only. */
export function listPeople(rows: readonly MatrixRow[], outside: readonly Role[]): PersonEntry[] {
  const people = new Map<string, { name: string; tasks: Task[] }>()
  const add = ({ id, fields }: Role, place: Omit<Task, 'id'>) => {
    const key = nameKey(fields.person)
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
