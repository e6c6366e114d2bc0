import { encodeAwarenessEntry } from '../../../shared/sync/awareness.ts'
import { awarenessMessage } from '../awarenessMessage.ts'
import type { Attacker } from './attack.ts'
import { relentless } from './relentless.ts'

/** Presence that cannot be taken, by what is wrong with it, and the code it is closed with. */
export const BAD_PRESENCE: readonly (readonly [what: string, message: Uint8Array, code: number])[] = [
  ['an array', awarenessMessage([encodeAwarenessEntry(5, 1, [1, 2])]), 4400],
  ['no JSON', Uint8Array.of(1, 6, 1, 5, 1, 2, 123, 34), 4400],
  ['more entries than there are', Uint8Array.of(1, 2, 200, 1), 4400],
  ['5 kB', awarenessMessage([encodeAwarenessEntry(5, 1, { cursor: 'x'.repeat(5_000) })]), 4413],
]

/** Those who speak as others, too much, or nonsense. */
export const impostors: readonly Attacker[] = [
  relentless({
    name: 'presence in the names of others',
    closes: [],
    everyMs: 5,
    prepare: () => (line, acted) => {
      const entries = Array.from({ length: 100 }, (_, id) =>
        encodeAwarenessEntry(id, 1_000_000 + acted, id % 2 === 0 ? null : { cursor: { x: 0, y: 0 }, person: 'me' }),
      )
      line.send(awarenessMessage(entries))
    },
  }),
  relentless({
    name: 'a flood of presence',
    closes: [],
    lines: 10,
    everyMs: 10,
    prepare: () => {
      const ids = new WeakMap<object, number>()
      return (line, acted) => {
        const id = ids.get(line) ?? 900_000 + acted
        ids.set(line, id)
        for (let i = 0; i < 20; i++) {
          const state = { cursor: { x: acted, y: i }, selection: ['x'.repeat(3_500)] }
          line.send(awarenessMessage([encodeAwarenessEntry(id, acted * 20 + i + 1, state)]))
        }
      }
    },
  }),
  relentless({
    name: 'presence that cannot be taken',
    closes: [4400, 4413],
    everyMs: 10,
    prepare: () => (line, acted) => line.send(BAD_PRESENCE[acted % BAD_PRESENCE.length]?.[1] ?? Uint8Array.of()),
  }),
  relentless({
    name: 'prototypes in presence',
    closes: [],
    everyMs: 10,
    prepare: () => (line, acted) => {
      const state: unknown = JSON.parse(
        '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"person":{"name":"Ada"}}',
      )
      line.send(awarenessMessage([encodeAwarenessEntry(800_000, acted + 1, state as object)]))
    },
  }),
  relentless({
    name: 'jumping clocks in presence',
    closes: [],
    everyMs: 10,
    prepare: () => {
      const clocks = [1, Number.MAX_SAFE_INTEGER, 0, 2 ** 32, 7]
      return (line, acted) =>
        line.send(awarenessMessage([encodeAwarenessEntry(700_000, clocks[acted % clocks.length] ?? 0, { acted })]))
    },
  }),
]
