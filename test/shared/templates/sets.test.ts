import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countReactions,
  parseReaction,
  parseReply,
  parseSignature,
  reaction,
  REACTIONS,
  replyElement,
  signature,
} from '../../../shared/templates/sets.ts'

const name = fc
  .string({ minLength: 1 })
  .map((text) => text.trim())
  .filter((text) => text !== '')
const discipline = fc.constantFrom('AI', 'product', 'data science', '')

describe('sets that say who', () => {
  it('TPL-18: a signature reads as who signed', () => {
    fc.assert(
      fc.property(name, discipline, (who, what) => {
        expect(parseSignature(signature({ name: who, discipline: what }))).toEqual({ name: who, discipline: what })
      }),
    )
    expect(parseSignature(signature({ name: 'Ada (the first)', discipline: 'AI (applied)' }))).toEqual({
      name: 'Ada (the first)',
      discipline: 'AI applied',
    })
    for (const none of ['', 'Ada', '(AI)', 'Ada(AI)', ' (AI)']) expect(parseSignature(none)).toBeNull()
  })

  it('TPL-18: a reaction reads as its symbol and person, and everybody counts once a symbol', () => {
    for (const { symbol } of REACTIONS)
      expect(parseReaction(reaction(symbol, 'p1'))).toEqual({ symbol, personId: 'p1' })
    for (const none of ['', 'yes', 'yes ', 'x p1', 'p1']) expect(parseReaction(none)).toBeNull()
    const elements = ['hooray b', 'yes a', 'yes b', 'yes a', 'x a', 'nothing']
    expect(countReactions(elements).map(({ symbol, count }) => [symbol, count])).toEqual([
      ['yes', 2],
      ['hooray', 1],
    ])
  })

  it('TPL-18: a reply reads as who said what when, and threads sort by time', () => {
    const text = fc
      .string({ minLength: 1 })
      .map((words) => words.trim())
      .filter((words) => words !== '')
    fc.assert(
      fc.property(name, discipline, text, (who, what, said) => {
        const reply = parseReply(
          replyElement({ at: '2026-03-14T09:00:00.000Z', name: who, discipline: what, text: said }),
        )
        expect(reply).toMatchObject({ at: '2026-03-14T09:00:00.000Z', text: said })
      }),
    )
    const early = replyElement({ at: '2026-03-14T09:00:00.000Z', name: 'Zoe', discipline: 'AI', text: 'First' })
    const late = replyElement({
      at: '2026-03-14T09:00:01.000Z',
      name: 'Ada',
      discipline: 'product',
      text: 'Then: (yes)',
    })
    expect([late, early].sort()).toEqual([early, late])
    expect(parseReply(late)).toEqual({
      at: '2026-03-14T09:00:01.000Z',
      name: 'Ada',
      discipline: 'product',
      text: 'Then: (yes)',
    })
    for (const none of ['', 'yesterday Ada (AI): x', '2026-03-14T09:00:00Z Ada (AI): '])
      expect(parseReply(none)).toBeNull()
  })
})
