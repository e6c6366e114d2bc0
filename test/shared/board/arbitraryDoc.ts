import fc from 'fast-check'
import type * as Y from 'yjs'
import * as Yjs from 'yjs'
import { boardRoots } from '../../../shared/board/keys.ts'

/** One write that a peer, honest or not, may do to a document. */
export type Write =
  | { do: 'record'; id: string; record: unknown }
  | { do: 'edit'; key: string; value: unknown }
  | { do: 'text'; key: string; text: string }
  | { do: 'remove'; id: string }
  | { do: 'removeEdit'; key: string }

const shapeIds = ['shape:a', 'shape:b', 'shape:c', 'shape:d', 'shape:e', 'shape:f']
const zoneIds = ['shape:z1', 'shape:z2']
const pageIds = ['page:page', 'page:two']
const bindingIds = ['binding:1', 'binding:2', 'binding:3']

const anyShapeId = fc.constantFrom(...shapeIds, ...zoneIds)
const parentId = fc.constantFrom(...pageIds, ...zoneIds, ...shapeIds, 'page:gone', 'shape:gone')
const index = fc.constantFrom('a1', 'a2', 'a3', 'a1V', 'Zz')
const number = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -2000, max: 2000 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e12) },
)
const side = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 20, max: 900 }) }, fc.constantFrom(0, -4))

function shape(id: string, type: string, props: fc.Arbitrary<object>): fc.Arbitrary<object> {
  return fc.record({
    id: fc.constant(id),
    typeName: fc.constant('shape'),
    type: fc.constant(type),
    parentId,
    index,
    x: number,
    y: number,
    rotation: fc.constant(0),
    isLocked: fc.constant(false),
    opacity: fc.constant(1),
    props,
    meta: fc.constant({}),
  })
}

const cardPropsArb = fc.record({
  w: fc.constant(240),
  h: side,
  template: fc.constant('discovery-map'),
  kind: fc.constantFrom('pain-point', 'signal', 'of-a-newer-version'),
  fields: fc.dictionary(
    fc.constantFrom('who', 'severity', 'tags'),
    fc.oneof(fc.string(), fc.integer(), fc.constant(['x'])),
  ),
})
const zonePropsArb = fc.record({
  w: fc.constantFrom(560, 300, 900),
  h: side,
  template: fc.constant('discovery-map'),
  zone: fc.constantFrom('pain-points', 'signals', 'of-a-newer-version'),
  title: fc.string(),
})
const groupPropsArb = fc.constant({})
const arrowPropsArb = fc.constant({
  kind: 'arc',
  labelColor: 'black',
  color: 'grey',
  fill: 'none',
  dash: 'solid',
  size: 's',
  arrowheadStart: 'none',
  arrowheadEnd: 'arrow',
  font: 'sans',
  start: { x: 0, y: 0 },
  end: { x: 9, y: 9 },
  bend: 0,
  text: '',
  labelPosition: 0.5,
  scale: 1,
  elbowMidPoint: 0.5,
})

const record: fc.Arbitrary<Write> = fc.oneof(
  fc
    .constantFrom(...shapeIds)
    .chain((id) =>
      fc
        .oneof(shape(id, 'card', cardPropsArb), shape(id, 'group', groupPropsArb), shape(id, 'arrow', arrowPropsArb))
        .map((value): Write => ({ do: 'record', id, record: value })),
    ),
  fc
    .constantFrom(...zoneIds)
    .chain((id) => shape(id, 'zone', zonePropsArb).map((value): Write => ({ do: 'record', id, record: value }))),
  fc.constantFrom(...pageIds).chain((id) =>
    index.map((at): Write => ({
      do: 'record',
      id,
      record: { id, typeName: 'page', name: id, index: at, meta: {} },
    })),
  ),
  fc
    .tuple(fc.constantFrom(...bindingIds), anyShapeId, anyShapeId, fc.constantFrom('start', 'end'))
    .map(([id, fromId, toId, terminal]): Write => ({
      do: 'record',
      id,
      record: {
        id,
        typeName: 'binding',
        type: 'arrow',
        fromId,
        toId,
        props: { terminal, normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false, snap: 'none' },
        meta: {},
      },
    })),
  fc
    .tuple(anyShapeId, fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constant({ $v: 9 })))
    .map(([id, value]): Write => ({ do: 'record', id, record: value })),
)

const edit: fc.Arbitrary<Write> = fc
  .tuple(
    anyShapeId,
    fc.oneof(
      fc.tuple(
        fc.constant('place'),
        fc.tuple(number, number, fc.constant(0), parentId, index).map((all) => all as unknown[]),
      ),
      fc.tuple(
        fc.constant('place'),
        fc.tuple(number, number).map((all) => all as unknown[]),
      ),
      fc.tuple(
        fc.constant('size'),
        fc.tuple(side, side).map((all) => all as unknown[]),
      ),
      fc.tuple(
        fc.constantFrom('f.severity', 'f.tags.x', 'f.tags.y', 'props.h', 'meta.m', '__proto__', 'props.__proto__'),
        fc.constantFrom(0, 1, 'text', null, { $v: 2, $: 3 }),
      ),
    ),
  )
  .map(([id, [group, value]]): Write => ({ do: 'edit', key: `${id}/${String(group)}`, value }))

const text: fc.Arbitrary<Write> = fc
  .tuple(anyShapeId, fc.constantFrom('who', 'whatHurts', '__proto__'), fc.string())
  .map(([id, field, value]): Write => ({ do: 'text', key: `${id}/${field}`, text: value }))

export const write: fc.Arbitrary<Write> = fc.oneof(
  { weight: 5, arbitrary: record },
  { weight: 4, arbitrary: edit },
  { weight: 2, arbitrary: text },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...shapeIds, ...zoneIds, ...pageIds, ...bindingIds)
      .map((id): Write => ({ do: 'remove', id })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(anyShapeId, fc.constantFrom('place', 'size'))
      .map(([id, group]): Write => ({ do: 'removeEdit', key: `${id}/${group}` })),
  },
)

/** Carries a write out, as any client of the protocol could. */
export function perform(doc: Y.Doc, step: Write): void {
  const { records, edits, texts } = boardRoots(doc)
  switch (step.do) {
    case 'record':
      // A generated object may lack a prototype, which Yjs refuses.
      records.set(step.id, structuredClone(step.record))
      return
    case 'edit':
      edits.set(step.key, structuredClone(step.value))
      return
    case 'text': {
      const there = texts.get(step.key)
      if (there instanceof Yjs.Text) there.insert(0, step.text)
      else texts.set(step.key, new Yjs.Text(step.text))
      return
    }
    case 'remove':
      records.delete(step.id)
      return
    case 'removeEdit':
      edits.delete(step.key)
      return
  }
}
