import fc from 'fast-check'
import type { TLBinding, TLRecord } from '@tldraw/tlschema'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { makeRoom, ZONE_GAP, ZONE_HEADER, type ZoneBox } from '../../shared/board/layout.ts'
import { layOutZone } from '../../shared/board/layOutZone.ts'
import { BoardReader, readBoard } from '../../shared/board/read.ts'
import { RecordGraph } from '../../shared/board/RecordGraph.ts'
import { ShortestColumn } from '../../shared/board/ShortestColumn.ts'
import { arrow, arrowBinding, box, frame } from '../support/boardShapes.ts'

const MANY = 5_000
const zone = fc.record({
  x: fc.integer({ min: -50, max: 50 }),
  y: fc.integer({ min: -50, max: 50 }),
  w: fc.integer({ min: 1, max: 40 }),
  h: fc.integer({ min: 1, max: 20 }),
  content: fc.record({ w: fc.integer({ min: 0, max: 40 }), h: fc.integer({ min: 0, max: 40 }) }),
})

/** A graph that counts how often somebody looks at a record. */
class CountedGraph extends RecordGraph {
  looks = 0
  override get(id: string): TLRecord | undefined {
    this.looks += 1
    return super.get(id)
  }
}

/** What `makeRoom` does, by asking each zone about each. */
function makeRoomByPairs(zones: readonly ZoneBox[]): Map<string, { y: number; w: number; h: number }> {
  const width = ({ w, content }: ZoneBox) => Math.max(w, content.w)
  const settled: { zone: ZoneBox; y: number; h: number }[] = []
  for (const below of zones.toSorted((a, b) => a.y - b.y || (a.id < b.id ? -1 : 1))) {
    let pushed = 0
    for (const above of settled) {
      const foot = above.zone.y + above.zone.h
      const sharesWidth = above.zone.x < below.x + width(below) && below.x < above.zone.x + width(above.zone)
      if (sharesWidth && foot <= below.y) pushed = Math.max(pushed, above.y + above.h - foot)
    }
    settled.push({ zone: below, y: below.y + pushed, h: Math.max(below.h, below.content.h) })
  }
  return new Map(settled.map(({ zone, y, h }) => [zone.id, { y, w: width(zone), h }]))
}

it('SYN-366: of thousands of bindings of one arrow each is looked at a few times, and the least counts', () => {
  const graph = new CountedGraph()
  graph.set('shape:arrow', arrow('arrow'))
  graph.set('shape:box', box('box'))
  const bindings = Array.from({ length: MANY }, (_, n) => {
    const binding = arrowBinding(`${n}`, 'shape:arrow', 'shape:box', n % 2 === 0 ? 'start' : 'end')
    graph.set(binding.id, binding)
    return binding as TLBinding
  })
  graph.looks = 0
  const reading = bindings.filter((binding) => graph.bindingReads(binding))
  expect(reading.map(({ id }) => id)).toEqual(['binding:0', 'binding:1'])
  expect(graph.looks).toBeLessThan(5 * MANY)
  graph.set('binding:0', undefined)
  expect(bindings.filter((binding) => graph.bindingReads(binding)).map(({ id }) => id)).toEqual([
    'binding:1',
    'binding:10',
  ])
})

it('SYN-366: thousands of zones make room for each other without each asking all others', () => {
  let looks = 0
  const zones = Array.from({ length: MANY }, (_, n) => ({
    id: `${n}`.padStart(5, '0'),
    y: 100 * n,
    w: 100,
    h: 100,
    content: { w: 0, h: 110 },
    get x() {
      looks += 1
      return 0
    },
  }))
  const last = makeRoom(zones).get(`${MANY - 1}`.padStart(5, '0'))
  expect(last).toEqual({ y: 110 * (MANY - 1), w: 100, h: 110 })
  expect(looks).toBeLessThan(10 * MANY)
})

it('SYN-366: zones stand where they would if each asked all others', () => {
  fc.assert(
    fc.property(fc.array(zone, { maxLength: 40 }), (some) => {
      const zones = some.map((one, n) => ({ ...one, id: `zone${n}` }))
      expect(makeRoom(zones)).toEqual(makeRoomByPairs(zones))
    }),
    { numRuns: 1_000 },
  )
})

it('SYN-366: the next column is the shortest, the leftmost of equals, as if all were asked', () => {
  const heights = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 60 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), heights, (count, all) => {
      const columns = new ShortestColumn(count, ZONE_HEADER)
      const feet = Array.from({ length: count }, () => ZONE_HEADER)
      for (const height of all) {
        const y = Math.min(...feet)
        const column = feet.indexOf(y)
        expect(columns.next).toEqual({ column, y })
        feet[column] = y + height
        columns.fill(y + height)
        expect(columns.foot).toBe(Math.max(...feet))
      }
    }),
    { numRuns: 300 },
  )
})

it('SYN-366: a zone of tens of thousands of columns takes as many as it has cards', () => {
  const cards = Array.from({ length: 200_000 }, (_, n) => ({
    id: `${n}`.padStart(6, '0'),
    index: 'a1',
    w: 240,
    h: 100,
    kind: 'note',
    fields: {},
  }))
  const { positions, height } = layOutZone({ type: 'grid' }, 10_000_000, cards)
  expect(new Set(positions.map(({ y }) => y)).size).toBe(6)
  expect(positions.at(-1)?.y).toBe(ZONE_HEADER + 5 * (100 + ZONE_GAP))
  expect(height).toBeGreaterThan(ZONE_HEADER + 6 * 100)
})

it('SYN-366: a change of a whole chain, and of all bindings of an arrow, reads as the board read anew', () => {
  const doc = new Y.Doc()
  const records = doc.getMap('records')
  doc.transact(() => {
    for (let n = 0; n < 300; n++) {
      records.set(`shape:${n}`, frame(`${n}`, n === 0 ? {} : { parent: `shape:${n - 1}` }))
      records.set(`binding:${n}`, arrowBinding(`${n}`, 'shape:arrow', `shape:${n}`, 'end'))
    }
    records.set('shape:arrow', arrow('arrow'))
  })
  const reader = new BoardReader(doc)
  reader.observe()
  reader.update()
  doc.transact(() => {
    for (let n = 0; n < 300; n += 3) records.delete(`shape:${n}`)
    for (let n = 1; n < 300; n += 3) {
      records.set(`shape:${n}`, frame(`${n}`, { parent: 'shape:2' }))
      records.set(`binding:${n}`, arrowBinding(`${n}`, `shape:arrow`, `shape:${n}`, 'start'))
    }
  })
  reader.update()
  expect([...reader.records].sort()).toEqual([...readBoard(doc).records].sort())
})
