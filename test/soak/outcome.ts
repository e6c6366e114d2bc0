import type { Findings } from './Findings.ts'
import type { HealthSample } from './health.ts'
import type { BotCard, BotCounts } from './messages.ts'
import type { NOTHING_LOOKED_AT } from './Referee.ts'

/** What was broken on purpose, in all. */
export interface FaultTally {
  count: number
  longestS: number
}

/** All that a report needs to know of a run. */
export interface SoakOutcome {
  seed: number
  plannedS: number
  tookS: number
  isCutShort: boolean
  cards: readonly BotCard[]
  counts: Readonly<Record<string, BotCounts>>
  faults: ReadonlyMap<string, FaultTally>
  diskKind: string
  /** How often the server ended itself, as it says it does, because a write was refused half-way. */
  gaveUp: number
  findings: Findings
  looked: typeof NOTHING_LOOKED_AT
  savedAfterMs: readonly number[]
  /** As savedAfterMs, of those whose line is always slow. */
  savedAfterOnSlowLineMs: readonly number[]
  backAfterMs: readonly number[]
  samples: readonly HealthSample[]
  /** Where the data and the list of events are kept; null where nothing was wrong and they were deleted. */
  keptIn: string | null
}
