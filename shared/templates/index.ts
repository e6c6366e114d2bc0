import { ahaWall } from './aha-wall/ahaWall.ts'
import { blankTemplate } from './blank/blankTemplate.ts'
import { discoveryMap } from './discovery-map/discoveryMap.ts'
import type { KindDefinition } from './kind.ts'
import { metricBridge } from './metric-bridge/metricBridge.ts'
import { preMortem } from './pre-mortem/preMortem.ts'
import { responsibilitiesMatrix } from './responsibilities-matrix/responsibilitiesMatrix.ts'
import type { Template, ZoneDefinition } from './template.ts'

/** Every template of the product, in the gallery's order. */
export const templates: readonly Template[] = [
  discoveryMap,
  ahaWall,
  metricBridge,
  responsibilitiesMatrix,
  preMortem,
  blankTemplate,
]

const templateById = new Map(templates.map((template) => [template.id, template]))

/** The template of that id, or undefined where this version has none. */
export function findTemplate(templateId: string): Template | undefined {
  return templateById.get(templateId)
}

/** A kind by its template and id: ids of kinds are unique within a template only. */
export function findKind(templateId: string, kindId: string): KindDefinition | undefined {
  return templateById.get(templateId)?.kinds.find((kind) => kind.id === kindId)
}

/** A zone by its template and id. */
export function findZone(templateId: string, zoneId: string): ZoneDefinition | undefined {
  return templateById.get(templateId)?.zones.find((zone) => zone.id === zoneId)
}
