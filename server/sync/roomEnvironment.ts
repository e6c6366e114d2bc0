import type { UpdateLog } from '../storage/updateLog.ts'
import type { SyncPerson } from './identity.ts'
import type { Arrivals } from './arrivals.ts'
import type { CommitClock } from './commitClock.ts'
import type { FairLane } from './fairLane.ts'
import type { RoomLimits } from './limits.ts'
import type { Timers } from './timers.ts'
import type { Traffic } from './traffic.ts'
import type { TurnEnd } from './turnEnd.ts'

/** Where rooms say what an operator should know. A pino logger fits. */
export interface SyncLogger {
  warn(context: object, message: string): void
  error(context: object, message: string): void
}

/** What all rooms of a server share. */
export interface RoomEnvironment {
  log: UpdateLog
  timers: Timers
  limits: RoomLimits
  turnEnd: TurnEnd
  commitClock: CommitClock
  /** Where what costs much waits, so that the rest need not. */
  lane: FairLane
  /** What all sockets have brought that is not handled. */
  arrivals: Arrivals
  /** What is counted of all that happens. */
  traffic: Traffic
  logger: SyncLogger
  /** Somebody changed a board by a socket. Called for every such update, so it has to be quick. */
  edited?: ((boardId: string, person: SyncPerson) => void) | undefined
}
