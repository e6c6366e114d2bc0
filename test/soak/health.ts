import type { FindingKind } from './Findings.ts'
import { lineThrough } from './trend.ts'

/** What the server's process used at one moment of the run. */
export interface HealthSample {
  atS: number
  /** `running`, or which rest it was measured at. */
  phase: string
  /** Which start of the server it was. */
  life: number
  residentBytes: number
  openFiles: number
  databaseBytes: number
  /** After garbage was collected; null while running. */
  heapBytes: number | null
  /** How late turns came since the last measure. */
  delayP99Ms: number | null
  delayMaxMs: number | null
}

const MB = 1024 * 1024

interface Watched {
  name: string
  of: (sample: HealthSample) => number | null
  /** By how much the straight line may rise from the first measure to the last. */
  mayGrow: (from: number) => number
  show: (value: number) => string
}

const mb = (value: number): string => `${(value / MB).toFixed(1)} MB`

/** What must not go on growing while as many people do as much. Documents remember a little of all that was deleted. */
const WATCHED: readonly Watched[] = [
  {
    name: 'memory in use',
    of: ({ heapBytes }) => heapBytes,
    mayGrow: (from) => Math.max(6 * MB, from * 0.15),
    show: mb,
  },
  {
    name: 'resident memory',
    of: ({ residentBytes }) => residentBytes,
    mayGrow: (from) => Math.max(40 * MB, from * 0.2),
    show: mb,
  },
  { name: 'open files', of: ({ openFiles }) => openFiles, mayGrow: () => 4, show: (value) => value.toFixed(1) },
  {
    name: 'the database',
    of: ({ databaseBytes }) => databaseBytes,
    mayGrow: (from) => Math.max(8 * MB, from * 0.5),
    show: mb,
  },
]

/** So many measures at rest, of one life of the server, are needed to say anything. */
const LEAST_MEASURES = 4

/** The measures at rest of the longest life of the server. */
export function comparable(samples: readonly HealthSample[]): HealthSample[] {
  const atRest = samples.filter(({ phase, heapBytes }) => heapBytes !== null && !phase.startsWith('nobody there'))
  const lives = [...new Set(atRest.map(({ life }) => life))].map((life) =>
    atRest.filter((sample) => sample.life === life),
  )
  return lives.reduce<HealthSample[]>((longest, life) => (life.length > longest.length ? life : longest), [])
}

/** What grew, judged by a straight line through equal moments. */
export function growthFindings(samples: readonly HealthSample[]): { kind: FindingKind; what: string }[] {
  const measures = comparable(samples)
  if (measures.length < LEAST_MEASURES) return []
  return WATCHED.flatMap(({ name, of, mayGrow, show }) => {
    const line = lineThrough(measures.map((sample) => [sample.atS, of(sample) ?? 0] as const))
    if (line === null || line.to - line.from <= mayGrow(line.from)) return []
    const span = `${measures.length} rests`
    return [{ kind: 'growth' as const, what: `${name} grew from ${show(line.from)} to ${show(line.to)} over ${span}` }]
  })
}
