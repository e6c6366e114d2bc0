import { describe, expect, it } from 'vitest'
import type { OtherPerson } from '../../../client/board/Presence.ts'
import { onePerPerson } from '../../../client/canvas/people/onePerPerson.ts'
import { writersOf } from '../../../client/canvas/people/showOthers.ts'

const other = (clientId: number, id: string, name: string, editing: string | null = null): OtherPerson => ({
  clientId,
  person: { id, name, discipline: 'ai', role: 'editor' },
  cursor: null,
  page: null,
  selection: [],
  viewport: null,
  editing,
})
const all = (...others: OtherPerson[]) => new Map(others.map((person) => [person.clientId, person]))

describe('who is shown', () => {
  it('UI-37: everybody once, in a steady order, without oneself and those who have not said who they are', () => {
    const people = all(
      other(9, 'p2', 'Ben'),
      other(3, 'p1', 'Ada'),
      other(2, 'p2', 'Ben'),
      other(4, 'p3', ''),
      other(5, 'me', 'Me'),
    )
    expect(onePerPerson(people, 'me').map(({ clientId }) => clientId)).toEqual([3, 2])
  })

  it('UI-32: who writes in a shape is named once, whatever tabs they have', () => {
    const writers = writersOf(
      all(
        other(1, 'a', 'Ada', 'shape:x'),
        other(2, 'a', 'Ada', 'shape:x'),
        other(3, 'b', '', 'shape:x'),
        other(4, 'c', 'Cy'),
      ),
    )
    expect([...writers]).toEqual([['shape:x', ['Ada', 'Somebody']]])
  })
})
