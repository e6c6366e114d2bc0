import type { Splice } from '../../shared/board/textSplice.ts'

/** A selection in a text, in UTF-16 units. */
export interface Selection {
  readonly start: number
  readonly end: number
}

/** One change of a text as Y.Text tells it. */
export type TextDelta = readonly { retain?: number; insert?: unknown; delete?: number }[]

/** The splices of a delta, each as it applies after those before it. */
export function splicesOf(delta: TextDelta): Splice[] {
  const splices: Splice[] = []
  let at = 0
  for (const { retain, insert, delete: removed } of delta) {
    if (retain !== undefined) at += retain
    else if (typeof insert === 'string') {
      splices.push({ at, removed: 0, inserted: insert })
      at += insert.length
    } else if (removed !== undefined) splices.push({ at, removed, inserted: '' })
  }
  return splices
}

/** Where a selection is after someone else's splice. */
export function moveSelection({ start, end }: Selection, splice: Splice): Selection {
  return { start: movePosition(start, splice), end: movePosition(end, splice) }
}

/**
 * Where a place in a text is after someone else's splice. What is inserted right there goes behind it, so that one's own
 * next letter comes before what the other types there and neither is torn apart.
 */
export function movePosition(position: number, { at, removed, inserted }: Splice): number {
  if (position <= at) return position
  if (position >= at + removed) return position + inserted.length - removed
  return at
}
