import { afterEach, describe, expect, it } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { BoardPresence, presenceIntervalMs } from '../../../client/board/BoardPresence.ts'
import { SYNC_LIMITS } from '../../../shared/sync/protocol.ts'
import { ManualScheduler } from '../../support/ManualScheduler.ts'

const awarenesses: Awareness[] = []
afterEach(() => awarenesses.splice(0).forEach((awareness) => awareness.destroy()))

function someone(): { awareness: Awareness; presence: BoardPresence; scheduler: ManualScheduler; sent: () => number } {
  const awareness = new Awareness(new Y.Doc())
  awarenesses.push(awareness)
  const scheduler = new ManualScheduler()
  const presence = new BoardPresence(awareness, scheduler)
  let updates = 0
  awareness.on('update', () => updates++)
  return { awareness, presence, scheduler, sent: () => updates }
}

/** Brings another client's state in, as the server would send it. */
function hear(to: Awareness, state: Record<string, unknown>): void {
  const other = new Awareness(new Y.Doc())
  awarenesses.push(other)
  other.setLocalState(state)
  applyAwarenessUpdate(to, encodeAwarenessUpdate(other, [other.clientID]), 'server')
}

const PERSON = { id: 'p1', name: 'Ben', discipline: 'AI', role: 'editor' }

describe('presence', () => {
  it('BND-100: one’s own is told at once, then at a pace, the last state always', () => {
    const { awareness, presence, scheduler, sent } = someone()
    for (let x = 0; x < 50; x++) {
      presence.update({ cursor: { x, y: 0 } })
      scheduler.advance(4)
    }
    scheduler.advance(100)
    expect(sent()).toBeLessThanOrEqual(7)
    expect(awareness.getLocalState()).toMatchObject({ cursor: { x: 49, y: 0 } })
  })

  it('BND-101: the pace falls as the room grows', () => {
    expect([1, 20, 100, 1000].map(presenceIntervalMs)).toEqual([40, 40, 200, 500])
  })

  it('BND-102: it stays within what the server takes, however much is selected', () => {
    const { awareness, presence } = someone()
    const selection = Array.from({ length: 5000 }, (_, index) => `shape:${'x'.repeat(21)}${index}`)
    presence.update({ selection, page: 'page:page', viewport: { x: 1, y: 2, w: 3, h: 4 } })
    expect(JSON.stringify(awareness.getLocalState()).length).toBeLessThan(SYNC_LIMITS.awarenessBytes)
  })

  it('BND-103: others come once a frame, without those the server has not named, and with nonsense left out', () => {
    const { awareness, presence, scheduler } = someone()
    let told = 0
    presence.others.subscribe(() => told++)
    hear(awareness, { person: PERSON, cursor: { x: 1, y: 2 }, page: 'page:page', selection: ['shape:a', 7] })
    hear(awareness, { person: { ...PERSON, id: 'p2' }, cursor: { x: 'far', y: null }, viewport: 3, editing: {} })
    hear(awareness, { cursor: { x: 1, y: 2 } })
    scheduler.drawFrame()
    expect(told).toBe(1)
    expect([...presence.others.get().values()]).toMatchObject([
      { person: PERSON, cursor: { x: 1, y: 2 }, page: 'page:page', selection: ['shape:a'], viewport: null },
      { person: { id: 'p2' }, cursor: null, viewport: null, editing: null, selection: [] },
    ])
  })
})
