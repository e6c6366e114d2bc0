import { TLDOCUMENT_ID, type TLBinding, type TLRecord } from '@tldraw/tlschema'
import { arrangeBoard, asArranged, compareCards } from '../templates/arrangeBoard.ts'
import type { BoardCard, BoardLink, BoardModel } from '../templates/boardModel.ts'
import { findTemplate, templates } from '../templates/index.ts'
import type { ReadContext, TemplateReading } from '../templates/template.ts'
import { boardModel, byIndexThenId, cardOf, isArrowBinding, linksOf } from './model.ts'
import { mutesOf, withMutes } from './mutes.ts'
import { readUnknown } from './readUnknown.ts'
import { isCard, isContainer, isZone, type CardShape } from './schema.ts'

/** What one template has on the board, arranged for it, and what it made of that the last time. */
interface TemplatePart {
  board: BoardModel
  /** Null since something of it changed. */
  reading: TemplateReading | null
}

/**
 * What `readingsOf` says of a board, kept up to date while the board changes: an edit of a card touches that card and
 * its template alone. All else is handed to templates as the very same objects, so that what they worked out of those
 * holds. It always ends where `readingsOf` would.
 */
export class BoardReadings {
  readonly #records = new Map<string, TLRecord>()
  readonly #bindings = new Map<string, TLBinding>()
  /** The shapes at the ends of arrows: whether one is a card is part of a link. */
  #bound: ReadonlySet<string> = new Set()
  readonly #parts = new Map<string, TemplatePart>()
  /** Cards that came, went or changed since the last reading, as they were then. */
  readonly #touched = new Map<string, CardShape | undefined>()
  #links: readonly BoardLink[] = []
  #areLinksStale = true
  /** Whether cards may lie elsewhere though they did not change themselves: they are read anew, all of them. */
  #isGroundStale = true
  #context: ReadContext = { today: '' }

  constructor(records: Iterable<TLRecord>) {
    this.change(records, [])
  }

  /** Takes in what changed on the board. Tells whether it may read differently now. */
  change(put: Iterable<TLRecord>, removed: Iterable<string>): boolean {
    let isRead = false
    for (const record of put) {
      const before = this.#records.get(record.id)
      this.#records.set(record.id, record)
      if (before !== record) isRead = this.#note(before, record) || isRead
    }
    for (const id of removed) {
      const before = this.#records.get(id)
      if (before === undefined) continue
      this.#records.delete(id)
      isRead = this.#note(before, undefined) || isRead
    }
    return isRead
  }

  /** What each template that the board uses makes of it now. A template that nothing changed for answers as before. */
  read(context: ReadContext): TemplateReading[] {
    if (this.#isGroundStale) this.#readGround()
    else {
      if (this.#areLinksStale) this.#readLinks()
      this.#readTouched()
    }
    if (!isSameContext(this.#context, context)) for (const part of this.#parts.values()) part.reading = null
    this.#context = context
    const mutes = mutesOf(this.#records)
    const known = templates.flatMap((template) => {
      const part = this.#parts.get(template.id)
      if (part === undefined) return []
      part.reading ??= template.read(part.board, context)
      return [withMutes(part.reading, mutes)]
    })
    const unknown = [...this.#parts.keys()].filter((id) => findTemplate(id) === undefined).sort()
    return [
      ...known,
      ...unknown.map((id) => readUnknown(id, (this.#parts.get(id)?.board.cards ?? []).toSorted(byIndexThenId))),
    ]
  }

  /** Notes what a change of one record touches. Tells whether the board may read differently for it. */
  #note(before: TLRecord | undefined, after: TLRecord | undefined): boolean {
    if ((isGround(before) || isGround(after)) && !liesAlike(before, after)) {
      this.#isGroundStale = true
      return true
    }
    if (isCard(before) && isCard(after)) {
      if (readsAlike(before, after)) return false
      if (!this.#touched.has(after.id)) this.#touched.set(after.id, before)
      return true
    }
    if (isArrowBinding(before)) this.#bindings.delete(before.id)
    if (isArrowBinding(after)) this.#bindings.set(after.id, after)
    if (isArrowBinding(before) || isArrowBinding(after)) {
      this.#areLinksStale = true
      return true
    }
    if (isCard(before) || isCard(after)) {
      const id = (before ?? after)?.id ?? ''
      if (!this.#touched.has(id)) this.#touched.set(id, isCard(before) ? before : undefined)
      if (this.#bound.has(id)) this.#areLinksStale = true
      return true
    }
    return after?.id === TLDOCUMENT_ID && before?.meta !== after.meta
  }

  #readGround(): void {
    const model = boardModel(this.#records)
    this.#parts.clear()
    this.#touched.clear()
    this.#isGroundStale = false
    this.#setLinks(model.links)
    for (const id of new Set([...model.zones, ...model.cards].map(({ template }) => template))) {
      const board = arrangeBoard({ ...model, links: [] }, id)
      this.#parts.set(id, { board: asArranged({ ...board, links: this.#links }, id), reading: null })
    }
  }

  #readLinks(): void {
    this.#setLinks(linksOf(this.#bindings.values(), this.#records))
    for (const [id, part] of this.#parts) this.#set(id, { ...part.board, links: this.#links })
  }

  #setLinks(links: readonly BoardLink[]): void {
    this.#links = links
    this.#bound = new Set([...this.#bindings.values()].map(({ toId }) => toId))
    this.#areLinksStale = false
  }

  #readTouched(): void {
    const concerned = new Set<string>()
    const now = new Map<string, BoardCard>()
    for (const [id, before] of this.#touched) {
      const record = this.#records.get(id)
      const after = isCard(record) ? record : undefined
      if (before !== undefined) concerned.add(before.props.template)
      if (after === undefined) continue
      concerned.add(after.props.template)
      now.set(id, this.#cardOf(after))
    }
    for (const template of concerned) this.#replaceCards(template, now)
    this.#touched.clear()
  }

  /** As its template sees it: in another template's zone a card is as lost as on the page. */
  #cardOf(record: CardShape): BoardCard {
    const zone = this.#records.get(record.parentId)
    const card = cardOf(record, this.#records)
    return isZone(zone) && zone.props.template !== card.template ? { ...card, zone: null, zoneShapeId: null } : card
  }

  #replaceCards(template: string, now: ReadonlyMap<string, BoardCard>): void {
    const { cards: before, zones } = this.#parts.get(template)?.board ?? NOTHING
    const cards: BoardCard[] = []
    const rest = new Map([...now].filter(([, card]) => card.template === template))
    let isInOrder = true
    for (const card of before) {
      const after = rest.get(card.id)
      if (after !== undefined) {
        rest.delete(card.id)
        cards.push(after)
        isInOrder &&= compareCards({ ...after, fields: card.fields }, card) === 0
      } else if (!this.#touched.has(card.id)) cards.push(card)
    }
    if (rest.size > 0 || !isInOrder) {
      cards.push(...rest.values())
      cards.sort(compareCards)
    }
    if (cards.length === 0 && zones.length === 0) this.#parts.delete(template)
    else this.#set(template, { cards, zones, links: this.#links })
  }

  #set(template: string, board: BoardModel): void {
    this.#parts.set(template, { board: asArranged(board, template), reading: null })
  }
}

function isSameContext(a: ReadContext, b: ReadContext): boolean {
  return a.today === b.today && a.span?.from === b.span?.from && a.span?.to === b.span?.to
}

const NOTHING: BoardModel = { cards: [], links: [], zones: [] }

/** Dragging a card within its zone, or growing it, changes nothing that is read. */
function readsAlike(before: CardShape, after: CardShape): boolean {
  return (
    before.props.fields === after.props.fields &&
    before.parentId === after.parentId &&
    before.index === after.index &&
    before.props.kind === after.props.kind &&
    before.props.template === after.props.template
  )
}

/** What cards may lie on or in. */
function isGround(record: TLRecord | undefined): boolean {
  return record?.typeName === 'page' || isContainer(record)
}

function liesAlike(before: TLRecord | undefined, after: TLRecord | undefined): boolean {
  if (before?.typeName === 'page') return after?.typeName === 'page'
  if (before?.typeName !== 'shape' || after?.typeName !== 'shape') return false
  if (before.parentId !== after.parentId || isZone(before) !== isZone(after)) return false
  if (!isZone(before) || !isZone(after)) return isContainer(before) === isContainer(after)
  const [a, b] = [before.props, after.props]
  return a.template === b.template && a.zone === b.zone && a.title === b.title
}
