import { DocumentRecordType, TLDOCUMENT_ID, type TLRecord, type TLShape } from '@tldraw/tlschema'
import type * as Y from 'yjs'
import type { InvalidReason } from './compose.ts'
import { DocumentParts } from './DocumentParts.ts'
import { jsonEqual } from './equal.ts'
import { RecordGraph, sameStanding } from './RecordGraph.ts'
import { isCard, isZone, type ZoneShape } from './schema.ts'
import { FALLBACK_PAGE, settledParent } from './settle.ts'
import { contentSize, layOutZones } from './zones.ts'

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
 * Reads a whole board document once: what every reader kept by the canvas or the server, and so every reading, export
 * and hash, has to come to as well. Never throws, whatever the document holds.
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

/**
 * The same reading kept up to date: `observe` notes which records a transaction touches, `update` reads only those
 * again, and what hangs on them (children, bindings, the cards of a zone). It always ends where `readBoard` would.
 */
export class BoardReader implements BoardReading {
  readonly records = new Map<string, TLRecord>()
  readonly invalid = new Map<string, InvalidReason>()

  readonly #parts: DocumentParts
  /** Valid records before their surroundings are looked at. */
  readonly #graph = new RecordGraph()
  /** Valid records of which edits that a newer Betwixt wrote were passed over. */
  readonly #lackingNewer = new Set<string>()
  #started = false

  constructor(doc: Y.Doc) {
    this.#parts = new DocumentParts(doc)
  }

  /** Starts to note what later transactions touch. Returns the function that stops it. */
  observe(): () => void {
    return this.#parts.observe()
  }

  /** Whether anything was touched since the last update. */
  get isStale(): boolean {
    return !this.#started || this.#parts.isTouched
  }

  /** A record as the document holds it, before layout and missing parents are looked at. */
  stored(id: string): TLRecord | undefined {
    return this.#graph.get(id)
  }

  /** The groups of a record that have edits. */
  editedGroups(id: string): ReadonlySet<string> {
    return this.#parts.editedGroups(id)
  }

  /** The fields of a card that have a collaborative text. */
  textFields(id: string): ReadonlySet<string> {
    return this.#parts.textFields(id)
  }

  /** The size that a zone's cards need at the width it is given; nothing where the zone does not lay out. */
  contentSize(zone: ZoneShape): { w: number; h: number } {
    return contentSize(zone, this.#graph)
  }

  /** Whether the document holds what a newer Betwixt wrote. */
  get hasNewer(): boolean {
    if (this.#lackingNewer.size > 0) return true
    for (const reason of this.invalid.values()) if (reason === 'newer') return true
    return false
  }

  /** Reads again what was touched and tells what differs from before. */
  update(): ReadingChange {
    const affected = new Set<string>()
    const isFirst = !this.#started
    if (isFirst) {
      this.#started = true
      this.#parts.readAll()
      // A document without any page still reads as having one.
      affected.add(FALLBACK_PAGE.id).add(TLDOCUMENT_ID)
    }
    let pagesChanged = false
    const changed = new Map<string, TLRecord | undefined>()
    for (const id of this.#parts.takeTouched()) {
      const before = this.#graph.get(id)
      const after = this.#compose(id)
      this.#graph.set(id, after)
      affected.add(id)
      if ((before ?? after)?.typeName === 'page') pagesChanged = true
      // At first everything is read anyway.
      if (!isFirst && !sameStanding(before, after)) changed.set(id, before)
    }
    for (const id of this.#graph.dependants(changed)) affected.add(id)
    if (pagesChanged) {
      affected.add(FALLBACK_PAGE.id)
      for (const id of this.#graph.shapeIds()) affected.add(id)
    }
    return this.#replace(this.#settle(affected))
  }

  #compose(id: string): TLRecord | undefined {
    const composed = this.#parts.compose(id)
    if (composed?.ok === true && composed.lacksNewer) this.#lackingNewer.add(id)
    else this.#lackingNewer.delete(id)
    if (composed?.ok === false) this.invalid.set(id, composed.reason)
    else this.invalid.delete(id)
    return composed?.ok === true ? composed.record : undefined
  }

  #settle(affected: ReadonlySet<string>): Map<string, TLRecord | undefined> {
    const next = new Map<string, TLRecord | undefined>()
    const zones = new Set<string>()
    const leftPages = new Set<string>()
    for (const id of affected) {
      const before = this.records.get(id)
      const after = this.#settleOne(id)
      next.set(id, after)
      if (isZone(before)) leftPages.add(before.parentId)
      for (const record of [before, after]) {
        if (isZone(record)) zones.add(record.id)
        if (isCard(record)) zones.add(record.parentId)
      }
    }
    layOutZones(zones, leftPages, this.#graph, {
      get: (id) => next.get(id) ?? this.#settleOne(id),
      set: (id, record) => void next.set(id, record),
    })
    return next
  }

  #settleOne(id: string): TLRecord | undefined {
    const record = this.#graph.get(id)
    if (record === undefined) {
      if (id === TLDOCUMENT_ID) return DocumentRecordType.create({ id: TLDOCUMENT_ID })
      // Stands in only while no page of the document's own reads as valid.
      return id === FALLBACK_PAGE.id && !this.#graph.hasPage ? FALLBACK_PAGE : undefined
    }
    if (record.typeName === 'shape') {
      const parentId = settledParent(record, this.#graph)
      return parentId === record.parentId ? record : { ...record, parentId: parentId as TLShape['parentId'] }
    }
    if (record.typeName === 'binding') return this.#graph.bindingReads(record) ? record : undefined
    return record
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
