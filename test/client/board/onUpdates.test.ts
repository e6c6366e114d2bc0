import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { onUpdates } from '../../../client/board/onUpdates.ts'

describe('who listens to a document', () => {
  it('BND-203: what nobody wants is not put in bytes, and all that is wanted is heard', () => {
    const doc = new Y.Doc()
    const map = doc.getMap('records')
    const heard: unknown[] = []
    const stop = onUpdates(
      doc,
      (origin) => origin !== 'server',
      (_update, origin) => heard.push(origin),
    )
    let isHeeded = false
    doc.on('afterTransactionCleanup', () => (isHeeded = doc._observers.has('update')))
    doc.transact(() => map.set('a', 1), 'server')
    expect(isHeeded).toBe(false)
    doc.transact(() => map.set('b', 1), 'own')
    doc.transact(() => map.set('c', 1), 'server')
    expect(isHeeded).toBe(false)
    expect(heard).toEqual(['own'])
    stop()
    doc.transact(() => map.set('d', 1), 'own')
    expect(heard).toEqual(['own'])
  })

  it('BND-203: what is written while something else comes in is heard, and the other way round', () => {
    const doc = new Y.Doc()
    const map = doc.getMap('records')
    const heard = new Set<unknown>()
    onUpdates(
      doc,
      (origin) => origin !== 'server',
      (_update, origin) => heard.add(origin),
    )
    let next: string | null = null
    doc.on('afterTransaction', () => {
      const origin = next
      next = null
      if (origin !== null) doc.transact(() => map.set(origin, 1), origin)
    })
    next = 'own'
    doc.transact(() => map.set('a', 1), 'server')
    expect(heard).toContain('own')
    heard.clear()
    next = 'server'
    doc.transact(() => map.set('b', 1), 'own')
    expect(heard).toContain('own')
  })
})
