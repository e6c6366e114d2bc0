import * as decoding from 'lib0/decoding'
import { numberMessage } from '../../../shared/sync/messages.ts'
import { MESSAGE } from '../../../shared/sync/protocol.ts'
import { median, percentile, type BenchRow } from '../row.ts'
import { ours } from './contender.ts'
import { dragMessages } from './dragMessages.ts'
import { runOnce, type RoomLoad } from './roomLoad.ts'

const ROUNDS = 3

/** What it costs to tell people that their change is on the disk: our own client asks after each change. */
export const savedRow: BenchRow = {
  name: 'saved',
  async run() {
    const silent: RoomLoad = { boards: 1, people: 100, senders: 5, hz: 25, messages: dragMessages }
    const waitsMs: number[] = []
    const asking: number[] = []
    const notAsking: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      notAsking.push((await runOnce(ours, silent)).cpuPerThousand)
      asking.push((await runOnce(ours, withBarriers(silent, waitsMs))).cpuPerThousand)
    }
    const [cost, without] = [median(asking), median(notAsking)]
    return [
      {
        work: '5 of 100 people drag, and ask after each change whether it is saved: server CPU for 1,000 deliveries',
        ours: `${cost.toFixed(2)} ms`,
        floor: `${without.toFixed(2)} ms, ours when nobody asks`,
        others: [],
        ratio: cost / without,
        goal: '',
        met: null,
        note: `from a change to Saved: p50 ${percentile(waitsMs, 0.5).toFixed(0)} ms, p99 ${percentile(waitsMs, 0.99).toFixed(0)} ms`,
      },
    ]
  },
}

/** The same load with a barrier behind each change. How long each waited for its answer goes into `waitsMs`. */
function withBarriers(load: RoomLoad, waitsMs: number[]): RoomLoad {
  const askedAt = new Map<number, number>()
  return {
    ...load,
    messages() {
      const next = load.messages()
      return (sender, stamp) => {
        const number = askedAt.size + 1
        askedAt.set(number, performance.now())
        return [...next(sender, stamp), numberMessage(MESSAGE.barrier, number)]
      }
    },
    onAnswer(message) {
      if (message[0] !== MESSAGE.saved) return
      const decoder = decoding.createDecoder(message)
      decoding.readVarUint(decoder)
      const asked = askedAt.get(decoding.readVarUint(decoder))
      if (asked !== undefined) waitsMs.push(performance.now() - asked)
    },
  }
}
