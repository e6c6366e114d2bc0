/** One line of the table that `npm run bench` prints. */
export interface BenchFigure {
  /** What was done, in words. */
  work: string
  /** Our figure with its unit. */
  ours: string
  /** What it is held against in the same run, with its unit; null where there is nothing of the kind. */
  floor: string | null
  /** Ours as a multiple of the floor. */
  ratio: number | null
  /** What the project aims at, as it stands in words. */
  goal: string
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
