import type { CardFields } from './field.ts'
import { rawField } from './fieldValue.ts'
import type { ZoneDefinition } from './template.ts'

/**
 * The zones of a template that a new card may go into, the best first: the one named by its id, else those that accept
 * the kind in the template's order, those first that set what the card's fields say already.
 */
export function zonesFor(
  zones: readonly ZoneDefinition[],
  kind: string,
  fields: CardFields,
  zoneId: string | null = null,
): ZoneDefinition[] {
  return zones
    .filter((zone) => (zoneId === null ? zone.accepts.includes(kind) : zone.id === zoneId))
    .toSorted((a, b) => fitOf(b, fields) - fitOf(a, fields))
}

/** How far a zone agrees with what a card's fields say: -1 where they say otherwise. */
function fitOf({ preset = {} }: ZoneDefinition, fields: CardFields): number {
  const said = Object.entries(preset).filter(([id]) => rawField(fields, id) !== null && rawField(fields, id) !== '')
  return said.every(([id, value]) => fields[id] === value) ? said.length : -1
}
