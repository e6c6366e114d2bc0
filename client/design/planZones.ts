import type { TemplateSummary } from '../../shared/api/templates.ts'
import { columnsOf } from '../../shared/board/layout.ts'
import type { PlanZone } from './planLayout.ts'

/** What a plan draws of a template; nothing for one that is not known (yet). */
export function planZones(template: Pick<TemplateSummary, 'zones'> | undefined): PlanZone[] {
  return (template?.zones ?? []).map(({ id, title, side, layout, box }) => ({
    id,
    title,
    side,
    columns: columnsOf(layout.type, box.w),
    box,
  }))
}
