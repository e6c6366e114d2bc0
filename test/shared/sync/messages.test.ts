import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SYNC_STEP, syncMessage, syncMessageHead } from '../../../shared/sync/messages.ts'
import { seeded } from '../../support/seeded.ts'

describe('messages', () => {
  it('SYN-211: what precedes an update and the update are the message that lib0 would have written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 21 + 1 }),
        fc.constantFrom(...Object.values(SYNC_STEP)),
        (bytes, step) => {
          const body = new Uint8Array(bytes).fill(7)
          const head = syncMessageHead(step, bytes)
          expect(Buffer.compare(Buffer.concat([head, body]), syncMessage(step, body))).toBe(0)
        },
      ),
      { ...seeded('heads of messages'), examples: [127, 128, 16_383, 16_384, 2_097_151, 2_097_152].map((n) => [n, 2]) },
    )
  })
})
