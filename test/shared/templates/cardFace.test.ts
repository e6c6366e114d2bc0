import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CARD_FACE, cardFace, leadLines } from '../../../shared/templates/cardFace.ts'
import { estimateCardHeight } from '../../../shared/templates/cardHeight.ts'
import { cardName, cardTitle, firstWords } from '../../../shared/templates/cardTitle.ts'
import { intent, painPoint, verdict } from '../../../shared/templates/discovery-map/kinds.ts'
import { textWidth } from '../../../shared/templates/textWidth.ts'
import { wrapText } from '../../../shared/templates/wrapText.ts'
import { seeded } from '../../support/seeded.ts'

describe('the name of a card', () => {
  it('TPL-13: is its kind and its first words', () => {
    expect(cardName(painPoint, { whatHurts: ' The page\n jumps ' })).toBe('Pain point: The page jumps')
    expect(cardName(painPoint, {})).toBe('Pain point: empty')
    expect(cardName(undefined, { b: 'second', a: 'first' })).toBe('Card: first')
  })

  it('TPL-13: falls back on what else the card says', () => {
    expect(cardTitle(painPoint, { severity: 4, who: 'Shoppers' })).toBe('Shoppers')
    expect(cardTitle(verdict, { answer: 'not-known' })).toBe('Not known yet')
    expect(cardTitle(painPoint, {})).toBe('Empty pain point')
    expect(cardTitle(undefined, { n: 1 })).toBe('A card that a newer version made')
  })

  it('TPL-13: is cut at the end of a word, never inside a character', () => {
    expect(firstWords('one two three', 10)).toBe('one two…')
    expect(firstWords('onetwothree', 10)).toBe('onetwothr…')
    expect(firstWords('😀😀😀😀😀', 4)).toBe('😀…')
    expect(firstWords('exactly 10', 10)).toBe('exactly 10')
  })
})

describe('the face of a card', () => {
  it('TPL-14: shows the lead and the other filled fields in the order of the kind', () => {
    expect(
      cardFace(painPoint, { severity: 9, example: 'Monday', who: 'Shoppers', whatHurts: 'Slow', odd: 'x' }),
    ).toEqual({
      lead: 'Slow',
      details: [
        { field: 'who', title: 'Who', text: 'Shoppers' },
        { field: 'example', title: 'Example', text: 'Monday' },
      ],
      image: null,
    })
    expect(cardFace(undefined, { any: 'thing' })).toEqual({ lead: '', details: [], image: null })
  })

  it('TPL-15: grows with what is in it, on the grid, and no further than its limits', () => {
    const empty = estimateCardHeight(painPoint, {})
    const one = estimateCardHeight(painPoint, { whatHurts: 'Slow' })
    const two = estimateCardHeight(painPoint, { whatHurts: 'Slow '.repeat(12) })
    const more = estimateCardHeight(painPoint, { whatHurts: 'Slow '.repeat(12), who: 'Shoppers' })
    const huge = estimateCardHeight(painPoint, { whatHurts: 'x'.repeat(10_000) })
    expect(one).toBe(CARD_FACE.minHeight)
    expect(empty).toBe(one)
    expect(estimateCardHeight(intent, {}), 'its question takes two lines').toBe(one + CARD_FACE.leadLineHeight)
    expect(two).toBeGreaterThan(one)
    expect(more).toBe(two + CARD_FACE.detailsGap + CARD_FACE.detailLineHeight)
    expect(huge - one).toBe((CARD_FACE.leadLines - 1) * CARD_FACE.leadLineHeight)
    for (const height of [empty, one, two, more, huge]) expect(height % 4).toBe(0)
    expect(estimateCardHeight(undefined, { any: 'thing' })).toBe(one + CARD_FACE.leadLineHeight)
  })

  it('TPL-15: a long lead ends in an ellipsis on its last line', () => {
    const lines = leadLines('many words '.repeat(500))
    expect(lines).toHaveLength(CARD_FACE.leadLines)
    expect(lines.at(-1)).toMatch(/…$/u)
  })
})

describe('wrapping', () => {
  it('TPL-16: breaks at spaces and line breaks, and inside a word only where it must', () => {
    expect(wrapText('one two three', 60, 16, 'regular', 9)).toEqual(['one two', 'three'])
    expect(wrapText('one\n\ntwo', 60, 16, 'regular', 9)).toEqual(['one', '', 'two'])
    expect(wrapText('', 60, 16, 'regular', 9)).toEqual([''])
    expect(wrapText('abcdefghijklmnop', 60, 16, 'regular', 9).join('')).toBe('abcdefghijklmnop')
  })

  it('TPL-16: every line fits and every letter is kept, whatever the text', () => {
    const width = 216
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const lines = wrapText(text, width, 16, 'medium', 1_000)
        for (const line of lines) expect(textWidth(line, 16, 'medium')).toBeLessThanOrEqual(width)
        expect(lines.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''))
      }),
      seeded('wrapping'),
    )
  })
})
