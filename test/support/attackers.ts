import type { Attacker } from './attackers/attack.ts'
import { brokenFrames } from './attackers/brokenFrames.ts'
import { crowds } from './attackers/crowds.ts'
import { floods } from './attackers/floods.ts'
import { hostileWriters } from './attackers/hostileWriters.ts'
import { impostors } from './attackers/impostors.ts'

/** Every attack on the socket side, to be tried on a server of our own: tests look at what holds, benchmarks at how fast. */
export const attackers: readonly Attacker[] = [...brokenFrames, ...hostileWriters, ...impostors, ...floods, ...crowds]
