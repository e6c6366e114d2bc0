import type { JsonObject } from '@tldraw/utils'
import { createBindingId, createShapeId, type TLRecord } from '@tldraw/tlschema'
import type * as Y from 'yjs'
import { estimateCardHeight } from '../templates/cardHeight.ts'
import type { CardFields } from '../templates/field.ts'
import { emptyFields } from '../templates/fieldValue.ts'
import { findKind, findTemplate, findZone } from '../templates/index.ts'
import { linkMeaning } from '../templates/linkMeaning.ts'
import { presetOf } from '../templates/newFields.ts'
import { zonesFor } from '../templates/zonesFor.ts'
import { byOrder, CARD_WIDTH, ZONE_GAP } from './layout.ts'
import { readerOf, type BoardReader } from './read.ts'
import { isCard, isZone, type CardShape, type FieldValue, type ZoneShape } from './schema.ts'
import type { Sources } from './sources.ts'
import { BoardWriter } from './write.ts'
import { zoneLayout } from './zones.ts'

export interface NewCard {
  template: string
  kind: string
  fields: CardFields
  /** The shape id of the zone it goes into, or null for the page. */
  zone: string | null
  /** The shape id it gets; a new one by default. */
  id?: string
  meta?: JsonObject
}

/**
 * Cards and links as the API and examples make them: the same records as those made by hand. One instance serves one
 * transaction; it sees what it wrote itself.
 */
export class BoardCards {
  readonly #reader: BoardReader
  readonly #writer: BoardWriter
  readonly #sources: Sources
  /** What this instance wrote and the reader has not read yet: a transaction's events come at its end. */
  readonly #written = new Map<string, TLRecord>()

  constructor(doc: Y.Doc, sources: Sources, reader = readerOf(doc)) {
    this.#reader = reader
    this.#sources = sources
    this.#writer = new BoardWriter(doc, reader, (id) => this.#get(id))
  }

  /** The card of that id, or undefined. */
  find(cardId: string): CardShape | undefined {
    const record = this.#get(cardId)
    return isCard(record) ? record : undefined
  }

  /**
   * The zone on the board that a new card goes into: the one named by its id in the template, else the first, in the
   * template's order, that accepts the kind, those first that set what the card's fields say already. Null where the
   * board has no such zone.
   */
  zoneFor(template: string, kind: string, zoneId: string | null, fields: CardFields = {}): ZoneShape | null {
    const onBoard = [...this.#records()].filter(isZone).filter((zone) => zone.props.template === template)
    onBoard.sort(byOrder)
    const wanted = zonesFor(findTemplate(template)?.zones ?? [], kind, fields, zoneId)
    for (const definition of wanted) {
      const zone = onBoard.find(({ props }) => props.zone === definition.id)
      if (zone !== undefined) return zone
    }
    return null
  }

  /** Adds a card where its zone has new ones, or below everything on the first page. Returns it. */
  add({ template, kind, fields, zone, id, meta = {} }: NewCard): CardShape {
    const parentId = zone ?? this.#firstPage()
    const spot = zone === null ? this.#spotOnPage(parentId) : { x: 0, y: 0 }
    const card = {
      id: id ?? createShapeId(this.#sources.newId()),
      typeName: 'shape',
      type: 'card',
      parentId,
      index: this.#newIndex(parentId),
      ...spot,
      rotation: 0,
      isLocked: false,
      opacity: 1,
      props: {
        w: CARD_WIDTH,
        h: estimateCardHeight(findKind(template, kind), fields),
        template,
        kind,
        fields: { ...fields } as Record<string, FieldValue>,
      },
      meta,
    } as CardShape
    this.#writer.create(card)
    this.#written.set(card.id, card)
    return card
  }

  /**
   * Changes the named fields of a card, and its zone where one is given, with what that one sets. Returns the card as
   * it is then.
   */
  change(card: CardShape, changes: { fields?: CardFields; zone?: ZoneShape }): CardShape {
    const { zone } = changes
    const moves = zone !== undefined && zone.id !== card.parentId
    const kind = findKind(card.props.template, card.props.kind)
    const preset =
      moves && kind !== undefined ? presetOf(findZone(zone.props.template, zone.props.zone), kind) : undefined
    const fields = { ...card.props.fields, ...preset, ...changes.fields } as Record<string, FieldValue>
    const next = {
      ...card,
      ...(moves ? { parentId: zone.id, index: this.#newIndex(zone.id) } : {}),
      props: { ...card.props, fields },
    } as CardShape
    if (changes.fields !== undefined || preset !== undefined) {
      next.props = { ...next.props, h: estimateCardHeight(kind, fields) }
    }
    this.#writer.update(card, next)
    this.#written.set(next.id, next)
    return next
  }

  /** Removes a card with the arrows that are bound to it, as the canvas does. */
  remove(cardId: string): void {
    const arrows = new Set<string>()
    for (const record of this.#records()) {
      if (record.typeName === 'binding' && record.toId === cardId) arrows.add(record.fromId)
    }
    for (const record of this.#records()) {
      if (record.typeName === 'binding' && (arrows.has(record.fromId) || record.toId === cardId)) {
        this.#writer.remove(record.id)
      }
    }
    for (const arrow of arrows) this.#writer.remove(arrow)
    this.#writer.remove(cardId)
  }

  /**
   * Links two cards: with an arrow, or with the card that their template has between two of these kinds and an arrow
   * from one to it and from it to the other. Returns the (first) arrow's id and that card's.
   */
  link(from: CardShape, to: CardShape): { arrow: string; card: string | null } {
    const { template } = from.props
    const made = linkMeaning(from.props, to.props)?.makes ?? null
    const kind = made === null ? undefined : findKind(template, made)
    if (kind === undefined) return { arrow: this.#drawArrow(from, to), card: null }
    const zone = this.zoneFor(template, kind.id, null)
    const card = this.add({ template, kind: kind.id, fields: emptyFields(kind), zone: zone?.id ?? null })
    const arrow = this.#drawArrow(from, card)
    this.#drawArrow(card, to)
    return { arrow, card: card.id }
  }

  #drawArrow(from: CardShape, to: CardShape): string {
    const page = this.#pageOf(from)
    const start = this.#centre(from)
    const end = this.#centre(to)
    const arrowId = createShapeId(this.#sources.newId())
    const arrow = {
      id: arrowId,
      typeName: 'shape',
      type: 'arrow',
      parentId: page,
      index: this.#sources.indexBetween(this.#indexAtEnd(page, 'last'), null),
      x: start.x,
      y: start.y,
      rotation: 0,
      isLocked: false,
      opacity: 1,
      props: { ...ARROW_PROPS, start: { x: 0, y: 0 }, end: { x: end.x - start.x, y: end.y - start.y } },
      meta: {},
    } as unknown as TLRecord
    this.#writer.create(arrow)
    this.#written.set(arrowId, arrow)
    for (const [terminal, card] of [
      ['start', from],
      ['end', to],
    ] as const) {
      const binding = {
        id: createBindingId(this.#sources.newId()),
        typeName: 'binding',
        type: 'arrow',
        fromId: arrowId,
        toId: card.id,
        props: { terminal, normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false, snap: 'none' },
        meta: {},
      } as unknown as TLRecord
      this.#writer.create(binding)
      this.#written.set(binding.id, binding)
    }
    return arrowId
  }

  #get(id: string): TLRecord | undefined {
    return this.#written.get(id) ?? this.#reader.records.get(id)
  }

  *#records(): Generator<TLRecord> {
    yield* this.#written.values()
    for (const [id, record] of this.#reader.records) if (!this.#written.has(id)) yield record
  }

  #firstPage(): string {
    const pages = [...this.#records()].filter((record) => record.typeName === 'page').sort(byOrder)
    // A reading always has a page.
    return pages[0]?.id ?? 'page:page'
  }

  #pageOf(shape: CardShape): string {
    let at: TLRecord | undefined = shape
    while (at?.typeName === 'shape') at = this.#get(at.parentId)
    return at?.id ?? this.#firstPage()
  }

  /** At the end, or at the beginning of a zone in which what is new comes first. */
  #newIndex(parentId: string): string {
    const zone = this.#get(parentId)
    return isZone(zone) && zoneLayout(zone).type === 'wall'
      ? this.#sources.indexBetween(null, this.#indexAtEnd(parentId, 'first'))
      : this.#sources.indexBetween(this.#indexAtEnd(parentId, 'last'), null)
  }

  #indexAtEnd(parentId: string, end: 'first' | 'last'): string | null {
    let found: string | null = null
    for (const record of this.#records()) {
      if (record.typeName !== 'shape' || record.parentId !== parentId) continue
      if (found === null || (end === 'last' ? record.index > found : record.index < found)) found = record.index
    }
    return found
  }

  #spotOnPage(page: string): { x: number; y: number } {
    let left: number | null = null
    let foot: number | null = null
    for (const record of this.#records()) {
      if (record.typeName !== 'shape' || record.parentId !== page) continue
      const { h } = record.props as { h?: number }
      left = Math.min(left ?? record.x, record.x)
      foot = Math.max(foot ?? record.y, record.y + (h ?? 0))
    }
    return { x: left ?? 0, y: foot === null ? 0 : foot + ZONE_GAP }
  }

  #centre(card: CardShape): { x: number; y: number } {
    const zone = this.#get(card.parentId)
    const offset = isZone(zone) ? zone : { x: 0, y: 0 }
    return { x: offset.x + card.x + card.props.w / 2, y: offset.y + card.y + card.props.h / 2 }
  }
}

/** Links look like this, whoever draws them: thin and grey, because the cards carry the meaning. */
export const ARROW_PROPS = {
  kind: 'arc',
  labelColor: 'black',
  color: 'grey',
  fill: 'none',
  dash: 'solid',
  size: 's',
  arrowheadStart: 'none',
  arrowheadEnd: 'arrow',
  font: 'sans',
  bend: 0,
  text: '',
  labelPosition: 0.5,
  scale: 1,
  elbowMidPoint: 0.5,
} as const
