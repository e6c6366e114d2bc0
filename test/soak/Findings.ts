/** What a soak looks for. */
export const FINDING_KINDS = {
  lost: 'shown as saved, or as kept on the device, and missing or different for somebody who came later',
  disagreement: 'two who should have the same board did not',
  invalid: 'records that no reader takes',
  'false saved': 'said to be saved while nothing could be',
  log: 'lines in the log that nothing explains',
  crash: 'the server or a bot ended or failed by itself',
  growth: 'memory, open files or the database went on growing',
  stuck: 'somebody did not come to rest in peace',
} as const

export type FindingKind = keyof typeof FINDING_KINDS

export interface Finding {
  kind: FindingKind
  what: string
  /** Seconds since the run began. */
  atS: number
}

/** Of each kind so many are kept in words; the rest is counted. */
const MOST_KEPT = 25

/** All that is wrong. */
export class Findings {
  readonly kept: Finding[] = []
  readonly #counts = new Map<FindingKind, number>()
  readonly #clock: () => number
  readonly #onFound: (finding: Finding) => void

  constructor(clockS: () => number, onFound: (finding: Finding) => void = () => undefined) {
    this.#clock = clockS
    this.#onFound = onFound
  }

  add(kind: FindingKind, what: string): void {
    const count = this.count(kind) + 1
    this.#counts.set(kind, count)
    const finding = { kind, what, atS: Math.round(this.#clock()) }
    this.#onFound(finding)
    if (count <= MOST_KEPT) this.kept.push(finding)
  }

  count(kind: FindingKind): number {
    return this.#counts.get(kind) ?? 0
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0)
  }
}
