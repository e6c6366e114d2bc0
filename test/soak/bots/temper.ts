import type { LineMood } from '../BotLine.ts'
import type { Person } from './Person.ts'

/** What somebody is like: what they do on a board, and how often. */
export interface Temper {
  readonly name: string
  /** In the report: one of them … */
  readonly does: string
  /** Between two acts: at least, at most. */
  readonly pauseMs: readonly [number, number]
  /** Whether their device still has the board when they come back to it. */
  readonly keepsDevice: boolean
  readonly line?: LineMood
  /** They write nothing at all. */
  readonly onlyFollows?: boolean
  act(person: Person): Promise<void>
}
