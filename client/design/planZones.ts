import type { TemplateSummary } from '../../shared/api/templates.ts'
import { columnsOf, TEMPLATE_GAP } from '../../shared/board/layout.ts'
import type { PlanZone } from './planLayout.ts'

/** What a plan draws of a template. */
export interface PlannedTemplate {
  readonly id: string
  readonly zones: readonly Pick<
    TemplateSummary['zones'][number],
    'id' | 'title' | 'side' | 'layout' | 'box' | 'table'
  >[]
}

/** What a plan draws of a template; nothing for one that is not known (yet). */
export function planZones(template: PlannedTemplate | undefined): PlanZone[] {
  return (template?.zones ?? []).map(({ id, title, side, layout, box, table }) => ({
    id,
    template: template?.id ?? '',
    title,
    side,
    columns: columnsOf(layout.type, box.w),
    table,
    box,
  }))
}

/** Several templates on one page, beside each other as a board has them. */
export function planBeside(templates: readonly PlannedTemplate[]): PlanZone[] {
  let left = 0
  return templates.flatMap((template) => {
    const zones = planZones(template)
    if (zones.length === 0) return []
    const dx = left - Math.min(...zones.map(({ box }) => box.x))
    left = Math.max(...zones.map(({ box }) => box.x + box.w)) + dx + TEMPLATE_GAP
    return zones.map((zone) => ({ ...zone, id: `${template.id}/${zone.id}`, box: { ...zone.box, x: zone.box.x + dx } }))
  })
}
