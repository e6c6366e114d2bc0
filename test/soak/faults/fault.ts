import type { BotCrew } from '../BotCrew.ts'
import type { Findings } from '../Findings.ts'
import type { Random } from '../Random.ts'
import type { Referee } from '../Referee.ts'
import type { SoakDisk } from '../SoakDisk.ts'
import type { SoakServer } from '../SoakServer.ts'

/** What a fault may lay hands on. */
export interface Victims {
  readonly server: SoakServer
  readonly disk: SoakDisk
  readonly crew: BotCrew
  readonly referee: Referee
  readonly findings: Findings
  readonly random: Random
  readonly boards: readonly string[]
  /** Waits at the pace of the run, and not beyond the end of one that is to end. */
  wait(ms: number): Promise<void>
  /** Starts the server again; it must start, and a newcomer must find everything. */
  startAgain(): Promise<void>
  /** From now on lines about the disk are no surprise in the log, or soon are again. */
  excuseDisk(isFailing: boolean): void
}

/** Something that is broken on purpose, and mended when it resolves. */
export interface Fault {
  readonly name: string
  /** How often among the others. */
  readonly weight: number
  /** What it breaks: one thing of a kind is broken at a time. */
  readonly of: 'server' | 'network'
  /** Whether it ends the server's process. */
  readonly endsProcess: boolean
  run(victims: Victims): Promise<void>
}
