import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { BoardBinding } from '../../../client/board/BoardBinding.ts'
import { browserScheduler } from '../../../client/board/browserScheduler.ts'
import { BoardReader } from '../../../shared/board/read.ts'
import { MemoryServer, newStore, Peer } from '../../support/boardPeers.ts'
import { box, newBoard } from '../../support/boardShapes.ts'

/** Counts the merges that a store is asked to make. */
function countMerges(store: { mergeRemoteChanges(run: () => void): void }): () => number {
  const merge = store.mergeRemoteChanges.bind(store)
  let count = 0
  store.mergeRemoteChanges = (run) => {
    count++
    merge(run)
  }
  return () => count
}

/** A board with a box for each of so many people, and what each of them sends who moves theirs once. */
function movingPeople(count: number): { server: MemoryServer; updates: Uint8Array[] } {
  const server = new MemoryServer(newBoard('blank'))
  const peer = new Peer(server)
  peer.put(...Array.from({ length: count }, (_, at) => box(`${at}`)))
  peer.settle()
  peer.wire.deliverToServer()
  const state = Y.encodeStateAsUpdate(server.doc)
  const updates = Array.from({ length: count }, (_, at) => {
    const other = new Peer(new MemoryServer(state))
    other.change(`shape:${at}`, { x: 500 + at })
    other.binding.flush()
    other.binding.close()
    return other.sent.at(-1) ?? new Uint8Array()
  })
  peer.binding.close()
  return { server, updates }
}

describe('merging what many people do', () => {
  it('BND-200: what thirty people do within a frame is one merge, also while one does something oneself', () => {
    const { server, updates } = movingPeople(30)
    const ada = new Peer(server)
    const merges = countMerges(ada.store)
    for (let round = 1; round <= 3; round++) {
      for (const update of updates.slice((round - 1) * 10, round * 10)) Y.applyUpdate(ada.doc, update)
      ada.change('shape:0', { y: round })
      ada.scheduler.drawFrame()
      expect(merges()).toBe(round)
    }
    expect(ada.get('shape:29')).toMatchObject({ x: 529 })
    ada.scheduler.drawFrame()
    expect(merges()).toBe(3)
  })

  describe('in a page that nobody looks at', () => {
    const listeners = new Set<() => void>()
    const page = {
      hidden: true,
      addEventListener: (_type: string, listener: () => void) => listeners.add(listener),
      removeEventListener: (_type: string, listener: () => void) => listeners.delete(listener),
    }

    beforeEach(() => {
      vi.useFakeTimers()
      vi.stubGlobal('document', page)
      vi.stubGlobal('requestAnimationFrame', () => expect.unreachable('a hidden page draws no frames'))
    })

    afterEach(() => {
      vi.unstubAllGlobals()
      vi.useRealTimers()
    })

    it('BND-200: a hidden page merges all that came meanwhile at once, by a timer', async () => {
      const { server, updates } = movingPeople(30)
      const doc = new Y.Doc()
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(server.doc))
      const reader = new BoardReader(doc)
      reader.observe()
      const store = newStore()
      const binding = new BoardBinding(doc, reader, store, browserScheduler)
      const merges = countMerges(store)
      for (const update of updates) Y.applyUpdate(doc, update)
      expect(merges()).toBe(0)
      await vi.advanceTimersByTimeAsync(1000)
      expect(merges()).toBe(1)
      expect(store.get('shape:29' as never)).toMatchObject({ x: 529 })
      binding.close()
      expect(listeners.size).toBe(0)
    })
  })
})
