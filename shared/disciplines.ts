import type { Side } from './templates/kind.ts'

/** What a person brings to a board. */
export interface Discipline {
  readonly id: string
  readonly title: string
  /** Whose hue a person of this discipline wears; those who work with both sides stand between them. */
  readonly side: Side
}

/** The disciplines offered to whoever joins, in the order in which they are offered. */
export const disciplines: readonly Discipline[] = [
  { id: 'product', title: 'Product', side: 'product' },
  { id: 'ai', title: 'AI', side: 'ai' },
  { id: 'design', title: 'Design', side: 'product' },
  { id: 'engineering', title: 'Engineering', side: 'between' },
  { id: 'data', title: 'Data', side: 'ai' },
  { id: 'business', title: 'Business', side: 'product' },
  { id: 'risk', title: 'Risk', side: 'between' },
]

/**
 * The discipline of that name, whatever its case. Any short name may be stored, since a workspace may have its own
 * words: one that is not on the list is shown as it stands and belongs to neither side alone.
 */
export function findDiscipline(name: string): Discipline {
  const id = name.trim().toLowerCase()
  return disciplines.find((discipline) => discipline.id === id) ?? { id, title: name.trim(), side: 'between' }
}
