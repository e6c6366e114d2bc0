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
            const fit = footerFit(titles, width, isFar)
            expect(widthOf(titles, fit), `${id} ${width}`).toBeLessThanOrEqual(width - 2 * ZONE_PADDING + 0.01)
          }
        }
      }
    }
  })

  it('UI-540: what does not fit with its words is told by its marks', () => {
    const kinds = ['Insight', 'Quote', 'Chart', 'Surprise', 'Failure', 'Thanks', 'Fix']
    expect(footerFit(kinds, 1072, false).show).toBe('all')
    expect(footerFit(kinds, 1072, true).show).toBe('words')
    expect(footerFit(kinds, 560, false).show).toBe('words')
    expect(footerFit(kinds, 560, true).show).toBe('marks')
    expect(footerFit(['Metric'], 272, true).show).toBe('all')
  })
})
