import * as encoding from 'lib0/encoding'
import { EMPTY_STATE_VECTOR, SYNC_STEP, numberMessage, syncMessage } from '../../../shared/sync/messages.ts'
import { MESSAGE } from '../../../shared/sync/protocol.ts'
import type { Attacker } from './attack.ts'
import { maskedFrame } from './hostileLine.ts'
import { manyKeys, asMessage } from './hostileUpdates.ts'
import { relentless } from './relentless.ts'

/** The state vector of somebody who has nothing that the board has. */
function foreignState(client: number): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [1, client, 1]) encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}

/** Those who ask too much. */
export const floods: readonly Attacker[] = [
  relentless({
    name: 'a flood of barriers',
    closes: [4529],
    mayBeBorne: true,
    everyMs: 10,
    prepare: () => (line, acted) => {
      const many = Array.from({ length: 100 }, (_, i) =>
        maskedFrame(0x82, numberMessage(MESSAGE.barrier, acted * 100 + i)),
      )
      line.write(Buffer.concat(many))
    },
  }),
  relentless({
    name: 'barriers behind updates',
    closes: [4529],
    everyMs: 20,
    prepare: () => (line, acted) => {
      line.send(asMessage(manyKeys(1, `barrier-${acted % 50}-`)))
      const many = Array.from({ length: 1_100 }, (_, i) => maskedFrame(0x82, numberMessage(MESSAGE.barrier, i)))
      line.write(Buffer.concat(many))
    },
  }),
  relentless({
    name: 'asking for the whole board',
    closes: [],
    lines: 5,
    everyMs: 5,
    prepare: () => {
      const message = syncMessage(SYNC_STEP.stateVector, EMPTY_STATE_VECTOR)
      return (line) => line.send(message)
    },
  }),
  relentless({
    name: 'asking for the whole board with a state of its own',
    closes: [],
    lines: 5,
    everyMs: 5,
    prepare: () => (line, acted) => line.send(syncMessage(SYNC_STEP.stateVector, foreignState(1_000_000 + acted))),
  }),
  relentless({
    name: 'asking for the whole board, without reading it',
    closes: [],
    lines: 5,
    everyMs: 5,
    prepare: () => {
      const message = syncMessage(SYNC_STEP.stateVector, EMPTY_STATE_VECTOR)
      return (line) => {
        line.stall()
        line.send(message)
      }
    },
  }),
  relentless({
    name: 'asking who is there',
    closes: [],
    everyMs: 5,
    prepare: () => {
      const many = Buffer.concat(
        Array.from({ length: 100 }, () => maskedFrame(0x82, Uint8Array.of(MESSAGE.queryAwareness))),
      )
      return (line) => line.write(many)
    },
  }),
  relentless({
    name: 'pings',
    // ws ends a line on which too many answers wait to be taken.
    closes: [null],
    mayBeBorne: true,
    everyMs: 5,
    prepare: () => {
      const many = Buffer.concat(Array.from({ length: 100 }, () => maskedFrame(0x89, Buffer.alloc(100))))
      return (line) => line.write(many)
    },
  }),
  relentless({
    name: 'small updates, thousands a second',
    closes: [],
    everyMs: 10,
    prepare: () => {
      const messages = Array.from({ length: 100 }, (_, beat) =>
        Buffer.concat(
          Array.from({ length: 40 }, (_, i) => maskedFrame(0x82, asMessage(manyKeys(1, `s${(beat * i) % 97}-`)))),
        ),
      )
      // Sent again they are known already, which is found out at the same cost.
      return (line, acted) => line.write(messages[acted % messages.length] ?? Buffer.of())
    },
  }),
]
