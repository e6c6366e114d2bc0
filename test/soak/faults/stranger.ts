import { attackers } from '../../support/attackers.ts'
import type { Fault } from './fault.ts'

/** Attacks that leave boards as they are, so that what is on them can be held to what people did. */
const HARMLESS: ReadonlySet<string> = new Set([
  'random bytes',
  'malformed frames',
  'half frames',
  'messages that cannot be decoded',
  '750 updates without predecessors',
  'presence in the names of others',
  'presence that cannot be taken',
  'prototypes in presence',
  'a flood of barriers',
  'asking for the whole board',
  'sockets that say nothing',
])

const guises = attackers.filter(({ name }) => HARMLESS.has(name))

export const stranger: Fault = {
  name: 'a stranger who attacks',
  weight: 2,
  of: 'network',
  endsProcess: false,
  async run({ server, boards, random, wait }) {
    const attacker = random.pick(guises)
    const boardId = random.pick(boards)
    if (attacker === undefined || boardId === undefined) return
    try {
      const attack = await attacker.begin({ url: server.url, port: server.port, boardId })
      await wait(random.whole(1000, 6000))
      await attack.stop()
    } catch {
      // The server was killed meanwhile: there is nobody to attack.
    }
  },
}
