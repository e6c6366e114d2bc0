import * as Y from 'yjs'
import { SYNC_STEP, numberMessage, syncMessage } from '../../../shared/sync/messages.ts'
import { MESSAGE } from '../../../shared/sync/protocol.ts'
import type { Attacker } from './attack.ts'
import type { HostileLine } from './hostileLine.ts'
import { ODD, UNREADABLE } from './hostileRecords.ts'
import { asMessage, claimsMillions, deepAny, deepJson, manyKeys, orphan, rivals, updateOf } from './hostileUpdates.ts'
import { relentless } from './relentless.ts'

/** Messages that cannot be decoded, by what is wrong with them. */
export const UNDECODABLE: readonly (readonly [what: string, message: Uint8Array])[] = [
  ['nothing at all', Uint8Array.of()],
  ['an unknown type', Uint8Array.of(77)],
  ['a type of four billion', Uint8Array.of(255, 255, 255, 255, 15)],
  ['an unknown sync step', Uint8Array.of(0, 9, 0)],
  ['half a message', Uint8Array.of(0, 2, 200, 1)],
  ['a message for clients', numberMessage(MESSAGE.saved, 1)],
  ['a gzipped message', Uint8Array.of(MESSAGE.gzip, 2, 31, 139)],
  ['a message and more', Uint8Array.of(3, 1, 2, 3)],
  ['a number without an end', Uint8Array.from({ length: 64 }, () => 255)],
  ['half an update', asMessage(manyKeys(3).subarray(0, -5))],
  ['an update that claims millions', asMessage(claimsMillions())],
  ['a deep value', asMessage(deepAny(10_000, 77))],
  ['a deep embedded value', asMessage(deepJson(10_000, 78))],
]

/** Those who write what no honest client writes. */
export const hostileWriters: readonly Attacker[] = [
  relentless({
    name: 'messages that cannot be decoded',
    closes: [4400],
    everyMs: 10,
    prepare: () => (line, acted) => line.send(UNDECODABLE[acted % UNDECODABLE.length]?.[1] ?? Uint8Array.of()),
  }),
  relentless({
    name: '750 updates without predecessors',
    closes: [4529],
    everyMs: 100,
    prepare: () => {
      const messages = Array.from({ length: 750 }, () => asMessage(orphan()))
      return (line) => messages.forEach((message) => line.send(message))
    },
  }),
  relentless({
    name: 'updates without predecessors, on 40 sockets',
    closes: [],
    lines: 40,
    everyMs: 50,
    times: 40 * 60,
    prepare: () => {
      const messages = Array.from({ length: 100 }, () => asMessage(orphan()))
      return (line, acted) => line.send(messages[acted % messages.length] ?? Uint8Array.of())
    },
  }),
  relentless({
    name: 'hostile records',
    closes: [],
    everyMs: 50,
    prepare: () => {
      const doc = new Y.Doc()
      const all = [...UNREADABLE.filter(({ what }) => !what.includes('megabytes')), ...ODD]
      return (line, acted) => {
        line.send(asMessage(updateOf(doc, () => all[acted % all.length]?.write(doc))))
      }
    },
  }),
  relentless({
    name: 'texts of 7 megabytes',
    closes: [],
    everyMs: 500,
    times: 5,
    prepare: () => {
      const doc = new Y.Doc()
      const text = 'x'.repeat(7 * 1024 * 1024)
      return (line, acted) =>
        line.send(asMessage(updateOf(doc, () => doc.getMap('records').set('shape:long', `${acted}${text}`))))
    },
  }),
  relentless({
    name: 'texts of 10 megabytes',
    closes: [4413],
    everyMs: 200,
    prepare: () => {
      const message = asMessage(
        updateOf(new Y.Doc(), (doc) => doc.getMap('records').set('shape:long', 'x'.repeat(10 * 1024 * 1024))),
      )
      return (line) => line.send(message)
    },
  }),
  relentless({
    name: '100,000 keys in one update',
    closes: [],
    everyMs: 500,
    times: 4,
    prepare: () => {
      const messages = Array.from({ length: 4 }, (_, i) => asMessage(manyKeys(100_000, `hostile${i}-`)))
      return (line, acted) => line.send(messages[acted % messages.length] ?? Uint8Array.of())
    },
  }),
  relentless({
    name: 'items that have to pass thousands of others',
    closes: [],
    everyMs: 200,
    prepare: () => {
      const low = Array.from({ length: 4 }, (_, i) => asMessage(rivals(1, 4_000, i * 4_000)))
      return (line, acted) => {
        const message = low[acted] ?? asMessage(rivals(1_000 + acted, 400))
        line.send(message)
      }
    },
  }),
  relentless({
    name: 'deleting everything, again and again',
    closes: [],
    everyMs: 100,
    prepare: () => {
      const doc = new Y.Doc()
      return (line) => {
        const writes = updateOf(doc, () => {
          for (let i = 0; i < 100; i++) doc.getMap('records').set(`shape:short-lived-${i}`, { i })
        })
        line.send(asMessage(writes))
        line.send(asMessage(updateOf(doc, () => doc.getMap('records').clear())))
      }
    },
  }),
  relentless({
    name: 'everything twice, as step 2',
    closes: [],
    everyMs: 50,
    prepare: () => {
      const message = syncMessage(SYNC_STEP.missing, manyKeys(5_000, 'twice-'))
      return (line: HostileLine) => {
        line.send(message)
        line.send(message)
      }
    },
  }),
]
