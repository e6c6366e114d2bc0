import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { smallestSplice, spliceText } from '../../../shared/board/textSplice.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀', '😁', 'é') })

it('DOC-6: a splice leads from one text to the other and never parts a surrogate pair', () => {
  fc.assert(
    fc.property(text, text, fc.nat(), (before, after, pick) => {
      const splice = smallestSplice(before, after, pick % (after.length + 1))
      if (splice === null) {
        expect(after).toBe(before)
        return
      }
      const { at, removed, inserted } = splice
      expect(before.slice(0, at) + inserted + before.slice(at + removed)).toBe(after)
      expect(inserted.isWellFormed()).toBe(true)
      expect(before.slice(at, at + removed).isWellFormed()).toBe(true)
    }),
  )
})

it('DOC-6: a text that ends in half a pair removes nothing that is not there', () => {
  expect(smallestSplice('', 'a\ud83d')).toEqual({ at: 0, removed: 0, inserted: 'a\ufffd' })
  expect(smallestSplice('a', 'a\ud83d')).toEqual({ at: 1, removed: 0, inserted: '\ufffd' })
  expect(smallestSplice('a\ud83d', 'a')).toEqual({ at: 1, removed: 1, inserted: '' })
})

it('DOC-7: of equal letters the one before the caret was typed', () => {
  expect(smallestSplice('aaa', 'aaaa', 1)).toEqual({ at: 0, removed: 0, inserted: 'a' })
  expect(smallestSplice('aaa', 'aaaa', 3)).toEqual({ at: 2, removed: 0, inserted: 'a' })
})

it('DOC-8: two people who change one text at once both keep what they wrote', () => {
  const a = new Y.Doc()
  a.getText('t').insert(0, 'we believe it helps')
  const b = new Y.Doc()
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  spliceText(a.getText('t'), 'we firmly believe it helps')
  spliceText(b.getText('t'), 'we believe it helps buyers')
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
  expect(a.getText('t').toString()).toBe('we firmly believe it helps buyers')
})
