import type { ZoneDefinition } from '../template.ts'
import type { kinds } from './kinds.ts'

type KindId = (typeof kinds)[number]['id']

/** One table. Its width is what the phases, three columns and the hand-offs take; it grows with what people add. */
export const zones: readonly ZoneDefinition<KindId>[] = [
  {
    id: 'matrix',
    title: 'Who does what, phase by phase',
    prompt: 'Who leads, who helps, who looks again, and what goes on to the next phase?',
    side: 'between',
    accepts: ['phase', 'part', 'role', 'hand-off'],
    layout: {
      type: 'table',
      rows: { kind: 'phase', field: 'phase' },
      columns: { kind: 'part', field: 'part' },
      beside: { kind: 'hand-off', title: 'Hand-off to the next phase' },
    },
    box: { x: 0, y: 0, w: 1296, h: 960 },
  },
]
