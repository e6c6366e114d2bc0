import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CARD_WIDTH, ZONE_FOOTER, ZONE_HEADER, type LaidOutCard } from '../../../shared/board/layout.ts'
import { layOutZone } from '../../../shared/board/layOutZone.ts'
import { cellAt, cellFields, tableOf } from '../../../shared/board/tableLayout.ts'
import type { TableLayout } from '../../../shared/templates/template.ts'

const table: TableLayout = {
  type: 'table',
  rows: { kind: 'phase', field: 'phase' },
  columns: { kind: 'part', field: 'part' },
  beside: { kind: 'hand-off', title: 'Hand-off' },
}

function card(id: string, kind: string, index: string, fields: LaidOutCard['fields'] = {}, h = 80): LaidOutCard {
  return { id, kind, index, fields, h, w: CARD_WIDTH }
}

const anyCards = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom(...Array.from({ length: 20 }, (_, at) => `card${at}`)),
      kind: fc.constantFrom('phase', 'part', 'role', 'hand-off', 'stranger'),
      index: fc.constantFrom('a1', 'a2', 'a3'),
      h: fc.integer({ min: 40, max: 400 }),
      phase: fc.constantFrom('card0', 'card1', 'card2', 'card99', null, 7),
      part: fc.constantFrom('card3', 'card4', 'card0', 'gone', null),
    }),
    { selector: ({ id }) => id },
  )
  .map((all) => all.map(({ id, kind, index, h, phase, part }) => card(id, kind, index, { phase, part }, h)))

describe('layout of a table', () => {
  it('LAY-7: every card has one place, none overlap, and the zone has room for all of them', () => {
    fc.assert(
      fc.property(anyCards, (cards) => {
        const { positions, width, height } = layOutZone(table, 100, cards)
        expect(positions.map(({ id }) => id).sort()).toEqual(cards.map(({ id }) => id).sort())
        const boxes = positions.map((at) => ({ ...at, h: cards.find(({ id }) => id === at.id)?.h ?? 0 }))
        for (const [place, box] of boxes.entries()) {
          expect(box.y).toBeGreaterThanOrEqual(ZONE_HEADER)
          expect(box.y + box.h + ZONE_FOOTER).toBeLessThanOrEqual(height)
          expect(box.x + CARD_WIDTH).toBeLessThanOrEqual(width)
          for (const other of boxes.slice(place + 1)) {
            const apart =
              Math.abs(box.x - other.x) >= CARD_WIDTH || box.y + box.h <= other.y || other.y + other.h <= box.y
            expect(apart).toBe(true)
          }
        }
      }),
    )
  })

  it('LAY-7: it depends on the cards alone, not on the order they are listed in', () => {
    fc.assert(
      fc.property(anyCards, (cards) => {
        expect(layOutZone(table, 100, cards.toReversed())).toEqual(layOutZone(table, 900, cards))
      }),
    )
  })

  it('LAY-7: cards of a cell stand in their row, under their column, in their order; others below the table', () => {
    const cards = [
      card('build', 'phase', 'a2'),
      card('discovery', 'phase', 'a1', {}, 200),
      card('lead', 'part', 'a1'),
      card('review', 'part', 'a2'),
      card('second', 'role', 'a5', { phase: 'discovery', part: 'lead' }),
      card('first', 'role', 'a4', { phase: 'discovery', part: 'lead' }),
      card('qa', 'role', 'a4', { phase: 'build', part: 'review' }),
      card('notes', 'hand-off', 'a4', { phase: 'discovery' }),
      card('lost', 'role', 'a4', { phase: 'gone', part: 'lead' }),
    ]
    const { positions, cellOf, grid } = tableOf(table, cards)
    const at = Object.fromEntries(positions.map(({ id, x, y }) => [id, { x, y }]))
    expect(at['first']).toEqual({ x: at['lead']?.x, y: at['discovery']?.y })
    expect(at['second']?.y).toBeGreaterThan(at['first']?.y ?? 0)
    expect(at['qa']).toEqual({ x: at['review']?.x, y: at['build']?.y })
    expect(at['notes']?.x).toBeGreaterThan(at['review']?.x ?? 0)
    expect(at['build']?.y).toBeGreaterThanOrEqual((at['discovery']?.y ?? 0) + 200)
    expect(at['lost']?.y).toBeGreaterThanOrEqual(grid.foot)
    expect(cellOf.get('qa')).toEqual({ row: 'build', column: 'review' })
    expect(cellOf.has('lost')).toBe(false)
  })

  it('LAY-7: a point is in the cell it lies in, or the nearest one, and the cell’s fields lead back to it', () => {
    const heads = [
      card('r1', 'phase', 'a1', {}, 100),
      card('r2', 'phase', 'a2', {}, 100),
      card('c1', 'part', 'a1'),
      card('c2', 'part', 'a2'),
    ]
    const { grid } = tableOf(table, heads)
    const [, second] = grid.rows
    const [one, two, beside] = grid.columns
    expect(cellAt(table, grid, 'role', { x: (two?.x ?? 0) + 5, y: (second?.y ?? 0) + 5 })).toEqual({
      row: 'r2',
      column: 'c2',
    })
    expect(cellAt(table, grid, 'role', { x: -900, y: -900 })).toEqual({ row: 'r1', column: 'c1' })
    expect(cellAt(table, grid, 'role', { x: (beside?.x ?? 0) + 5, y: 9e5 })).toEqual({ row: 'r2', column: 'c2' })
    expect(cellAt(table, grid, 'hand-off', { x: one?.x ?? 0, y: 0 })).toEqual({ row: 'r1', column: null })
    expect(cellAt(table, tableOf(table, []).grid, 'role', { x: 0, y: 0 })).toBeNull()
    const cell = { row: 'r2', column: 'c1' }
    const { cellOf } = tableOf(table, [...heads, card('x', 'role', 'a1', cellFields(table, cell))])
    expect(cellOf.get('x')).toEqual(cell)
  })
})
