import type { TemplateSummary } from '../../shared/api/templates.ts'
import { longDay } from '../time/longDay.ts'

export interface EvidenceField {
  id: string
  title: string
  text: string
}

/**
 * A frozen card's filled fields, in the order of its kind, with the titles of today. A field or choice that this
 * version no longer knows keeps its id for a title: what was frozen is shown whole.
 */
export function evidenceFields(
  kind: Pick<TemplateSummary['kinds'][number], 'fields'> | undefined,
  fields: Readonly<Record<string, unknown>>,
): EvidenceField[] {
  const known = kind?.fields ?? []
  const order = [
    ...known.map(({ id }) => id),
    ...Object.keys(fields).filter((id) => !known.some((field) => field.id === id)),
  ]
  return order.flatMap((id) => {
    const field = known.find((candidate) => candidate.id === id)
    const plain = valueText(fields[id], choicesOf(field))
    const text = field?.type === 'date' ? longDay(plain) : plain
    return text === '' ? [] : [{ id, title: field?.title ?? id, text }]
  })
}

function choicesOf(field: Readonly<Record<string, unknown>> | undefined): ReadonlyMap<string, string> {
  const choices = field?.['choices']
  if (!Array.isArray(choices)) return new Map()
  return new Map(
    choices.flatMap((choice: unknown) => {
      if (typeof choice !== 'object' || choice === null) return []
      const { id, title }: { id?: unknown; title?: unknown } = choice
      return typeof id === 'string' && typeof title === 'string' ? [[id, title] as const] : []
    }),
  )
}

function valueText(value: unknown, choices: ReadonlyMap<string, string>): string {
  if (typeof value === 'string') return choices.get(value) ?? value.trim()
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (Array.isArray(value)) return value.filter((entry) => typeof entry === 'string').join(', ')
  return ''
}
