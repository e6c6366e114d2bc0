import type { TLBinding, TLPage, TLRecord, TLShape } from '@tldraw/tlschema'
import { DocumentRecordType, TLDOCUMENT_ID } from '@tldraw/tlschema'
import * as Y from 'yjs'
import { findZone } from '../templates/index.ts'
import { composeRecord, type Composed, type InvalidReason } from './compose.ts'
import { jsonEqual } from './equal.ts'
import { boardRoots, splitPartKey, type BoardRoots } from './keys.ts'
import { byOrder, layOutZone, makeRoom, type LaidOutCard, type ZoneBox, type ZoneLayout } from './layout.ts'
import { isCard, isZone, type ZoneShape } from './schema.ts'
import { arrowEnd, bindingHolds, FALLBACK_PAGE, settledParent, type Surroundings } from './settle.ts'

/** What a board reads as: valid records by id, and those left out with the reason. */
export interface BoardReading {
  records: ReadonlyMap<string, TLRecord>
  invalid: ReadonlyMap<string, InvalidReason>
}

/** What changed in the reading since the last time it was asked. */
export interface ReadingChange {
  put: TLRecord[]
  removed: string[]
}

/**
 * Reads a whole board document: the one pure function from `records`, `edits` and `texts` to valid tldraw records that
 * the canvas, the server, readings, exports and hashes share. Never throws, whatever the document holds.
 */
export function readBoard(doc: Y.Doc): BoardReading {
  const reader = new BoardReader(doc)
  reader.update()
  return reader
}

const readers = new WeakMap<Y.Doc, BoardReader>()

/**
 * The up-to-date reading of a document that is read again and again: one reader is kept for as long as the document
 * lives. Within a transaction it stands where the document stood at its start.
 */
export function readerOf(doc: Y.Doc): BoardReader {
  let reader = readers.get(doc)
  if (reader === undefined) {
    reader = new BoardReader(doc)
    reader.observe()
    readers.set(doc, reader)
  }
  if (reader.isStale) reader.update()
  return reader
}

/** The layout of a zone: its template's, or free where the template or the zone is unknown. */
export function zoneLayout(zone: ZoneShape): ZoneLayout {
  return findZone(zone.props.template, zone.props.zone)?.layout.type ?? 'free'
}

/**
 * The same reading kept up to date: `observe` notes which records a transaction touches, `update` reads only those
 * again, and what hangs on them (children, bindings, the cards of a zone). It always ends where `readBoard` would.
 */
export class BoardReader implements BoardReading {
  readonly records = new Map<string, TLRecord>()
  readonly invalid = new Map<string, InvalidReason>()

  readonly #roots: BoardRoots
  /** Record id → groups that have edits, and → fields that have texts. The flat keys of the document, by record. */
  readonly #edits = new Map<string, Set<string>>()
  readonly #texts = new Map<string, Set<string>>()
  /** Valid records before their surroundings are looked at. */
  readonly #composed = new Map<string, TLRecord>()
  /** By the parent that a shape names, whether it is there or not. */
  readonly #children = new Map<string, Set<string>>()
  /** By both ends that a binding names. */
  readonly #bindings = new Map<string, Set<string>>()
  /** Valid records of which edits that a newer Betwixt wrote were passed over. */
  readonly #lackingNewer = new Set<string>()
  /** The ids of valid pages and zones: what every update asks for, without a walk over all records. */
  readonly #pageIds = new Set<string>()
  readonly #zoneIds = new Set<string>()
  readonly #touched = new Set<string>()
  #started = false

  constructor(doc: Y.Doc) {
    this.#roots = boardRoots(doc)
  }

  /** Starts to note what later transactions touch. Returns the function that stops it. */
  observe(): () => void {
    const { records, edits, texts } = this.#roots
    const onRecords = (event: Y.YMapEvent<unknown>): void => {
      for (const id of event.keysChanged) this.#touched.add(id)
    }
    const onEdits = (event: Y.YMapEvent<unknown>): void => {
      for (const key of event.keysChanged) this.#notePart(this.#edits, key, edits.has(key))
    }
    const onTexts = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
      for (const event of events) {
        if (event.path.length > 0) this.#notePart(this.#texts, String(event.path[0]), true)
        else for (const key of event.keys.keys()) this.#notePart(this.#texts, key, texts.has(key))
      }
    }
    records.observe(onRecords)
    edits.observe(onEdits)
    texts.observeDeep(onTexts)
    return () => {
      records.unobserve(onRecords)
      edits.unobserve(onEdits)
      texts.unobserveDeep(onTexts)
    }
  }

  /** Whether anything was touched since the last update. */
  get isStale(): boolean {
    return !this.#started || this.#touched.size > 0
  }

  /** A record as the document holds it, before layout and missing parents are looked at. */
  stored(id: string): TLRecord | undefined {
    return this.#composed.get(id)
  }

  /** The groups of a record that have edits. */
  editedGroups(id: string): ReadonlySet<string> {
    return this.#edits.get(id) ?? new Set()
  }

  /** The fields of a card that have a collaborative text. */
  textFields(id: string): ReadonlySet<string> {
    return this.#texts.get(id) ?? new Set()
  }

  /** The height that a zone's cards need at the width it is given; 0 where the zone does not lay out. */
  contentHeight(zone: ZoneShape): number {
    return this.#contentHeight(zone, this.#surroundings())
  }

  /** Whether the document holds what a newer Betwixt wrote. */
  get hasNewer(): boolean {
    if (this.#lackingNewer.size > 0) return true
    for (const reason of this.invalid.values()) if (reason === 'newer') return true
    return false
  }

  /** Reads again what was touched and tells what differs from before. */
  update(): ReadingChange {
    if (!this.#started) this.#start()
    const touched = [...this.#touched]
    this.#touched.clear()

    const affected = new Set<string>()
    let pagesChanged = false
    for (const id of touched) {
      const before = this.#composed.get(id)
      const after = this.#compose(id)
      affected.add(id)
      if (before === undefined && after === undefined) continue
      this.#index(id, before, after)
      if ((before ?? after)?.typeName === 'page') pagesChanged = true
      if (!sameStanding(before, after)) this.#addDependants(id, affected)
    }
    if (pagesChanged) {
      affected.add(FALLBACK_PAGE.id)
      for (const [id, record] of this.#composed) if (record.typeName === 'shape') affected.add(id)
    }
    return this.#settle(affected)
  }

  #start(): void {
    this.#started = true
    const { records, edits, texts } = this.#roots
    edits.forEach((_value, key) => this.#notePart(this.#edits, key, true))
    texts.forEach((_value, key) => this.#notePart(this.#texts, key, true))
    records.forEach((_value, id) => this.#touched.add(id))
    // A document without any page still reads as having one.
    this.#touched.add(FALLBACK_PAGE.id).add(TLDOCUMENT_ID)
  }

  #notePart(parts: Map<string, Set<string>>, key: string, isThere: boolean): void {
    const split = splitPartKey(key)
    if (split === null) return
    this.#touched.add(split.id)
    const set = parts.get(split.id)
    if (isThere) {
      if (set === undefined) parts.set(split.id, new Set([split.part]))
      else set.add(split.part)
    } else {
      set?.delete(split.part)
      if (set?.size === 0) parts.delete(split.id)
    }
  }

  #compose(id: string): TLRecord | undefined {
    const { records, edits, texts } = this.#roots
    let composed: Composed | undefined
    if (records.has(id)) {
      composed = composeRecord({
        id,
        base: records.get(id),
        edits: [...this.editedGroups(id)].map((group) => [group, edits.get(`${id}/${group}`)] as const),
        texts: [...this.textFields(id)].flatMap((field) => {
          const text = texts.get(`${id}/${field}`)
          return text instanceof Y.Text ? [[field, text.toString()] as const] : []
        }),
      })
    }
    if (composed?.ok === true && composed.lacksNewer) this.#lackingNewer.add(id)
    else this.#lackingNewer.delete(id)
    if (composed?.ok === false) this.invalid.set(id, composed.reason)
    else this.invalid.delete(id)
    if (composed?.ok !== true) {
      this.#composed.delete(id)
      return undefined
    }
    this.#composed.set(id, composed.record)
    return composed.record
  }

  #index(id: string, before: TLRecord | undefined, after: TLRecord | undefined): void {
    for (const [ids, isOne] of [
      [this.#pageIds, after?.typeName === 'page'],
      [this.#zoneIds, isZone(after)],
    ] as const) {
      if (isOne) ids.add(id)
      else ids.delete(id)
    }
    const move = (index: Map<string, Set<string>>, from: string | undefined, to: string | undefined): void => {
      if (from === to) return
      if (from !== undefined) {
        index.get(from)?.delete(id)
        if (index.get(from)?.size === 0) index.delete(from)
      }
      if (to === undefined) return
      const set = index.get(to)
      if (set === undefined) index.set(to, new Set([id]))
      else set.add(id)
    }
    move(this.#children, shapeParent(before), shapeParent(after))
    const [oldFrom, oldTo] = bindingEnds(before)
    const [newFrom, newTo] = bindingEnds(after)
    // Removed from both before either is added: an end may have moved from one side to the other.
    move(this.#bindings, oldFrom, undefined)
    move(this.#bindings, oldTo, undefined)
    move(this.#bindings, undefined, newFrom)
    move(this.#bindings, undefined, newTo)
  }

  /** Everything whose settled form may change because this record came, went, or changed its parent. */
  #addDependants(id: string, affected: Set<string>): void {
    // The shapes below it, each once: what is read may hold a cycle.
    const below = new Set([id])
    for (const next of below) {
      affected.add(next)
      for (const child of this.#children.get(next) ?? []) below.add(child)
      for (const binding of this.#bindings.get(next) ?? []) {
        affected.add(binding)
        const record = this.#composed.get(binding)
        if (record?.typeName !== 'binding') continue
        // Of two bindings of one arrow end only one reads; the other may now take its place.
        for (const sibling of this.#bindings.get(record.fromId) ?? []) affected.add(sibling)
      }
    }
    const record = this.#composed.get(id) ?? this.records.get(id)
    if (record?.typeName === 'binding') {
      for (const sibling of this.#bindings.get(record.fromId) ?? []) affected.add(sibling)
    }
  }

  #surroundings(): Surroundings {
    let first: TLPage | undefined
    for (const id of this.#pageIds) {
      const page = this.#composed.get(id)
      if (page?.typeName === 'page' && (first === undefined || byOrder(page, first) < 0)) first = page
    }
    return { get: (id) => this.#composed.get(id), defaultPage: (first ?? FALLBACK_PAGE).id }
  }

  #settle(affected: Set<string>): ReadingChange {
    const around = this.#surroundings()
    const next = new Map<string, TLRecord | undefined>()
    const zones = new Set<string>()
    for (const id of affected) {
      const before = this.records.get(id)
      const after = this.#settleOne(id, around)
      next.set(id, after)
      for (const record of [before, after]) {
        if (isZone(record)) zones.add(record.id)
        if (isCard(record)) zones.add(record.parentId)
      }
    }
    this.#layOut(zones, next, around)
    return this.#replace(next)
  }

  #settleOne(id: string, around: Surroundings): TLRecord | undefined {
    const record = this.#composed.get(id)
    if (record === undefined) {
      if (id === TLDOCUMENT_ID) return DocumentRecordType.create({ id: TLDOCUMENT_ID })
      // Stands in only while no page of the document's own reads as valid.
      return id === FALLBACK_PAGE.id && this.#pageIds.size === 0 ? FALLBACK_PAGE : undefined
    }
    if (record.typeName === 'shape') {
      const parentId = settledParent(record, around)
      return parentId === record.parentId ? record : { ...record, parentId: parentId as TLShape['parentId'] }
    }
    if (record.typeName === 'binding') return this.#bindingReads(record, around) ? record : undefined
    return record
  }

  #bindingReads(binding: TLBinding, around: Surroundings): boolean {
    if (!bindingHolds(binding, around)) return false
    const end = arrowEnd(binding)
    for (const id of this.#bindings.get(binding.fromId) ?? []) {
      const other = this.#composed.get(id)
      if (id >= binding.id || other?.typeName !== 'binding') continue
      if (arrowEnd(other) === end && bindingHolds(other, around)) return false
    }
    return true
  }

  #layOut(zoneIds: ReadonlySet<string>, next: Map<string, TLRecord | undefined>, around: Surroundings): void {
    const pages = new Set<string>()
    for (const id of zoneIds) {
      const before = this.records.get(id)
      if (isZone(before)) pages.add(before.parentId)
      const zone = this.#composed.get(id)
      if (!isZone(zone)) continue
      const page = settledParent(zone, around)
      pages.add(page)
      this.#layOutCards(zone, next, around)
    }
    for (const page of pages) if (page.startsWith('page:')) this.#makeRoom(page, next, around)
  }

  #cardsOf(zone: ZoneShape, around: Surroundings): LaidOutCard[] {
    const cards: LaidOutCard[] = []
    for (const id of this.#children.get(zone.id) ?? []) {
      const card = this.#composed.get(id)
      if (!isCard(card) || settledParent(card, around) !== zone.id) continue
      cards.push({ id, index: card.index as string, w: card.props.w, h: card.props.h })
    }
    return cards
  }

  #contentHeight(zone: ZoneShape, around: Surroundings): number {
    const layout = zoneLayout(zone)
    return layout === 'free' ? 0 : layOutZone(layout, zone.props.w, this.#cardsOf(zone, around)).height
  }

  #layOutCards(zone: ZoneShape, next: Map<string, TLRecord | undefined>, around: Surroundings): void {
    const layout = zoneLayout(zone)
    if (layout === 'free') return
    for (const { id, x, y } of layOutZone(layout, zone.props.w, this.#cardsOf(zone, around)).positions) {
      const card = next.get(id) ?? this.#settleOne(id, around)
      if (isCard(card)) next.set(id, { ...card, x, y, rotation: 0 })
    }
  }

  #makeRoom(page: string, next: Map<string, TLRecord | undefined>, around: Surroundings): void {
    const boxes: ZoneBox[] = []
    for (const id of this.#zoneIds) {
      const zone = this.#composed.get(id)
      if (!isZone(zone) || settledParent(zone, around) !== page) continue
      const contentHeight = this.#contentHeight(zone, around)
      boxes.push({ id, x: zone.x, y: zone.y, w: zone.props.w, h: zone.props.h, contentHeight })
    }
    for (const [id, { y, h }] of makeRoom(boxes)) {
      const zone = next.get(id) ?? this.#settleOne(id, around)
      if (isZone(zone)) next.set(id, { ...zone, y, props: { ...zone.props, h } })
    }
  }

  #replace(next: ReadonlyMap<string, TLRecord | undefined>): ReadingChange {
    const change: ReadingChange = { put: [], removed: [] }
    for (const [id, record] of next) {
      const before = this.records.get(id)
      if (record === undefined) {
        if (before === undefined) continue
        this.records.delete(id)
        change.removed.push(id)
      } else if (before === undefined || !jsonEqual(before, record)) {
        this.records.set(id, record)
        change.put.push(record)
      }
    }
    return change
  }
}

function shapeParent(record: TLRecord | undefined): string | undefined {
  return record?.typeName === 'shape' ? record.parentId : undefined
}

function bindingEnds(record: TLRecord | undefined): [string | undefined, string | undefined] {
  return record?.typeName === 'binding' ? [record.fromId, record.toId] : [undefined, undefined]
}

/** Whether others see no difference in what this record is to them: same kind of thing, same parent, same ends. */
function sameStanding(before: TLRecord | undefined, after: TLRecord | undefined): boolean {
  if (before === undefined || after === undefined || before.typeName !== after.typeName) return false
  if (before.typeName === 'shape' && after.typeName === 'shape') {
    return before.type === after.type && before.parentId === after.parentId
  }
  if (before.typeName === 'binding' && after.typeName === 'binding') {
    return before.fromId === after.fromId && before.toId === after.toId && arrowEnd(before) === arrowEnd(after)
  }
  return true
}
