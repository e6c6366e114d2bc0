import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageOf, type Place } from '../../../server/http/paging.ts'
import { seeded } from '../../support/seeded.ts'

const place = fc.record({ rank: fc.integer({ min: 0, max: 20 }), id: fc.string({ minLength: 1, maxLength: 3 }) })
const places = fc.uniqueArray(place, { selector: ({ id }) => id, maxLength: 60 })

describe('pages of a list', () => {
  it('API-501: whoever pages through meets every item that stays where it is once, in order, whatever comes and goes', () => {
    fc.assert(
      fc.property(
        places,
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.record({ added: place, removed: fc.nat(59) }), { maxLength: 20 }),
        (first, limit, changes) => {
          let items: Place[] = first
          const stayed = new Set(first.map(({ id }) => id))
          const met: Place[] = []
          let cursor: string | undefined
          for (let turn = 0; ; turn += 1) {
            const page = pageOf(items, (item) => item, { cursor, limit })
            expect(page.items.length).toBeLessThanOrEqual(limit)
            met.push(...page.items)
            if (page.next === null) break
            cursor = page.next
            const change = changes[turn]
            if (!change) continue
            const removed = items[change.removed]
            if (removed) stayed.delete(removed.id)
            items = items.filter((item) => item !== removed)
            if (!items.some(({ id }) => id === change.added.id)) items = [...items, change.added]
          }
          const ids = met.filter(({ id }) => stayed.has(id)).map(({ id }) => id)
          const inOrder = first
            .filter(({ id }) => stayed.has(id))
            .sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1))
            .map(({ id }) => id)
          expect(ids).toEqual(inOrder)
        },
      ),
      seeded('paging'),
    )
  })
})
