import type { FindingKind } from './Findings.ts'
import { lineThrough } from './trend.ts'

/** What the server's process used at one moment of the run. */
export interface HealthSample {
  atS: number
  /** `running`, or which rest it was measured at. */
  phase: string
  /** Which start of the server it was. */
  life: number
  /** Edits and deletions of all people up to then; null while running. */
  edits: number | null
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
/** The name of measures after everybody has left and boards were put away begins so. */
export const NOBODY_THERE = 'nobody there'
/** What a board's document remembers of an edit, in memory: positions of what was overwritten and deleted. */
const BYTES_AN_EDIT = 400

interface Watched {
  name: string
  of: (sample: HealthSample) => number
  /** By how much the straight line may rise from the first measure to the last, with so many edits between them. */
  mayGrow: (from: number, edits: number) => number
  show: (value: number) => string
}

const mb = (value: number): string => `${(value / MB).toFixed(1)} MB`
const files: Watched = {
  name: 'open files',
  of: ({ openFiles }) => openFiles,
  mayGrow: () => 4,
  show: (value) => value.toFixed(1),
}
const heap = ({ heapBytes }: HealthSample): number => heapBytes ?? 0
const resident = ({ residentBytes }: HealthSample): number => residentBytes

/** Boards are open: they grow with what is done on them, and by no more than that. */
const OPEN: readonly Watched[] = [
  { name: 'memory in use', of: heap, mayGrow: (_from, edits) => 8 * MB + edits * BYTES_AN_EDIT, show: mb },
  {
    name: 'resident memory',
    of: resident,
    mayGrow: (from, edits) => Math.max(40 * MB, from * 0.2) + edits * BYTES_AN_EDIT,
    show: mb,
  },
  {
    name: 'the database',
    of: ({ databaseBytes }) => databaseBytes,
    mayGrow: (_from, edits) => 4 * MB + edits * 100,
    show: mb,
  },
  files,
]

/** Boards are put away: whatever was done on them, nothing of it may be left in memory. */
const PUT_AWAY: readonly Watched[] = [
  { name: 'memory in use with nobody there', of: heap, mayGrow: () => 4 * MB, show: mb },
  {
    name: 'resident memory with nobody there',
    of: resident,
    mayGrow: (from) => Math.max(40 * MB, from * 0.2),
    show: mb,
  },
  { ...files, name: 'open files with nobody there' },
]

/** So many measures of one life of the server are needed to say anything. */
const LEAST_MEASURES = 3

/** What is measured at equal moments of the server's longest life. */
export function comparable(samples: readonly HealthSample[], isAllOut: boolean): HealthSample[] {
  const equal = samples.filter(
    ({ phase, heapBytes }) => heapBytes !== null && phase.startsWith(NOBODY_THERE) === isAllOut,
  )
  const lives = [...new Set(equal.map(({ life }) => life))].map((life) =>
    equal.filter((sample) => sample.life === life),
  )
  return lives.reduce<HealthSample[]>((longest, life) => (life.length > longest.length ? life : longest), [])
}

/** What grew, judged by a straight line through equal moments. */
export function growthFindings(samples: readonly HealthSample[]): { kind: FindingKind; what: string }[] {
  return [...grown(comparable(samples, false), OPEN), ...grown(comparable(samples, true), PUT_AWAY)]
}

function grown(measures: readonly HealthSample[], watched: readonly Watched[]): { kind: FindingKind; what: string }[] {
  if (measures.length < LEAST_MEASURES) return []
  const edits = (measures.at(-1)?.edits ?? 0) - (measures[0]?.edits ?? 0)
  return watched.flatMap(({ name, of, mayGrow, show }) => {
    const line = lineThrough(measures.map((sample) => [sample.atS, of(sample)] as const))
    if (line === null || line.to - line.from <= mayGrow(line.from, edits)) return []
    const span = `over ${measures.length} measures and ${edits} edits`
    return [{ kind: 'growth' as const, what: `${name} grew from ${show(line.from)} to ${show(line.to)} ${span}` }]
  })
}
