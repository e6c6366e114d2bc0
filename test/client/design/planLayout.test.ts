import { describe, expect, it } from 'vitest'
import { planLayout, type PlanZone, type Rectangle } from '../../../client/design/planLayout.ts'
import { planBeside, planZones } from '../../../client/design/planZones.ts'
import { templates } from '../../../shared/templates/index.ts'
import type { Template } from '../../../shared/templates/template.ts'
import { tableSize } from '../../../shared/templates/tableSize.ts'

function contains(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.x >= outer.x - 1e-6 &&
    inner.y >= outer.y - 1e-6 &&
    inner.x + inner.w <= outer.x + outer.w + 1e-6 &&
    inner.y + inner.h <= outer.y + outer.h + 1e-6
  )
}

/** A template as the gallery knows it. */
function planned(template: Template) {
  return { id: template.id, zones: template.zones.map((zone) => ({ ...zone, table: tableSize(template, zone) })) }
}

describe.each(templates.map((template) => [template.id, template] as const))('the picture of %s', (_, template) => {
  const plan = planLayout(planZones(planned(template)))

  it('UI-5: exists exactly where the template has zones', () => {
    expect(plan === null).toBe(template.zones.length === 0)
  })

  it('UI-5: shows every zone, with title and cards inside it and all of it in view', () => {
    expect(plan?.zones.map(({ id }) => id) ?? []).toEqual(template.zones.map(({ id }) => id))
    for (const zone of plan?.zones ?? []) {
      expect(contains(zone.box, zone.title)).toBe(true)
      for (const card of [...zone.cards, ...zone.cells]) expect(contains(zone.box, card)).toBe(true)
      expect(plan !== null && contains(plan.view, zone.box)).toBe(true)
    }
    for (const sheet of plan?.sheets ?? []) expect(plan !== null && contains(plan.view, sheet.box)).toBe(true)
  })
})

describe('the sheets behind the zones', () => {
  const zone = (side: PlanZone['side'], x: number): PlanZone => ({
    id: side,
    template: 'one',
    title: side,
    side,
    columns: 2,
    table: null,
    box: { x, y: 0, w: 500, h: 400 },
  })

  it('UI-5: the two sides overlap exactly where zones lie between them', () => {
    const plan = planLayout([zone('product', 0), zone('between', 600), zone('ai', 1200)])
    const [product, ai, between] = plan?.sheets ?? []
    if (product === undefined || ai === undefined || between === undefined) throw new Error('a sheet is missing')
    expect(product.box.x + product.box.w).toBeCloseTo(between.box.x + between.box.w)
    expect(ai.box.x).toBeCloseTo(between.box.x)
  })

  it('UI-5: a side without zones has no sheet', () => {
    expect(planLayout([zone('product', 0)])?.sheets.map(({ side }) => side)).toEqual(['product'])
  })

  it('UI-5: a zone too small for cards is drawn without any', () => {
    const tiny = { ...zone('ai', 0), box: { x: 0, y: 0, w: 40, h: 40 } }
    expect(planLayout([tiny])?.zones[0]?.cards).toEqual([])
  })
})

it('UI-530: a table is drawn as one, with the rows and columns that a new board has and a head for each', () => {
  const table: PlanZone = {
    id: 'table',
    template: 'one',
    title: 'Table',
    side: 'between',
    columns: 1,
    table: { rows: 5, columns: 4 },
    box: { x: 0, y: 0, w: 1300, h: 960 },
  }
  const [zone] = planLayout([table])?.zones ?? []
  expect([zone?.cells.length, zone?.cards.length]).toEqual([6 * 5, 5 * 4])
  for (const card of zone?.cards ?? []) expect(zone?.cells.some((cell) => contains(cell, card))).toBe(true)
  const tables = templates.flatMap((template) => template.zones.map((each) => tableSize(template, each)))
  expect(tables.some((size) => size !== null && size.rows > 1 && size.columns > 1)).toBe(true)
})

it('UI-530: the picture of several templates has them beside each other', () => {
  const zones = planBeside(templates.map(planned))
  expect(new Set(zones.map(({ id }) => id)).size).toBe(templates.flatMap((template) => template.zones).length)
  const sheets = planLayout(zones)?.sheets ?? []
  const alone = templates.flatMap((template) => planLayout(planZones(planned(template)))?.sheets ?? [])
  expect(sheets.map(({ side, box }) => [side, box.w])).toEqual(alone.map(({ side, box }) => [side, box.w]))
  zones.forEach(({ box: a }, at) => {
    for (const { box: b } of zones.slice(at + 1)) {
      expect(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y).toBe(true)
    }
  })
})
