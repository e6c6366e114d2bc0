import type { BotLine, LineMood } from '../BotLine.ts'
import type { BotCard, BotCounts, FromBots, ScreenReport } from '../messages.ts'
import type { Random } from '../Random.ts'

/** What every bot gets. */
export interface BotSurroundings {
  readonly card: BotCard
  readonly random: Random
  readonly line: BotLine
  /** The server's own port, for requests. */
  readonly port: number
  readonly tell: (message: FromBots) => void
  /** Multiplies the time between two acts: below 1 is quicker than people. */
  readonly pace: number
  readonly weather: Weather
}

/** What is going on around all bots of a process. */
export interface Weather {
  isCalm: boolean
  calmSince: number
  /** When the disk became full, on the monotonic clock; null while it is not. */
  diskFullSince: number | null
}

/** Somebody, or a script, that works on one board. */
export interface Bot {
  readonly name: string
  readonly counts: BotCounts
  start(): Promise<void>
  /** Comes to the board, ends what was begun. Resolves to whether all is saved. */
  rest(): Promise<boolean>
  /** Leaves the board, for as long as nothing else is asked. */
  leave(): Promise<void>
  goOn(): void
  stop(): Promise<void>
  /** How the board looks to them; null where they have none open. */
  report(): ScreenReport | null
}

/** How long a pause may take at the longest before somebody counts as restless. */
export const REST_LIMIT_MS = 60_000

export const OPEN: LineMood = { kind: 'open' }

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
