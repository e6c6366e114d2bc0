import type { TLArrowBinding, TLArrowShape, TLShape } from '@tldraw/tldraw'
import { describe, expect, it } from 'vitest'
import { plainBox, type Around } from '../../../client/canvas/view/plainBox.ts'
import { arrow, arrowBinding, box, painPoint } from '../../support/boardShapes.ts'

const shapeOf = (record: unknown, patch: object = {}): TLShape => ({ ...(record as TLShape), ...patch })
const PAGE = 'page:page'
const zone = (patch: object = {}): TLShape =>
  shapeOf(painPoint('zone', { parent: PAGE, x: 1000, y: 500 }), {
    type: 'zone',
    props: { w: 600, h: 800, template: 'discovery-map', zone: 'intent', title: '' },
    ...patch,
  })
const link = (props: object = {}): TLShape => {
  const record = arrow('link', { parent: PAGE, x: 7, y: 8 }) as TLArrowShape
  return shapeOf(record, { props: { ...record.props, ...props } })
}

function among(shapes: readonly TLShape[], bindings: readonly unknown[] = []): Around {
  return {
    get: (id) => shapes.find((shape) => shape.id === id),
    bindingsOf: () => bindings as TLArrowBinding[],
  }
}

describe('where a shape lies by its record alone', () => {
  it('UI-203: a card lies where it is, counted from the zone it is in', () => {
    const card = shapeOf(painPoint('a', { parent: PAGE, x: 10, y: 20 }))
    expect(plainBox(card, among([card]))).toEqual({ minX: 10, minY: 20, maxX: 250, maxY: 116 })
    const inZone = shapeOf(painPoint('b', { parent: 'shape:zone', x: 16, y: 60 }))
    expect(plainBox(inZone, among([zone()]))).toEqual({ minX: 1016, minY: 560, maxX: 1256, maxY: 656 })
    expect(plainBox(zone(), among([]))).toEqual({ minX: 1000, minY: 500, maxX: 1600, maxY: 1300 })
  })

  it('UI-203: what is turned, lies in something else or is drawn freely is left to its geometry', () => {
    const card = painPoint('a', { parent: 'shape:zone' })
    expect(plainBox(shapeOf(card, { rotation: 1 }), among([zone()]))).toBeNull()
    expect(plainBox(shapeOf(card), among([zone({ rotation: 1 })]))).toBeNull()
    expect(plainBox(shapeOf(card), among([]))).toBeNull()
    expect(plainBox(shapeOf(box('b', { parent: PAGE })), among([]))).toBeNull()
    for (const props of [{ bend: 20 }, { kind: 'elbow' }, { text: 'because' }])
      expect(plainBox(link(props), among([]))).toBeNull()
  })

  it('UI-203: a link lies between what it binds, or where it ends freely', () => {
    const a = shapeOf(painPoint('a', { parent: PAGE, x: 0, y: 0 }))
    const b = shapeOf(painPoint('b', { parent: PAGE, x: 1000, y: -300 }))
    const start = arrowBinding('start', 'shape:link', 'shape:a', 'start')
    const end = arrowBinding('end', 'shape:link', 'shape:b', 'end')
    const holds = (outer: ReturnType<typeof plainBox>, x: number, y: number): boolean =>
      outer !== null && outer.minX <= x && outer.maxX >= x && outer.minY <= y && outer.maxY >= y
    const bound = plainBox(link(), among([a, b], [start, end]))
    for (const [x, y] of [
      [0, 0],
      [1240, -300],
      [240, 96],
    ] as const)
      expect(holds(bound, x, y)).toBe(true)
    expect(holds(bound, 1400, 0)).toBe(false)
    // Its free end: 100 to the right of where it is.
    const free = plainBox(link(), among([b], [end]))
    expect(holds(free, 7, 8)).toBe(true)
    expect(holds(plainBox(link(), among([])), 107, 8)).toBe(true)
    const other = shapeOf(box('c', { parent: PAGE }))
    expect(plainBox(link(), among([a, other], [start, arrowBinding('end', 'shape:link', 'shape:c', 'end')]))).toBeNull()
    // The point that it aims at may lie outside.
    const far = { ...end, props: { ...(end as TLArrowBinding).props, normalizedAnchor: { x: 3, y: 0 } } }
    expect(holds(plainBox(link(), among([a, b], [start, far])), 1720, -300)).toBe(true)
  })
})
