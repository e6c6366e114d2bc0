import { findDiscipline } from '../disciplines.ts'
import type { CardFields } from './field.ts'
import { parseField, rawField } from './fieldValue.ts'
import type { KindDefinition, Side } from './kind.ts'

/** Choices that name a side. */
const SIDE_OF_CHOICE: Readonly<Record<string, Side>> = { product: 'product', model: 'ai', ai: 'ai' }

/** The side whose hue a card wears: what its own field says where its kind has one for that, else its kind's. */
export function cardSide(kind: KindDefinition, fields: CardFields): Side {
  const field = kind.fields.find(({ id }) => id === kind.sideFrom)
  if (field === undefined) return kind.side
  const value = parseField(field, rawField(fields, field.id))
  if (typeof value !== 'string' || value === '') return kind.side
  return field.type === 'discipline' ? findDiscipline(value).side : (SIDE_OF_CHOICE[value] ?? kind.side)
}

/** Whether a card is only suggested, and waits for people to confirm it. */
export function isSuggested(kind: KindDefinition, fields: CardFields): boolean {
  return kind.suggestion !== undefined && rawField(fields, kind.suggestion) === true
}
