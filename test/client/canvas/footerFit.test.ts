import { describe, expect, it } from 'vitest'
import { ZONE_PADDING } from '../../../shared/board/layout.ts'
import { templates } from '../../../shared/templates/index.ts'
import { textWidth } from '../../../shared/templates/textWidth.ts'
import { footerFit, type FooterFit } from '../../../client/canvas/zones/footerFit.ts'

/** What the buttons take at the largest size, by the measures of the stylesheet. */
function widthOf(titles: readonly string[], { show, most }: FooterFit): number {
  const words = titles.reduce((sum, title) => sum + textWidth(title, most, 'medium'), 0)
  const each = {
    all: 2 + 12 + (1.5 + 2 * 1.1) * most,
    words: 2 + 1.5 * most,
    marks: 2 + (1.5 + 1.1) * most,
    one: 0,
    none: 0,
  }
  return (show === 'marks' ? 0 : words) + titles.length * each[show] + 8 * (titles.length - 1)
}

describe('the buttons at the foot of a zone', () => {
  it('UI-540: they fit into the zone however narrow it is, with words as long as these can be read', () => {
    for (const { id, zones, kinds } of templates) {
      for (const { accepts, box } of zones) {
        const titles = accepts.flatMap((kind) => kinds.find((known) => known.id === kind)?.title ?? [])
        for (const width of [272, box.w / 2, box.w, box.w * 3]) {
          for (const isFar of [false, true]) {
            const fit = footerFit(titles, width, isFar, 0)
            expect(widthOf(titles, fit), `${id} ${width}`).toBeLessThanOrEqual(width - 2 * ZONE_PADDING + 0.01)
          }
        }
      }
    }
  })

  it('UI-540: what does not fit with its words is told by its marks', () => {
    const kinds = ['Insight', 'Quote', 'Chart', 'Surprise', 'Failure', 'Thanks', 'Fix']
    expect(footerFit(kinds, 1072, false, 0).show).toBe('all')
    expect(footerFit(kinds, 1072, true, 0).show).toBe('words')
    expect(footerFit(kinds, 560, false, 0).show).toBe('words')
    expect(footerFit(kinds, 560, true, 0).show).toBe('marks')
    expect(footerFit(['Metric'], 272, true, 0).show).toBe('all')
  })

  it('UI-652: for a finger none is narrower than it needs, and where they have no room one leads to where they do', () => {
    const kinds = ['Insight', 'Quote', 'Chart', 'Surprise', 'Failure', 'Thanks', 'Fix']
    for (const width of [320, 560, 1072]) {
      for (const touch of [40, 60, 100, 140]) {
        const fit = footerFit(kinds, width, touch > 70, touch)
        if (fit.show === 'one') {
          expect(7 * touch + 6 * 8 + 7 * 2, `${width} ${touch}`).toBeGreaterThan(width - 2 * ZONE_PADDING)
          continue
        }
        const each = kinds.map((title) => {
          const words = fit.show === 'marks' ? 1.1 : textWidth(title, 1, 'medium') + (fit.show === 'all' ? 2.2 : 0)
          return Math.max(touch, (words + 1.5) * fit.most + (fit.show === 'all' ? 12 : 0)) + 2
        })
        const whole = each.reduce((sum, one) => sum + one, 0) + 6 * 8
        expect(whole, `${width} ${touch} ${fit.show}`).toBeLessThanOrEqual(width - 2 * ZONE_PADDING + 0.01)
      }
    }
    expect(footerFit(kinds, 1072, true, 100).show).toBe('words')
    expect(footerFit(kinds, 560, true, 100).show).toBe('one')
    expect(footerFit(['Metric'], 320, true, 140).show).not.toBe('one')
    expect(footerFit(['Metric'], 320, true, 150).show).toBe('one')
    expect(footerFit(['Metric'], 320, true, 250).show).toBe('none')
    expect(footerFit(['Metric'], 120, true, 100).show).toBe('none')
  })
})
