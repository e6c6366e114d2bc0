import type { CardFields, RawFieldValue } from './field.ts'
import { emptyFieldValue } from './fieldValue.ts'
import type { KindDefinition } from './kind.ts'
import type { ZoneDefinition } from './template.ts'

/** Who makes a card, and on which day. */
export interface Maker {
  /** yyyy-mm-dd, at the maker's place. */
  readonly today: string
  readonly name: string
  readonly discipline: string
}

/** What a zone sets on a card of a kind that comes to lie in it: what the kind has a field for. */
export function presetOf(zone: Pick<ZoneDefinition, 'preset'> | undefined, kind: KindDefinition): CardFields {
  const known = new Set(kind.fields.map(({ id }) => id))
  return Object.fromEntries(Object.entries(zone?.preset ?? {}).filter(([id]) => known.has(id)))
}

/**
 * The fields of a new card: every one of its kind, empty but for what begins with its maker and day, what its zone sets
 * and what is given. The later of these wins.
 */
export function newFields(
  kind: KindDefinition,
  maker: Maker,
  zone: Pick<ZoneDefinition, 'preset'> | undefined,
  given: CardFields,
): Record<string, RawFieldValue> {
  const initial = Object.fromEntries(
    kind.fields.map((field): [string, RawFieldValue] => {
      if (field.type === 'date' && field.initial === 'today') return [field.id, maker.today]
      if (field.type === 'person' && field.initial === 'me') return [field.id, maker.name]
      if (field.type === 'discipline' && field.initial === 'me') return [field.id, maker.discipline || null]
      return [field.id, emptyFieldValue(field)]
    }),
  )
  return { ...initial, ...presetOf(zone, kind), ...given }
}
