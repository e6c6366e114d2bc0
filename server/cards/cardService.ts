import type { Card, CreateCard, Link, PatchCard } from '../../shared/api/cards.ts'
import { BoardCards } from '../../shared/board/cards.ts'
import type { Sources } from '../../shared/board/sources.ts'
import { readerOf, type BoardReading } from '../../shared/board/read.ts'
import { isCard, isZone, type CardShape } from '../../shared/board/schema.ts'
import { BetwixtError, type FieldError } from '../../shared/errors.ts'
import type { RawFieldValue } from '../../shared/templates/field.ts'
import { validateFieldsInput } from '../../shared/templates/fieldInput.ts'
import { emptyFieldValue } from '../../shared/templates/fieldValue.ts'
import { findKind, findZone } from '../../shared/templates/index.ts'
import type { KindDefinition } from '../../shared/templates/kind.ts'
import { newFields, type Maker } from '../../shared/templates/newFields.ts'
import type { BoardAccess } from '../sync/boardAccess.ts'

/** Shapes on one page, as many as the canvas takes. */
const MOST_SHAPES = 20_000

type FieldInputs = NonNullable<CreateCard['fields']>

/** Cards and links of boards as scripts make them. Everybody on the board sees them at once. */
export class CardService {
  readonly #content: BoardAccess
  readonly #sources: Sources

  constructor(content: BoardAccess, sources: Sources) {
    this.#content = content
    this.#sources = sources
  }

  /** One card as it is now. Throws `card-not-found`. */
  get(boardId: string, cardId: string): Promise<Card> {
    return this.#content.read(boardId, (doc) => {
      const reading = readerOf(doc)
      const record = reading.records.get(cardId)
      if (!isCard(record)) throw noSuchCard()
      return cardView(record, reading)
    })
  }

  /**
   * Adds a card where its zone has new ones.
   * @param boardTemplate the template that the board was made from: its kinds are meant first
   * @throws BetwixtError `invalid-request` with the fields refused, `limit-reached`, `storage-unwritable`
   */
  create(
    boardId: string,
    boardTemplate: string,
    { kind: kindId, fields: given = {}, zone: zoneId }: CreateCard,
    maker: Maker,
  ): Promise<Card> {
    return this.#content.write(boardId, (doc) => {
      const reading = readerOf(doc)
      const template = templateOfKind(reading, boardTemplate, kindId)
      const kind = findKind(template, kindId)
      if (!kind) throw refused([{ path: 'kind', message: 'This board has no card of this kind.' }])
      refuse([...validateFieldsInput(kind, given), ...zoneErrors(template, kind, zoneId)])
      refuseFullPage(reading)
      const cards = new BoardCards(doc, this.#sources)
      const zone = cards.zoneFor(template, kind.id, zoneId ?? null, given)
      if (zone === null && zoneId !== undefined) throw zoneGone()
      const definition = zone === null ? undefined : findZone(template, zone.props.zone)
      const fields = newFields(kind, maker, definition, filled(kind, given))
      const card = cards.add({ template, kind: kind.id, fields, zone: zone?.id ?? null })
      return viewOf(card, zone?.props.zone ?? null)
    })
  }

  /** Changes the fields that are named, and the zone where one is. Throws like `create`, and `card-not-found`. */
  change(boardId: string, cardId: string, { fields, zone: zoneId }: PatchCard): Promise<Card> {
    return this.#content.write(boardId, (doc) => {
      const reading = readerOf(doc)
      const cards = new BoardCards(doc, this.#sources)
      const card = cards.find(cardId)
      if (!card) throw noSuchCard()
      const { template } = card.props
      const kind = findKind(template, card.props.kind)
      if (!kind)
        throw refused([{ path: 'fields', message: 'A newer version made this card; it cannot be changed here.' }])
      refuse([...validateFieldsInput(kind, fields ?? {}), ...zoneErrors(template, kind, zoneId)])
      const zone = zoneId === undefined ? null : cards.zoneFor(template, kind.id, zoneId)
      if (zone === null && zoneId !== undefined) throw zoneGone()
      const changed = cards.change(card, {
        ...(fields && { fields: filled(kind, fields) }),
        ...(zone && { zone }),
      })
      return zone ? viewOf(changed, zone.props.zone) : cardView(changed, reading)
    })
  }

  /** Removes a card with its links. Throws `card-not-found`. */
  remove(boardId: string, cardId: string): Promise<void> {
    return this.#content.write(boardId, (doc) => {
      const cards = new BoardCards(doc, this.#sources)
      if (!cards.find(cardId)) throw noSuchCard()
      cards.remove(cardId)
    })
  }

  /** Links two cards, by way of a card where their template has one between them. Throws `invalid-request` where one of them is no card of this board. */
  link(boardId: string, { from, to }: { from: string; to: string }): Promise<Link> {
    return this.#content.write(boardId, (doc) => {
      refuseFullPage(readerOf(doc))
      const cards = new BoardCards(doc, this.#sources)
      const start = cards.find(from)
      const end = cards.find(to)
      if (!start || !end) {
        const missing = Object.entries({ from: start, to: end }).filter(([, card]) => !card)
        throw refused(missing.map(([path]) => ({ path, message: 'There is no such card on this board.' })))
      }
      if (from === to) throw refused([{ path: 'to', message: 'A link joins two different cards.' }])
      const { arrow, card } = cards.link(start, end)
      return { id: arrow, from, to, card }
    })
  }
}

/** A card as the API shows it, from the board's records. */
export function cardView(card: CardShape, { records }: BoardReading): Card {
  const parent = records.get(card.parentId)
  return viewOf(card, isZone(parent) ? parent.props.zone : null)
}

export function viewOf(card: CardShape, zone: string | null): Card {
  const { template, kind, fields } = card.props
  return { id: card.id, kind, fields, zone, template }
}

/** The template that a kind's id means on a board: its own, else one that lies on it. */
function templateOfKind(reading: BoardReading, boardTemplate: string, kindId: string): string {
  if (findKind(boardTemplate, kindId)) return boardTemplate
  for (const record of reading.records.values()) {
    if ((isZone(record) || isCard(record)) && findKind(record.props.template, kindId)) return record.props.template
  }
  return boardTemplate
}

function zoneErrors(template: string, kind: KindDefinition, zoneId: string | undefined): FieldError[] {
  if (zoneId === undefined) return []
  const zone = findZone(template, zoneId)
  if (!zone) return [{ path: 'zone', message: 'This template has no zone of this name.' }]
  return zone.accepts.includes(kind.id) ? [] : [{ path: 'zone', message: `${zone.title} does not take this kind.` }]
}

/** Inputs as a card holds them: null empties a field, whatever empty means for its type. */
function filled(kind: KindDefinition, fields: FieldInputs): Record<string, RawFieldValue> {
  const definitions = new Map(kind.fields.map((field) => [field.id, field]))
  return Object.fromEntries(
    Object.entries(fields).map(([id, value]) => {
      const definition = definitions.get(id)
      return [id, value === null && definition ? emptyFieldValue(definition) : value]
    }),
  )
}

export function refuseFullPage({ records }: BoardReading): void {
  if (records.size < MOST_SHAPES) return
  throw new BetwixtError('limit-reached', `A board holds at most ${MOST_SHAPES} cards, links and drawings.`)
}

export function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw refused(errors)
}

export function refused(fieldErrors: readonly FieldError[]): BetwixtError {
  const message = fieldErrors[0]?.message ?? 'Something in this request is not as it should be.'
  return new BetwixtError('invalid-request', message, { fieldErrors })
}

function zoneGone(): BetwixtError {
  return refused([{ path: 'zone', message: 'This zone was taken off the board.' }])
}

function noSuchCard(): BetwixtError {
  return new BetwixtError('card-not-found', 'There is no such card on this board.')
}
