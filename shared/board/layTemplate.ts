import { createShapeId, type TLShapeId } from '@tldraw/tlschema'
import type { IndexKey } from '@tldraw/utils'
import { estimateCardHeight } from '../templates/cardHeight.ts'
import type { CardFields } from '../templates/field.ts'
import { emptyFields } from '../templates/fieldValue.ts'
import { presetOf } from '../templates/newFields.ts'
import type { Box, ExampleBoard, ExampleCard, Template } from '../templates/template.ts'
import { zonesFor } from '../templates/zonesFor.ts'
import { CARD_WIDTH, ZONE_GAP } from './layout.ts'
import { layOutZone } from './layOutZone.ts'
import type { CardShape, FieldValue, ZoneShape } from './schema.ts'
import type { Sources } from './sources.ts'
import { laidOut, zoneLayout } from './zones.ts'

/** Where a template is put. */
export interface TemplatePlace {
  /** The page's id. */
  page: string
  /** The corner of the whole, in page coordinates. */
  x: number
  y: number
  /** The last order key among what lies on the page already; null for an empty page. */
  below: string | null
}

/** The records of a template on a board, not written anywhere yet; a zone stands before its cards. */
export interface LaidTemplate {
  zones: ZoneShape[]
  cards: CardShape[]
  /** The shape id of each card, by its key in what the template was filled with. */
  idOfKey: ReadonlyMap<string, TLShapeId>
  /** What it takes of the page once its zones have grown to hold their cards. */
  bounds: Box
  /** The last order key that it has on the page, or what lay below it where it has none. */
  top: string | null
}

/**
 * A template's zones and the cards that it begins with. One function for the server, which makes boards, and for the
 * canvas, which puts a template beside what is there: both get the same records.
 */
export function layTemplate(
  template: Template,
  filling: ExampleBoard | null,
  place: TemplatePlace,
  sources: Sources,
): LaidTemplate {
  const zones = layZones(template, place, sources)
  const onPage = new CardColumn(place, zones)
  const cardsOf = new Map<string, CardShape[]>()
  const idOfKey = new Map<string, TLShapeId>()
  for (const card of filling?.cards ?? []) {
    const zone = zoneOf(template, zones, card)
    const parent = zone?.id ?? place.page
    const there = cardsOf.get(parent) ?? []
    cardsOf.set(parent, there)
    const fields = fieldsOf(template, zone, card, idOfKey)
    const index = zone === null ? onPage.nextIndex(sources) : nextIndex(zone, there, sources)
    const made = cardShape(template, card.kind, fields, parent, index, sources)
    there.push(zone === null ? onPage.add(made) : made)
    idOfKey.set(card.key, made.id)
  }
  const placed = zones.map((zone) => placeCards(zone, cardsOf.get(zone.id) ?? []))
  const cards = [...placed.flatMap((each) => each.cards), ...(cardsOf.get(place.page) ?? [])]
  return { zones, cards, idOfKey, bounds: boundsOf(place, placed, onPage.foot), top: onPage.index }
}

function layZones(template: Template, { page, x, y, below }: TemplatePlace, sources: Sources): ZoneShape[] {
  const first = template.zones.filter(({ repeatable }) => repeatable !== true)
  const left = Math.min(...first.map(({ box }) => box.x))
  const top = Math.min(...first.map(({ box }) => box.y))
  let index = below
  return first.map(({ id, box }) => {
    index = sources.indexBetween(index, null)
    return {
      id: createShapeId(sources.newId()),
      typeName: 'shape',
      type: 'zone',
      parentId: page as ZoneShape['parentId'],
      index: index as IndexKey,
      x: x + box.x - left,
      y: y + box.y - top,
      rotation: 0,
      isLocked: false,
      opacity: 1,
      props: { w: box.w, h: box.h, template: template.id, zone: id, title: '' },
      meta: {},
    }
  })
}

function zoneOf(
  template: Template,
  zones: readonly ZoneShape[],
  { kind, zone, fields }: ExampleCard,
): ZoneShape | null {
  if (zone === null) return null
  for (const { id } of zonesFor(template.zones, kind, fields, zone ?? null)) {
    const laid = zones.find(({ props }) => props.zone === id)
    if (laid !== undefined) return laid
  }
  return null
}

function fieldsOf(
  template: Template,
  zone: ZoneShape | null,
  { kind: kindId, fields, refs = {} }: ExampleCard,
  idOfKey: ReadonlyMap<string, string>,
): CardFields {
  const kind = template.kinds.find(({ id }) => id === kindId)
  const definition = template.zones.find(({ id }) => id === zone?.props.zone)
  const begins = kind === undefined ? {} : { ...emptyFields(kind), ...presetOf(definition, kind) }
  const named = Object.entries(refs).map(([field, key]) => [field, idOfKey.get(key) ?? null] as const)
  return { ...begins, ...fields, ...Object.fromEntries(named) }
}

/** At the end, or at the beginning of a zone in which what is new comes first. */
function nextIndex(zone: ZoneShape, there: readonly CardShape[], { indexBetween }: Sources): string {
  const last = there.at(-1)?.index ?? null
  return zoneLayout(zone).type === 'wall' ? indexBetween(null, last) : indexBetween(last, null)
}

function cardShape(
  template: Template,
  kindId: string,
  fields: CardFields,
  parent: string,
  index: string,
  sources: Sources,
): CardShape {
  const kind = template.kinds.find(({ id }) => id === kindId)
  return {
    id: createShapeId(sources.newId()),
    typeName: 'shape',
    type: 'card',
    parentId: parent as CardShape['parentId'],
    index: index as IndexKey,
    x: 0,
    y: 0,
    rotation: 0,
    isLocked: false,
    opacity: 1,
    props: {
      w: CARD_WIDTH,
      h: estimateCardHeight(kind, fields),
      template: template.id,
      kind: kindId,
      fields: { ...fields } as Record<string, FieldValue>,
    },
    meta: {},
  }
}

/** Cards that belong in no zone, one below the other under all of them. */
class CardColumn {
  foot: number
  index: string | null
  readonly #x: number

  constructor({ x, y, below }: TemplatePlace, zones: readonly ZoneShape[]) {
    this.#x = x
    this.foot = Math.max(y, ...zones.map((zone) => zone.y + zone.props.h))
    this.index = zones.at(-1)?.index ?? below
  }

  nextIndex({ indexBetween }: Sources): string {
    this.index = indexBetween(this.index, null)
    return this.index
  }

  add(card: CardShape): CardShape {
    const placed = { ...card, x: this.#x, y: this.foot + ZONE_GAP }
    this.foot = placed.y + card.props.h
    return placed
  }
}

/** A zone's cards where its layout has them, and the size that the zone has with them. */
function placeCards(zone: ZoneShape, cards: readonly CardShape[]) {
  const layout = zoneLayout(zone)
  const { x, y, props } = zone
  if (layout.type === 'free') return { cards, x, y, w: props.w, h: props.h }
  const { positions, width, height } = layOutZone(layout, props.w, cards.map(laidOut))
  const spot = new Map(positions.map((position) => [position.id, position]))
  return {
    cards: cards.map((card) => ({ ...card, x: spot.get(card.id)?.x ?? 0, y: spot.get(card.id)?.y ?? 0 })),
    x,
    y,
    w: Math.max(props.w, width),
    h: Math.max(props.h, height),
  }
}

function boundsOf({ x, y }: TemplatePlace, zones: readonly Box[], foot: number): Box {
  const right = Math.max(x, ...zones.map((zone) => zone.x + zone.w))
  const bottom = Math.max(foot, ...zones.map((zone) => zone.y + zone.h))
  return { x, y, w: right - x, h: bottom - y }
}
