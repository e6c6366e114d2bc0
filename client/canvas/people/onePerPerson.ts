import type { OtherPerson } from '../../board/Presence.ts'

/**
 * Everybody else once, however many tabs they have open, in an order that does not change while they move. One's own
 * other tabs, by one's person id, are nobody else.
 */
export function onePerPerson(others: ReadonlyMap<number, OtherPerson>, ownId: string | null): OtherPerson[] {
  const people = new Map<string, OtherPerson>()
  for (const other of others.values()) {
    // Who has not said who they are yet is not shown: a nameless shape helps nobody.
    if (other.person.name === '' || other.person.id === ownId) continue
    const known = people.get(other.person.id)
    if (known === undefined || other.clientId < known.clientId) people.set(other.person.id, other)
  }
  return [...people.values()].sort((a, b) =>
    a.person.name === b.person.name ? a.clientId - b.clientId : a.person.name < b.person.name ? -1 : 1,
  )
}
