import { describe, expect, it } from 'vitest'
import { planLayout, type PlanZone, type Rectangle } from '../../../client/design/planLayout.ts'
import { planZones } from '../../../client/design/planZones.ts'
import { templates } from '../../../shared/templates/index.ts'

function contains(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.x >= outer.x - 1e-6 &&
    inner.y >= outer.y - 1e-6 &&
    inner.x + inner.w <= outer.x + outer.w + 1e-6 &&
    inner.y + inner.h <= outer.y + outer.h + 1e-6
  )
}

describe.each(templates.map((template) => [template.id, template] as const))('the picture of %s', (_, template) => {
  const plan = planLayout(planZones({ zones: template.zones.map((zone) => ({ ...zone, accepts: [...zone.accepts] })) }))

  it('UI-5: exists exactly where the template has zones', () => {
    expect(plan === null).toBe(template.zones.length === 0)
  })

  it('UI-5: shows every zone, with title and cards inside it and all of it in view', () => {
    expect(plan?.zones.map(({ id }) => id) ?? []).toEqual(template.zones.map(({ id }) => id))
    for (const zone of plan?.zones ?? []) {
      expect(contains(zone.box, zone.title)).toBe(true)
      for (const card of zone.cards) expect(contains(zone.box, card)).toBe(true)
      expect(plan !== null && contains(plan.view, zone.box)).toBe(true)
    }
    for (const sheet of plan?.sheets ?? []) expect(plan !== null && contains(plan.view, sheet.box)).toBe(true)
  })
})

describe('the sheets behind the zones', () => {
  const zone = (side: PlanZone['side'], x: number): PlanZone => ({
    id: side,
    title: side,
    side,
    columns: 2,
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
