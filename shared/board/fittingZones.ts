import type { CardFields } from '../templates/field.ts'
import { rawField } from '../templates/fieldValue.ts'
import type { Template, ZoneDefinition } from '../templates/template.ts'

/**
 * The zones that a new card of a kind may go into, the fittest first: the one named, or those that accept the kind, in
 * the template's order, those first that set what the card's fields say already.
 */
export function fittingZones(
  template: Pick<Template, 'zones'> | undefined,
  kind: string,
  zoneId: string | null,
  fields: CardFields,
): ZoneDefinition[] {
  return (template?.zones ?? [])
    .filter((zone) => (zoneId === null ? zone.accepts.includes(kind) : zone.id === zoneId))
    .toSorted((a, b) => fitOf(b, fields) - fitOf(a, fields))
}

/** How far a zone agrees with what a card's fields say: -1 where they say otherwise. */
function fitOf({ preset = {} }: ZoneDefinition, fields: CardFields): number {
  const said = Object.entries(preset).filter(([id]) => rawField(fields, id) !== null && rawField(fields, id) !== '')
  return said.every(([id, value]) => fields[id] === value) ? said.length : -1
}
