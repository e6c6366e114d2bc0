import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initials } from '../../../client/ui/initials.ts'

describe('initials', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['ada', 'A'],
    ['  Juan  Carlos   de la Vega ', 'JV'],
    ['Åsa Öberg', 'ÅÖ'],
    ['李 明', '李明'],
    ['“Nick”', 'N'],
    ['R2 D2', 'RD'],
    ['', '?'],
    ['…', '?'],
  ])('UI-4: "%s" gives "%s"', (name, letters) => {
    expect(initials(name)).toBe(letters)
  })

  it('UI-4: whatever the name, there is something to show and it is short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const letters = initials(name)
        expect(letters).not.toBe('')
        expect(letters.length).toBeLessThan(40)
      }),
    )
  })
})
