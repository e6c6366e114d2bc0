import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { BOARD_ROLES, type BoardRole } from '../../../shared/access/boardRights.ts'
import { SYNC_STEP, numberMessage, syncMessage, type ClientMessage } from '../../../shared/sync/messages.ts'
import { MESSAGE } from '../../../shared/sync/protocol.ts'
import { ROOM_LIMITS } from '../../../server/sync/limits.ts'
import { handBoard, writtenBy, type HandPeer } from '../../support/handRooms.ts'

const EDITORS: readonly BoardRole[] = ['owner', 'facilitator', 'editor']

interface Trial {
  peer: HandPeer
  other: HandPeer
  settle(): Promise<void>
}

/** Each kind of message: who may send it, and whether it had an effect. A kind that is missing does not compile. */
const KINDS: Readonly<
  Record<ClientMessage['kind'], { roles: readonly BoardRole[]; works(trial: Trial): Promise<boolean> }>
> = {
  'state-vector': {
    roles: BOARD_ROLES,
    async works({ peer, settle }) {
      peer.send(syncMessage(SYNC_STEP.stateVector, Y.encodeStateVector(new Y.Doc())))
      await settle()
      return peer.counts.step2 > 0
    },
  },
  missing: {
    roles: EDITORS,
    async works({ peer, other, settle }) {
      const update = writtenBy(new Y.Doc(), (doc) => doc.getMap('records').set('offline', 1))
      peer.send(syncMessage(SYNC_STEP.missing, update))
      await settle()
      return other.get('offline') === 1
    },
  },
  update: {
    roles: EDITORS,
    async works({ peer, other, settle }) {
      peer.set('crafted', 1)
      await settle()
      return other.get('crafted') === 1
    },
  },
  awareness: {
    roles: BOARD_ROLES,
    async works({ peer, other, settle }) {
      peer.point(7, 1, { cursor: { x: 1, y: 2 } })
      await settle()
      return other.others.has(7)
    },
  },
  'query-awareness': {
    roles: BOARD_ROLES,
    async works({ peer, other, settle }) {
      other.point(9, 1, { cursor: { x: 1, y: 2 } })
      await settle()
      const before = peer.counts.awareness
      peer.send(Uint8Array.of(MESSAGE.queryAwareness))
      await settle()
      return peer.counts.awareness > before
    },
  },
  barrier: {
    roles: BOARD_ROLES,
    async works({ peer, settle }) {
      peer.barrier(1)
      await settle()
      return peer.saved.includes(1)
    },
  },
  'writes-as': {
    roles: EDITORS,
    async works({ peer, other, settle }) {
      // An id that is taken makes somebody else's update under it wait.
      peer.send(numberMessage(MESSAGE.writesAs, 4711))
      await settle()
      const doc = new Y.Doc()
      doc.clientID = 4711
      other.send(
        syncMessage(
          SYNC_STEP.update,
          writtenBy(doc, () => doc.getMap('records').set('taken', 1)),
        ),
      )
      other.barrier(1)
      await settle()
      return !other.saved.includes(1)
    },
  },
}

async function board() {
  const all = await handBoard()
  const settle = async (...peers: HandPeer[]) => {
    // Presence is gathered for a moment.
    await all.timers.pass(ROOM_LIMITS.windowMs)
    for (const peer of peers) peer.read()
  }
  return { ...all, settle }
}

describe('roles on a socket', () => {
  const cells = BOARD_ROLES.flatMap((role) =>
    (Object.keys(KINDS) as ClientMessage['kind'][]).map((kind) => [role, kind] as const),
  )
  it.each(cells)('AUT-102: what %s sends as %s has an effect where the table says so', async (role, kind) => {
    const { connect, settle } = await board()
    const peer = await connect({ name: 'Vic', role })
    const other = await connect({ name: 'Ada' })
    if (kind !== 'state-vector') await peer.sync()
    await other.sync()
    const { roles, works } = KINDS[kind]
    expect(await works({ peer, other, settle: () => settle(peer, other) })).toBe(roles.includes(role))
    expect(peer.wire.closed).toBeNull()
    expect(peer.roles).toEqual([role])
  })

  it('AUT-103: whoever has another role by now has to come in anew, and whoever has none is out', async () => {
    const { connect, rooms, settle } = await board()
    const [lowered, out, same] = [
      await connect({ name: 'Lo' }),
      await connect({ name: 'Out' }),
      await connect({ name: 'Same' }),
    ]
    for (const peer of [lowered, out, same]) await peer.sync()
    lowered.rights.right = 'viewer'
    out.rights.right = null
    rooms.reviewRoles()
    expect(lowered.wire.closed).toBe('role-changed')
    expect(out.wire.closed).toBe('forbidden')
    expect(same.wire.closed).toBeNull()
    lowered.set('too late', 1)
    out.set('too late as well', 1)
    await settle(same)
    expect([same.get('too late'), same.get('too late as well')]).toEqual([undefined, undefined])
  })
})
