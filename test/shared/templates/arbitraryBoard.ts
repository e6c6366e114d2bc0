import fc from 'fast-check'
import type { BoardCard, BoardLink, BoardModel, BoardZone } from '../../../shared/templates/boardModel.ts'
import type { CardFields, FieldDefinition, RawFieldValue } from '../../../shared/templates/field.ts'
import type { Template } from '../../../shared/templates/template.ts'

/**
 * Boards full of accidents: cards on the page, in zones that are gone or made for others, of kinds that only a newer
 * version knows; fields missing, empty, huge, of the wrong type or named like an object's own methods; links to plain
 * notes, to nothing and to themselves; ids twice.
 */
export function arbitraryBoard(template: Template): fc.Arbitrary<BoardModel> {
  const ids = fc.integer({ min: 0, max: 39 }).map((number) => `shape:c${number}`)
  return fc.record({
    cards: fc.array(arbitraryCard(template, ids), { maxLength: 40 }),
    links: fc.array(arbitraryLink(ids), { maxLength: 60 }),
    zones: fc.subarray(zoneShapes(template)),
  })
}

function arbitraryCard(template: Template, ids: fc.Arbitrary<string>): fc.Arbitrary<BoardCard> {
  const fields = new Map(template.kinds.map((kind) => [kind.id, arbitraryFields(kind.fields)]))
  const kinds = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...[...fields.keys()], 'kind-of-tomorrow') },
    { weight: 1, arbitrary: fc.constantFrom('', '__proto__', 'constructor') },
  )
  const zone = fc.option(fc.constantFrom(...zoneShapes(template), { ...GONE, template: template.id }), { freq: 4 })
  return fc
    .record({
      id: ids,
      template: fc.oneof({ weight: 15, arbitrary: fc.constant(template.id) }, fc.constant('template-of-tomorrow')),
      kind: kinds,
      zone,
      index: fc.constantFrom('a1', 'a2', 'a2V', 'b00', ''),
      page: fc.constantFrom('page:page', 'page:two'),
    })
    .chain(({ kind, zone: place, ...card }) =>
      (fields.get(kind) ?? arbitraryFields([])).map((values) => ({
        ...card,
        kind,
        zone: place?.zone ?? null,
        zoneShapeId: place?.id ?? null,
        fields: values,
      })),
    )
}

const GONE = { id: 'shape:gone', zone: 'zone-of-yesterday', title: '' }

function zoneShapes(template: Template): BoardZone[] {
  return template.zones.flatMap(({ id }) => [
    { id: `shape:${id}`, template: template.id, zone: id, title: '' },
    { id: `shape:${id}-again`, template: template.id, zone: id, title: 'Ours' },
  ])
}

const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.lorem({ maxCount: 12 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom('', ' \n\t', '=1+1', '| a | b |', '"', '<b>', 'x'.repeat(10_000)) },
)

const anyValue: fc.Arbitrary<RawFieldValue> = fc.oneof(
  anyText,
  fc.constantFrom(null, true, 0, -1, Number.NaN, 9e99),
  fc.array(anyText, { maxLength: 3 }),
)

function arbitraryFields(fields: readonly FieldDefinition[]): fc.Arbitrary<CardFields> {
  const known = Object.fromEntries(
    fields.map((field) => [
      field.id,
      fc.oneof({ weight: 4, arbitrary: fittingValue(field) }, { weight: 1, arbitrary: anyValue }),
    ]),
  )
  return fc
    .record<Record<string, RawFieldValue>>(known, { requiredKeys: [] })
    .chain((values) =>
      fc
        .dictionary(fc.constantFrom('fieldOfTomorrow', '__proto__', 'toString'), anyValue, { maxKeys: 1 })
        .map((others): CardFields => ({ ...others, ...values })),
    )
}

function fittingValue(field: FieldDefinition): fc.Arbitrary<RawFieldValue> {
  switch (field.type) {
    case 'choice':
      return fc.constantFrom(...field.choices.map((choice) => choice.id))
    case 'number':
      return fc.integer({ min: field.min ?? -5, max: field.max ?? 5 })
    case 'yes-no':
      return fc.boolean()
    case 'date':
      return fc.constantFrom('2020-02-29', '2026-03-14', '2031-12-01', '2026-02-30')
    case 'tags':
      return fc.array(fc.constantFrom('one', 'two', ' two '), { maxLength: 3 })
    case 'signatures':
      return fc.array(fc.constantFrom('Ada (AI)', 'Bo (product)', 'nobody'), { maxLength: 3 })
    case 'reactions':
      return fc.array(fc.constantFrom('yes a', 'yes b', 'hooray a', 'x a'), { maxLength: 3 })
    case 'thread':
      return fc.array(fc.constantFrom('2026-03-14T09:00:00Z Ada (AI): Yes', 'no reply'), { maxLength: 2 })
    case 'short-text':
    case 'long-text':
    case 'person':
    case 'discipline':
    case 'image':
    case 'card':
      return anyText
  }
}

function arbitraryLink(ids: fc.Arbitrary<string>): fc.Arbitrary<BoardLink> {
  const end = fc.oneof(
    { weight: 8, arbitrary: ids.map((id) => ({ id, card: id })) },
    { weight: 1, arbitrary: fc.constantFrom({ id: 'shape:note', card: null }, { id: 'shape:x', card: 'shape:x' }) },
  )
  const id = fc.integer({ min: 0, max: 99 }).map((number) => `shape:l${number}`)
  return fc.record({ id, from: end, to: end })
}
