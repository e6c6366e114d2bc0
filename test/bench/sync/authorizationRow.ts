import { BOARD_ROLES } from '../../../shared/access/boardRights.ts'
import { maySend } from '../../../server/sync/identity.ts'
import { median, type BenchFigure, type BenchRow } from '../row.ts'
import { ours } from './contender.ts'
import { dragMessages } from './dragMessages.ts'
import { runOnce } from './roomLoad.ts'

const PEOPLE = 4
const GOAL = 0.03
const CHECKS = 2_000_000
const RUNS = 9

/**
 * What it costs to ask for each message of a socket whether its sender may send it, as a share of what a delivery costs
 * in all. Boards of four have the fewest deliveries to share a check among that still are a meeting.
 */
export const authorizationRow: BenchRow = {
  name: 'authorization',
  async run(): Promise<BenchFigure[]> {
    const load = { boards: 20, people: PEOPLE, senders: 1, hz: 25, messages: dragMessages }
    const { cpuPerThousand } = await runOnce(ours, load)
    const checkNs = median(Array.from({ length: RUNS }, checkCost))
    const perDelivery = checkNs / (PEOPLE - 1)
    const deliveryNs = cpuPerThousand * 1_000
    const share = perDelivery / deliveryNs
    return [
      {
        work: 'asking whether a message may be sent, as a share of a delivery',
        ours: `${(share * 100).toFixed(3)} % (${checkNs.toFixed(0)} ns a message)`,
        floor: `${(deliveryNs / 1_000).toFixed(1)} µs a delivery in all`,
        others: [],
        ratio: share,
        goal: '≤ 3 % of the processor time',
        met: share <= GOAL,
        note: `20 boards of ${PEOPLE}, one of whom drags at 25 Hz`,
      },
    ]
  },
}

/** Nanoseconds of one check, over all roles and some kinds of messages. */
function checkCost(): number {
  const person = { id: 'p', name: 'Ada', discipline: 'ai' }
  const identities = BOARD_ROLES.map((role) => ({ person, role, roleNow: () => role }))
  const kinds = ['update', 'awareness', 'barrier'] as const
  let allowed = 0
  const start = process.hrtime.bigint()
  for (let at = 0; at < CHECKS; at++) {
    const identity = identities[at % identities.length]
    const kind = kinds[at % kinds.length]
    if (identity !== undefined && kind !== undefined && maySend(identity, kind)) allowed += 1
  }
  const ns = Number(process.hrtime.bigint() - start) / CHECKS
  // So that nothing of the loop can be left out.
  if (allowed === 0) throw new Error('somebody may send something')
  return ns
}
