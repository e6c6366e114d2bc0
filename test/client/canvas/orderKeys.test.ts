import fc from 'fast-check'
import { getIndicesBetween, type IndexKey } from '@tldraw/utils'
import { describe, expect, it } from 'vitest'
import { byOrder } from '../../../shared/board/layout.ts'
import { keysAt, type MakeKeys } from '../../../client/canvas/zones/orderKeys.ts'

const makeKeys: MakeKeys = (below, above, count) =>
  getIndicesBetween(below as IndexKey | null, above as IndexKey | null, count)

const cards = (...keys: string[]) => keys.map((index, at) => ({ id: `shape:${at}`, index }))

describe('order keys of dropped cards', () => {
  it('UI-50: puts a card between its new neighbours', () => {
    const others = cards('a1', 'a2', 'a3')
    const [key = ''] = keysAt(others, 1, [{ id: 'shape:moved', index: 'a9' }], makeKeys) ?? []
    expect('a1' < key && key < 'a2').toBe(true)
  })

  it('UI-50: writes nothing where the order stays as it is', () => {
    expect(keysAt(cards('a1', 'a3'), 1, [{ id: 'shape:moved', index: 'a2' }], makeKeys)).toBeNull()
    expect(keysAt([], 0, [{ id: 'shape:moved', index: 'a2' }], makeKeys)).toBeNull()
  })

  it('UI-50: comes after all who hold the same key, since nothing fits between equals', () => {
    const [key = ''] = keysAt(cards('a1', 'a1', 'a2'), 1, [{ id: 'shape:moved', index: 'a0' }], makeKeys) ?? []
    expect('a1' < key && key < 'a2').toBe(true)
  })

  it('UI-50: keeps several cards in their order, whatever keys the others have', () => {
    const key = fc.constantFrom('a1', 'a2', 'a3', 'a4', 'a5', 'a6')
    fc.assert(
      fc.property(fc.array(key, { maxLength: 8 }), fc.nat(8), fc.integer({ min: 1, max: 4 }), (keys, at, count) => {
        const others = cards(...keys).sort(byOrder)
        const place = Math.min(at, others.length)
        const moved = Array.from({ length: count }, (_, n) => ({ id: `shape:moved${n}`, index: 'Zz' }))
        const made = keysAt(others, place, moved, makeKeys)
        if (made === null) return
        expect(made).toHaveLength(count)
        expect([...made].sort()).toEqual(made)
        const [first = ''] = made
        const below = others[place - 1]
        if (below !== undefined) expect(first > below.index).toBe(true)
      }),
    )
  })
})
