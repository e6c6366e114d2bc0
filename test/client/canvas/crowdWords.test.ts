import { expect, it } from 'vitest'
import { crowdWords } from '../../../client/canvas/zones/crowdWords.ts'

it('UI-580: a zone says so where it has more cards than its template holds it to be good for', () => {
  expect(crowdWords(3, 3)).toBeNull()
  expect(crowdWords(4, 3)).toBe('4 here; 3 are usually enough')
  expect(crowdWords(2, 1)).toBe('2 here; one is usually enough')
})
