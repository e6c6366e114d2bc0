import { expect, it } from 'vitest'
import type { TLRecord, TLShape } from '@tldraw/tlschema'
import * as Y from 'yjs'
import { readBoard, readerOf } from '../../shared/board/read.ts'
import { MAX_DEPTH, settledParent } from '../../shared/board/settle.ts'
import { frame } from '../support/boardShapes.ts'

/** So many frames, each in the one before. */
function chain(length: number): TLShape[] {
  return Array.from(
    { length },
    (_, n) => frame(`${n}`, n === 0 ? {} : { parent: `shape:${n - 1}` }) as TLRecord as TLShape,
  )
}

it('SYN-355: in a chain of 20,000 frames no shape looks further up than it may lie deep', () => {
  const shapes = new Map(chain(20_000).map((shape) => [shape.id as string, shape]))
  let looks = 0
  const get = (id: string): TLRecord | undefined => {
    looks += 1
    return shapes.get(id)
  }
  const parents = [...shapes.values()].map((shape) => settledParent(shape, { get, defaultPage: 'page:page' }))
  expect(looks).toBeLessThan(20_000 * (MAX_DEPTH + 2))
  expect(parents.slice(1, MAX_DEPTH)).toEqual(Array.from({ length: MAX_DEPTH - 1 }, (_, n) => `shape:${n}`))
  expect(new Set(parents.slice(MAX_DEPTH))).toEqual(new Set(['page:page']))
})

it('SYN-355: what lies too deep reads as on the page, and as nested again once there is less above it', () => {
  const doc = new Y.Doc()
  const records = doc.getMap('records')
  // The innermost first, which each reader hangs under what comes after it.
  doc.transact(() =>
    chain(300)
      .toReversed()
      .forEach((shape) => records.set(shape.id, shape)),
  )
  const reader = readerOf(doc)
  const parentOf = (n: number): unknown => (reader.records.get(`shape:${n}`) as TLShape | undefined)?.parentId
  expect(parentOf(50)).toBe('shape:49')
  expect(parentOf(250)).toBe(parentOf(0))
  records.delete('shape:199')
  readerOf(doc)
  expect(parentOf(250)).toBe('shape:249')
  expect([...reader.records].sort()).toEqual([...readBoard(doc).records].sort())
})
