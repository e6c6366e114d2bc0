import { describe, expect, it } from 'vitest'
import {
  filterParts,
  fitsFilter,
  KIND_PART,
  NO_FILTER,
  toggled,
  type CardFilter,
} from '../../../client/canvas/filter/cardFilter.ts'
import { parseFilter } from '../../../client/canvas/filter/keepFilter.ts'
import type { CardProps } from '../../../shared/board/schema.ts'

const card = (kind: string, fields: CardProps['fields'] = {}, template = 'aha-wall'): CardProps => ({
  w: 240,
  h: 100,
  template,
  kind,
  fields,
})
const chosen = (part: string, ...keys: string[]): CardFilter => ({ ...NO_FILTER, chosen: { [part]: keys } })
const days = (from: string | null, to: string | null): CardFilter => ({ ...NO_FILTER, span: { from, to } })

describe('what fits a filter', () => {
  it('UI-564: a card fits by kind, discipline, tag and author, without regard to case', () => {
    const post = card('quote', { discipline: 'ai', tags: ['Cold start'], author: ' Mira ' })
    expect(fitsFilter(chosen(KIND_PART, 'aha-wall/quote'), post)).toBe(true)
    expect(fitsFilter(chosen(KIND_PART, 'aha-wall/fix'), post)).toBe(false)
    expect(fitsFilter(chosen('tags', 'cold start', 'words'), post)).toBe(true)
    expect(fitsFilter(chosen('author', 'mira'), post)).toBe(true)
    expect(fitsFilter(chosen('author', 'ada'), post)).toBe(false)
    expect(fitsFilter(toggled(chosen('author', 'mira'), 'tags', 'words'), post)).toBe(false)
    expect(fitsFilter(chosen('author', 'mira'), card('kind-of-tomorrow'))).toBe(false)
  })

  it('UI-564: a card fits a span by the first of its days that is filled, and without one fits none', () => {
    const post = card('quote', { postedOn: '2026-03-08', happenedOn: '2026-01-01' })
    expect(fitsFilter(days('2026-03-08', '2026-03-08'), post)).toBe(true)
    expect(fitsFilter(days(null, '2026-03-07'), post)).toBe(false)
    expect(fitsFilter(days(null, '2026-03-07'), card('quote', { happenedOn: '2026-01-01' }))).toBe(true)
    expect(fitsFilter(days('2026-01-01', null), card('quote'))).toBe(false)
  })

  it('UI-564: without a filter, and for templates without filters, nothing is told apart', () => {
    expect(fitsFilter(NO_FILTER, card('quote'))).toBeNull()
    expect(fitsFilter(chosen('author', 'mira'), card('intent', {}, 'blank'))).toBeNull()
    expect(toggled(chosen('author', 'mira'), 'author', 'mira')).toEqual(NO_FILTER)
  })

  it('UI-564: what is offered is what the cards have, the most frequent first', () => {
    const { parts, hasDays } = filterParts([
      card('quote', { tags: ['a', 'B'] }),
      card('fix', { tags: ['b'], author: 'Mira' }),
      card('fix'),
      card('intent', {}, 'blank'),
    ])
    expect(hasDays).toBe(true)
    expect(parts.map(({ title, values }) => [title, values.map((value) => `${value.title} ${value.count}`)])).toEqual([
      ['Kind', ['Fix 2', 'Quote 1']],
      ['Discipline', []],
      ['Tags', ['B 2', 'a 1']],
      ['Author', ['Mira 1']],
    ])
  })

  it('UI-565: what was kept comes back, and what is no filter is none', () => {
    const filter = { chosen: { tags: ['b'] }, span: { from: '2026-03-08', to: null } }
    expect(parseFilter(JSON.parse(JSON.stringify(filter)))).toEqual(filter)
    for (const kept of [null, 3, {}, { chosen: { tags: [3], author: [] }, span: { from: 'x' } }, { chosen: null }]) {
      expect(parseFilter(kept)).toEqual(NO_FILTER)
    }
  })
})
