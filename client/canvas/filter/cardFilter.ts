import type { CardProps } from '../../../shared/board/schema.ts'
import { formatField, parseField, rawField } from '../../../shared/templates/fieldValue.ts'
import { findKind, findTemplate } from '../../../shared/templates/index.ts'
import { ALL_DAYS, isBounded, isWithinSpan, type Span } from '../../../shared/templates/span.ts'
import type { CardFilters } from '../../../shared/templates/template.ts'

/**
 * What one person looks for among a board's cards, on their own screen: the values chosen in each part, and a span of
 * days. A card fits that has one of the values in every part in which any are chosen.
 */
export interface CardFilter {
  /** Values as compared, by part: `kind`, or a field's id. A part in which nothing is chosen is not there. */
  readonly chosen: Readonly<Record<string, readonly string[]>>
  readonly span: Span
}

/** Looks for nothing, so that every card fits. */
export const NO_FILTER: CardFilter = { chosen: {}, span: ALL_DAYS }

/** The part of a filter in which kinds are chosen; no field bears this name. */
export const KIND_PART = ':kind'

/** What a card has in one part of a filter. */
export interface PartValue {
  /** As compared: without regard to case. */
  readonly key: string
  /** As it is read. */
  readonly title: string
}

/** Whether anything is looked for. */
export function isFiltering({ chosen, span }: CardFilter): boolean {
  return isBounded(span) || Object.keys(chosen).length > 0
}

/** A filter with a value of a part chosen, or no longer. */
export function toggled(filter: CardFilter, part: string, key: string): CardFilter {
  const before = filter.chosen[part] ?? []
  const after = before.includes(key) ? before.filter((other) => other !== key) : [...before, key]
  const { [part]: _, ...others } = filter.chosen
  return { ...filter, chosen: after.length === 0 ? others : { ...others, [part]: after } }
}

/** Whether a card is among those looked for; null where its template has no filters, or nothing is looked for. */
export function fitsFilter(filter: CardFilter, card: CardProps): boolean | null {
  if (!isFiltering(filter)) return null
  const filters = findTemplate(card.template)?.filters
  if (filters === undefined) return null
  return (
    Object.entries(filter.chosen).every(([part, keys]) => valuesOf(card, part).some(({ key }) => keys.includes(key))) &&
    isWithinSpan(dayOf(card, filters), filter.span)
  )
}

/** What a card has in a part: its kind, or the values of a field; none where the field is empty or not its own. */
export function valuesOf({ template, kind: kindId, fields }: CardProps, part: string): readonly PartValue[] {
  const kind = findKind(template, kindId)
  if (kind === undefined) return []
  if (part === KIND_PART) return [{ key: `${template}/${kind.id}`, title: kind.title }]
  const field = kind.fields.find(({ id }) => id === part)
  if (field === undefined) return []
  const raw = rawField(fields, part)
  const titles = field.type === 'tags' ? parseField(field, raw) : [formatField(field, raw)]
  return titles.filter((title) => title !== '').map((title) => ({ key: title.toLowerCase(), title }))
}

/** The day that a card counts for; null where it says none. */
function dayOf({ template, kind, fields }: CardProps, { days }: CardFilters): string | null {
  const own = findKind(template, kind)?.fields ?? []
  for (const id of days) {
    const field = own.find((candidate) => candidate.id === id)
    const day = field?.type === 'date' ? parseField(field, rawField(fields, id)) : null
    if (day !== null) return day
  }
  return null
}

/** One part of a filter as it is offered. */
export interface FilterPart {
  readonly id: string
  readonly title: string
  /** What the board's cards have in it, the most frequent first. */
  readonly values: readonly (PartValue & { readonly count: number })[]
}

/** What can be looked for among these cards, and whether by a span of days. */
export function filterParts(cards: readonly CardProps[]): { parts: readonly FilterPart[]; hasDays: boolean } {
  const parts = new Map<string, string>()
  let hasDays = false
  for (const template of new Set(cards.map((card) => card.template))) {
    const { filters, kinds } = findTemplate(template) ?? {}
    if (filters === undefined || kinds === undefined) continue
    if (filters.kinds) parts.set(KIND_PART, 'Kind')
    for (const id of filters.fields) {
      const field = kinds.flatMap(({ fields }) => fields).find((candidate) => candidate.id === id)
      if (field !== undefined) parts.set(id, field.title)
    }
    hasDays ||= filters.days.length > 0
  }
  const offered = cards.filter(({ template }) => findTemplate(template)?.filters !== undefined)
  return {
    parts: [...parts].map(([id, title]) => ({ id, title, values: countValues(offered, id) })),
    hasDays,
  }
}

function countValues(cards: readonly CardProps[], part: string): FilterPart['values'] {
  const counts = new Map<string, PartValue & { count: number }>()
  for (const card of cards) {
    for (const { key, title } of valuesOf(card, part)) {
      const known = counts.get(key)
      if (known === undefined) counts.set(key, { key, title, count: 1 })
      else known.count += 1
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
}
