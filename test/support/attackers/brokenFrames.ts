import type { Attacker } from './attack.ts'
import { frameHead, maskedFrame } from './hostileLine.ts'
import { relentless } from './relentless.ts'

const MB = 1024 * 1024

/** Frames that RFC 6455 forbids, by what is wrong with them. */
export const BROKEN_FRAMES: readonly (readonly [what: string, bytes: Buffer])[] = [
  ['an unmasked frame', Buffer.of(0x82, 0x03, 1, 2, 3)],
  ['reserved bits', Buffer.of(0xf2, 0x80, 0, 0, 0, 0)],
  ['the bit of compression that nobody agreed on', Buffer.of(0xc2, 0x81, 0, 0, 0, 0, 1)],
  ['an unknown opcode', Buffer.of(0x83, 0x80, 0, 0, 0, 0)],
  ['an unknown control opcode', Buffer.of(0x8b, 0x80, 0, 0, 0, 0)],
  ['a fragmented ping', Buffer.of(0x09, 0x80, 0, 0, 0, 0)],
  ['a ping of 126 bytes', maskedFrame(0x89, Buffer.alloc(126))],
  ['a continuation of nothing', Buffer.of(0x80, 0x80, 0, 0, 0, 0)],
  ['a message within a message', Buffer.concat([maskedFrame(0x02, Buffer.of(1)), maskedFrame(0x82, Buffer.of(1))])],
  ['a length of 2^63', Buffer.of(0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)],
  ['a length of 100 MB', frameHead(0x82, 100 * MB)],
  ['a closing frame with half a code', Buffer.of(0x88, 0x81, 0, 0, 0, 0, 3)],
  ['a closing frame with a code nobody may send', Buffer.of(0x88, 0x82, 0, 0, 0, 0, 0x03, 0xed)],
  ['a closing frame with a code that does not exist', Buffer.of(0x88, 0x82, 0, 0, 0, 0, 0, 1)],
  ['a closing frame whose reason is not UTF-8', Buffer.of(0x88, 0x83, 0, 0, 0, 0, 0x03, 0xe8, 0xff)],
  ['text that is not UTF-8', Buffer.of(0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28)],
]

/** Noise, the same for the same number (a Lehmer generator): which frames it happens to make must not change. */
function noise(seed: number): Buffer {
  let state = ((seed * 69_621) % 2_147_483_646) + 1
  return Buffer.from(
    Uint8Array.from({ length: 4096 }, () => {
      state = (state * 48_271) % 2_147_483_647
      return state >> 8
    }),
  )
}

/** Those who send what is no WebSocket, or too much of one. */
export const brokenFrames: readonly Attacker[] = [
  relentless({
    name: 'random bytes',
    closes: [1002, 1007, 1009, 4400],
    everyMs: 20,
    prepare: () => (line, acted) => line.write(noise(acted)),
  }),
  relentless({
    name: 'malformed frames',
    closes: [1002, 1007, 1009],
    everyMs: 20,
    prepare: () => (line, acted) => line.write(BROKEN_FRAMES[acted % BROKEN_FRAMES.length]?.[1] ?? Buffer.of()),
  }),
  relentless({
    name: 'half frames',
    closes: [],
    lines: 50,
    everyMs: 1_000,
    prepare: () => {
      const begun = new WeakSet<object>()
      return (line) => {
        line.write(begun.has(line) ? Buffer.of(0) : Buffer.concat([frameHead(0x82, 60 * MB), Buffer.alloc(10)]))
        begun.add(line)
      }
    },
  }),
  relentless({
    name: 'messages of 100 MB, in pieces',
    closes: [1009],
    everyMs: 10,
    times: 200,
    prepare: () => {
      const begun = new WeakSet<object>()
      const piece = Buffer.alloc(MB)
      return (line) => {
        line.write(maskedFrame(begun.has(line) ? 0x00 : 0x02, piece))
        begun.add(line)
      }
    },
  }),
]
