import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SaveTracker } from '../../../client/board/SaveTracker.ts'
import { seeded } from '../../support/seeded.ts'

function tracker(): { tracker: SaveTracker; barriers: number[] } {
  const barriers: number[] = []
  return { tracker: new SaveTracker((n) => barriers.push(n)), barriers }
}

describe('where one’s own changes are', () => {
  it('BND-90: before the server has been told all that it lacks, no barrier is sent', () => {
    const { tracker: save, barriers } = tracker()
    save.changed(['a'])
    save.askAgain()
    expect(barriers).toEqual([])
    save.connected()
    expect(barriers).toEqual([1])
  })

  it('BND-91: an answer covers what was changed before its barrier and nothing after', () => {
    const { tracker: save, barriers } = tracker()
    save.connected()
    save.saved(1)
    save.changed(['a'])
    save.askAgain()
    save.changed(['b'])
    save.askAgain()
    expect(barriers).toEqual([1, 2])
    save.saved(2)
    expect(save.status.get()).toEqual({ state: 'saving' })
    expect(barriers).toEqual([1, 2, 3])
    save.saved(3)
    expect(save.status.get()).toEqual({ state: 'saved' })
  })

  it('BND-92: an answer of a socket that is gone counts for nothing', () => {
    const { tracker: save } = tracker()
    save.connected()
    save.changed(['a'])
    save.disconnected()
    expect(save.saved(1)).toBe(false)
    expect(save.status.get()).toEqual({ state: 'offline', pendingOnDevice: 1, keptOnDevice: false })
  })

  it('BND-410: whoever comes reads Saved only once the server has said so, for what others changed as well', () => {
    const { tracker: save } = tracker()
    save.connected()
    expect(save.status.get()).toEqual({ state: 'saving' })
    save.notSaved(1)
    expect(save.status.get()).toEqual({ state: 'not-saved', reason: 'storage' })
    save.saved(1)
    expect(save.status.get()).toEqual({ state: 'saved' })
    save.disconnected()
    save.connected()
    expect(save.status.get()).toEqual({ state: 'saving' })
  })

  it('BND-93: what is on the screen and not in the document yet is not Saved and not kept', () => {
    const { tracker: save } = tracker()
    save.connected()
    save.saved(1)
    save.uncommitted(true)
    expect(save.status.get()).toEqual({ state: 'saving' })
    save.disconnected()
    expect(save.status.get()).toMatchObject({ state: 'offline', keptOnDevice: false })
    save.uncommitted(false)
    expect(save.status.get()).toMatchObject({ state: 'offline', keptOnDevice: true })
  })

  it('BND-94: one thing changed many times is one change', () => {
    const { tracker: save } = tracker()
    save.connected()
    save.disconnected()
    for (let n = 0; n < 60; n++) save.changed(['edits:shape:a/place'])
    expect(save.status.get()).toMatchObject({ pendingOnDevice: 1 })
  })

  it('BND-95: whoever waits for Saved is told when it is so, or that it will not be', async () => {
    const { tracker: save } = tracker()
    save.changed(['a'])
    const waiting = save.whenSaved()
    save.connected()
    save.saved(1)
    await waiting
    save.changed(['a'])
    const again = save.whenSaved()
    save.close()
    await expect(again).rejects.toThrow('closed')
  })

  it('BND-97: who could only look may be let in by another socket', () => {
    const { tracker: save } = tracker()
    save.connected()
    save.changed(['a'])
    save.refused('read-only')
    expect(save.status.get()).toEqual({ state: 'not-saved', reason: 'read-only' })
    save.disconnected()
    save.connected()
    save.saved(2)
    expect(save.status.get()).toEqual({ state: 'saved' })
  })

  it(
    'BND-96: whatever happens in whatever order, Saved is said only of what a barrier covered',
    { timeout: 60_000 },
    () => {
      const event = fc.constantFrom('change', 'ask', 'up', 'down', 'answer', 'old answer', 'fails', 'screen', 'kept')
      fc.assert(
        fc.property(fc.array(event, { maxLength: 80 }), (events) => {
          const { tracker: save, barriers } = tracker()
          // What a server would really have: changes up to here are behind its last answered barrier.
          let made = 0
          let safe = 0
          let open: { n: number; covers: number } | null = null
          let onScreen = false
          let seen = 0
          const collect = (): void => {
            if (barriers.length === seen) return
            seen = barriers.length
            open = { n: barriers.at(-1) ?? 0, covers: made }
          }
          for (const what of events) {
            if (what === 'change') {
              made++
              save.changed([`key${made % 5}`])
            } else if (what === 'ask') save.askAgain()
            else if (what === 'up') save.connected()
            else if (what === 'down') {
              open = null
              save.disconnected()
            } else if (what === 'answer' && open !== null) {
              const { n, covers }: { n: number; covers: number } = open
              open = null
              safe = covers
              save.saved(n)
            } else if (what === 'old answer') save.saved(0)
            else if (what === 'fails' && open !== null) save.notSaved((open as { n: number }).n)
            else if (what === 'screen') save.uncommitted((onScreen = !onScreen))
            else if (what === 'kept') save.kept(save.revision)
            collect()
            if (save.status.get().state === 'saved') expect({ safe, onScreen }).toEqual({ safe: made, onScreen: false })
          }
        }),
        { ...seeded('save tracker'), numRuns: 500 },
      )
    },
  )
})
