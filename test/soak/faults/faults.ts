import { fullDisk, killOnFullDisk, refusingDisk } from './disk.ts'
import type { Fault } from './fault.ts'
import { cutLines, deadLines, deafReaders, deviceClocks, slowLines, stalledLines } from './network.ts'
import { kill, killAtStart, killWhileStopping, readOnlyStart, restart, serverClock } from './process.ts'
import { stranger } from './stranger.ts'

/** Everything that a soak breaks. */
export const faults: readonly Fault[] = [
  kill,
  killAtStart,
  killWhileStopping,
  restart,
  fullDisk,
  refusingDisk,
  killOnFullDisk,
  readOnlyStart,
  serverClock,
  deviceClocks,
  slowLines,
  deadLines,
  stalledLines,
  deafReaders,
  cutLines,
  stranger,
]
