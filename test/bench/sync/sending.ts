import type { LightSocket } from './lightSocket.ts'
import { stamp } from './stamp.ts'

/** People who send. */
export interface Sending {
  /** How many messages were due and have been sent, not counting what goes along with them. */
  sent(): number
  stop(): void
}

/** Sends each sender's messages at its pace. People do not move in step: each begins somewhere in the period. */
export function startSending(
  senders: readonly LightSocket[],
  hz: number,
  next: (sender: number, stamp: string) => Uint8Array[],
): Sending {
  const start = performance.now()
  const phases = somewhere(senders.length)
  const sentBy = phases.map(() => 0)
  let sent = 0
  const timer = setInterval(() => {
    const periods = ((performance.now() - start) * hz) / 1000
    for (const [sender, socket] of senders.entries()) {
      const due = Math.floor(periods + (phases[sender] ?? 0)) - (sentBy[sender] ?? 0)
      if (due <= 0) continue
      // One that fell behind has dropped frames, as a browser does; it does not send them all at once.
      sentBy[sender] = (sentBy[sender] ?? 0) + due
      for (const message of next(sender, stamp())) socket.send(message)
      sent += 1
    }
  }, 1)
  return { sent: () => sent, stop: () => clearInterval(timer) }
}

/** So many numbers from 0 to 1, the same in each run (a Lehmer generator). */
function somewhere(count: number): number[] {
  let state = 48_271
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  })
}
