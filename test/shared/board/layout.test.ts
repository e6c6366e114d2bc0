import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  columnsOf,
  dropPosition,
  makeRoom,
  ZONE_FOOTER,
  ZONE_GAP,
  ZONE_HEADER,
  type LaidOutCard,
} from '../../../shared/board/layout.ts'
import { layOutZone } from '../../../shared/board/layOutZone.ts'
import { dropOnWall } from '../../../shared/board/wallLayout.ts'

/** What only tables go by. */
const ANY = { kind: '', fields: {} }

const cards = fc
  .uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1 }),
      index: fc.constantFrom('a1', 'a2', 'a3', 'a4'),
      h: fc.integer({ min: 40, max: 400 }),
    }),
    {
      selector: ({ id }) => id,
      maxLength: 30,
    },
  )
  .map((all): LaidOutCard[] => all.map((card) => ({ ...card, w: 240, ...ANY })))
const ordered = fc.constantFrom({ type: 'column' } as const, { type: 'grid' } as const)
const layout = fc.oneof(ordered, fc.constant({ type: 'wall' } as const))
const width = fc.integer({ min: 100, max: 1500 })

describe('layout of a zone', () => {
  it('LAY-1: cards never overlap, stay within the height the zone is told to have, and begin under its header', () => {
    fc.assert(
      fc.property(layout, width, cards, (kind, zoneWidth, all) => {
        const { positions, height } = layOutZone(kind, zoneWidth, all)
        const boxes = positions.map((at) => ({ ...at, h: all.find(({ id }) => id === at.id)?.h ?? 0 }))
        for (const [place, box] of boxes.entries()) {
          expect(box.y).toBeGreaterThanOrEqual(ZONE_HEADER)
          expect(box.y + box.h + ZONE_FOOTER).toBeLessThanOrEqual(height)
          for (const other of boxes.slice(place + 1)) {
            const apart = Math.abs(box.x - other.x) >= 240 || box.y + box.h <= other.y || other.y + other.h <= box.y
            expect(apart).toBe(true)
          }
        }
      }),
    )
  })

  it('LAY-2: the layout depends on order keys and ids alone, not on the order cards are listed in', () => {
    fc.assert(
      fc.property(layout, width, cards, (kind, zoneWidth, all) => {
        expect(layOutZone(kind, zoneWidth, all.toReversed())).toEqual(layOutZone(kind, zoneWidth, all))
      }),
    )
  })

  it('LAY-3: a card let go where another place of the order would put it takes that place', () => {
    fc.assert(
      fc.property(ordered, fc.integer({ min: 300, max: 1500 }), cards, fc.nat(), (kind, zoneWidth, all, pick) => {
        const ordered = layOutZone(kind, zoneWidth, all).positions.map(({ id }) => id)
        const place = pick % (ordered.length + 1)
        const dropped = { id: '~dropped', w: 240, h: 120, ...ANY }
        const keyed = ordered.map((id, at): LaidOutCard => ({
          id,
          w: 240,
          ...ANY,
          h: all.find((card) => card.id === id)?.h ?? 0,
          index: String(at).padStart(3, '0'),
        }))
        const before = keyed.slice(0, place)
        const spot = layOutZone(kind, zoneWidth, [...before, { ...dropped, index: '~' }]).positions.at(-1)
        if (spot === undefined) throw new Error('the dropped card was not laid out')
        const found = dropPosition(kind, zoneWidth, keyed, dropped, { x: spot.x + 120, y: spot.y + 60 })
        // Another place may lead to the very same spot; then either is right.
        const again = layOutZone(kind, zoneWidth, [...keyed.slice(0, found), { ...dropped, index: '~' }]).positions.at(
          -1,
        )
        expect(again).toEqual(spot)
      }),
    )
  })

  it('LAY-4: a grid has as many columns as its width holds, and always one', () => {
    expect([100, 528, 560, 784].map((zoneWidth) => columnsOf('grid', zoneWidth))).toEqual([1, 2, 2, 3])
    expect(columnsOf('column', 2000)).toBe(1)
  })
})

describe('a wall', () => {
  const byId = (all: readonly LaidOutCard[], zoneWidth: number) =>
    new Map(layOutZone({ type: 'wall' }, zoneWidth, all).positions.map(({ id, x, y }) => [id, { x, y }]))

  it('LAY-9: the newest lies on top, and moves down what stands in its column; all else stays where it is', () => {
    fc.assert(
      fc.property(width, cards, fc.integer({ min: 40, max: 400 }), (zoneWidth, all, h) => {
        const fresh: LaidOutCard = { id: 'fresh', index: 'a0', w: 240, h, ...ANY }
        const others = all.filter(({ id }) => id !== fresh.id)
        const before = byId(others, zoneWidth)
        const after = byId([...others, fresh], zoneWidth)
        const top = after.get('fresh')
        expect(top?.y).toBe(ZONE_HEADER)
        // Until there is a card for each, the columns that there are fill up.
        if (others.length < columnsOf('wall', zoneWidth)) return
        for (const [id, { x, y }] of before) {
          expect(after.get(id)).toEqual({ x, y: x === top?.x ? y + h + ZONE_GAP : y })
        }
      }),
    )
  })

  it('LAY-9: a card let go on a wall comes before what stands below it in that column', () => {
    const all = ['a', 'b', 'c', 'd', 'e'].map((id, at): LaidOutCard => ({
      id,
      index: `a${at}`,
      w: 240,
      h: 100,
      ...ANY,
    }))
    const places = byId(all, 560)
    for (const [at, { id }] of all.entries()) {
      const { x, y } = places.get(id) ?? { x: 0, y: 0 }
      expect(dropOnWall(560, all, { x: x + 120, y: y + 10 })).toBe(at)
    }
    expect(dropOnWall(560, [], { x: 0, y: 0 })).toBe(0)
    expect(dropOnWall(560, all, { x: 0, y: 9_000 })).toBe(5)
  })
})

describe('zones making room', () => {
  const zone = (id: string, y: number, contentHeight: number, x = 0) => ({
    id,
    x,
    y,
    w: 500,
    h: 400,
    content: { w: 0, h: contentHeight },
  })

  it('LAY-5: a zone that grows pushes what stands below it by as much as it grew, and nothing beside it', () => {
    const room = makeRoom([
      zone('top', 0, 700),
      zone('below', 450, 0),
      zone('last', 900, 500),
      zone('beside', 450, 0, 600),
    ])
    expect(Object.fromEntries(room)).toEqual({
      top: { y: 0, w: 500, h: 700 },
      below: { y: 750, w: 500, h: 400 },
      last: { y: 1200, w: 500, h: 500 },
      beside: { y: 450, w: 500, h: 400 },
    })
  })

  it('LAY-6: zones that did not overlap before growing do not overlap after it', () => {
    const box = fc.record({ column: fc.nat(3), row: fc.nat(4), contentHeight: fc.nat(2000) })
    const selector = (at: { column: number; row: number }) => `${at.column}/${at.row}`
    fc.assert(
      fc.property(fc.uniqueArray(box, { selector, maxLength: 12 }), (boxes) => {
        const zones = boxes.map((at, id) => zone(`z${id}`, at.row * 450, at.contentHeight, at.column * 600))
        const room = makeRoom(zones)
        for (const a of zones) {
          for (const b of zones) {
            if (a.id === b.id || a.x !== b.x) continue
            const first = room.get(a.id)
            const second = room.get(b.id)
            if (first === undefined || second === undefined) throw new Error('a zone is missing')
            expect(first.y + first.h <= second.y || second.y + second.h <= first.y).toBe(true)
          }
        }
      }),
    )
  })
})
