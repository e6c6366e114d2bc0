import type { BoardCard, BoardLink, BoardModel, BoardZone } from '../../../shared/templates/boardModel.ts'
import type { CardFields } from '../../../shared/templates/field.ts'
import type { ReadContext, Template, TemplateReading } from '../../../shared/templates/template.ts'

/** The day on which the tests take place. */
export const TODAY: ReadContext = { today: '2026-03-14' }

interface CardPlace {
  /** A zone's id in the template; null for the page. Left out: the first zone that accepts the kind. */
  zone?: string | null
}

/** A board put together by hand: the template's zones, and cards in the order in which they are added. */
export class BoardBuilder {
  readonly #template: Template
  readonly #cards: BoardCard[] = []
  readonly #links: BoardLink[] = []
  readonly #zones: BoardZone[]

  constructor(template: Template) {
    this.#template = template
    this.#zones = template.zones
      .filter(({ repeatable }) => repeatable !== true)
      .map(({ id }) => ({ id: zoneShape(id), template: template.id, zone: id, title: '' }))
  }

  /** Adds a card and returns its id. */
  card(kind: string, fields: CardFields = {}, { zone }: CardPlace = {}): string {
    const accepting = this.#template.zones.find((candidate) => candidate.accepts.includes(kind))?.id ?? null
    const place = zone === undefined ? accepting : zone
    const number = this.#cards.length
    const id = `shape:card${number}`
    this.#cards.push({
      id,
      template: this.#template.id,
      kind,
      fields,
      zone: place,
      zoneShapeId: place === null ? null : zoneShape(place),
      index: `a${String(number).padStart(5, '0')}`,
      page: 'page:page',
    })
    return id
  }

  /** Draws an arrow between two cards, by their ids. */
  link(from: string, to: string): this {
    const id = `shape:link${this.#links.length}`
    this.#links.push({ id, from: { id: from, card: from }, to: { id: to, card: to } })
    return this
  }

  /** Draws an arrow from a card to a plain note. */
  linkToNote(from: string): this {
    const id = `shape:link${this.#links.length}`
    this.#links.push({ id, from: { id: from, card: from }, to: { id: 'shape:note', card: null } })
    return this
  }

  /** Takes a zone off the board; its cards lie on the page then. */
  deleteZone(zone: string): this {
    const id = zoneShape(zone)
    this.#zones.splice(0, this.#zones.length, ...this.#zones.filter((other) => other.id !== id))
    this.#cards.forEach((card, at) => {
      if (card.zoneShapeId === id) this.#cards[at] = { ...card, zone: null, zoneShapeId: null }
    })
    return this
  }

  get model(): BoardModel {
    return { cards: [...this.#cards], links: [...this.#links], zones: [...this.#zones] }
  }

  read(context: ReadContext = TODAY): TemplateReading {
    return this.#template.read(this.model, context)
  }
}

/** A board with a template's example on it; empty where it has none. */
export function exampleBoard(template: Template): BoardBuilder {
  const builder = new BoardBuilder(template)
  const example = template.example?.(TODAY)
  const idByKey = new Map<string, string>()
  for (const { key, kind, fields, refs, zone } of example?.cards ?? []) {
    const named = Object.entries(refs ?? {}).map(([field, card]) => [field, idByKey.get(card) ?? null] as const)
    const all = { ...fields, ...Object.fromEntries(named) }
    idByKey.set(key, builder.card(kind, all, zone === undefined ? {} : { zone }))
  }
  for (const { from, to } of example?.links ?? []) builder.link(idByKey.get(from) ?? '', idByKey.get(to) ?? '')
  return builder
}

function zoneShape(zone: string): string {
  return `shape:zone-${zone}`
}
