/** What somebody else's software did at the same work in the same run. */
export interface Rival {
  /** Its name as its users know it, with the version where that matters. */
  name: string
  /** Its figure with the unit, or why there is none. */
  figure: string
  /** The figure as a number in the unit of the row, less being better; null where there is none. */
  value: number | null
}

/** One line of the table that `npm run bench` prints. */
export interface BenchFigure {
  /** What was done, in words. */
  work: string
  /** Our figure with its unit. */
  ours: string
  /** The least that the work can cost, measured in the same run, with its unit; null where there is nothing of the kind. */
  floor: string | null
  /** Others' software in the same run; the table names the best of them. Empty where nobody was measured. */
  others: readonly Rival[]
  /** Ours as a multiple of what the goal speaks of: the floor, or a named peer. */
  ratio: number | null
  /** What the project aims at, as it stands in words. */
  goal: string
  /** Whether all that the goal says was reached; null where there is no goal or nothing to hold ours against. */
  met: boolean | null
  /** What else was seen in that run. */
  note: string
}

/** One measurement; it may print several lines. */
export interface BenchRow {
  /** What `npm run bench -- <name>` picks it by. */
  name: string
  run(): Promise<BenchFigure[]>
}

/** The middle one of an odd number of figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** The figure below which this share (0 to 1) of all figures lies. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
