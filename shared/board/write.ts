import type { TLRecord } from '@tldraw/tlschema'
import * as Y from 'yjs'
import { textFieldsOf } from '../templates/textFields.ts'
import { changedGroups, shortenComposite, type GroupChange } from './groups.ts'
import { boardRoots, partKey, type BoardRoots } from './keys.ts'
import type { BoardReader } from './read.ts'
import { isCard, isZone, type CardShape, type ZoneShape } from './schema.ts'
import { mergeText, spliceText } from './textSplice.ts'
import { unwrapRecord } from './version.ts'
import { wellFormed } from './wellFormed.ts'
import { zoneLayout } from './zones.ts'

/**
 * Writes records into a board's document, each change as small as it can be. Callers open the transaction, with their
 * own origin; `reader` must be up to date with the document. `shown` finds records as the caller sees them, which may
 * include some that are not in the document yet.
 */
export class BoardWriter {
  readonly #roots: BoardRoots
  readonly #reader: BoardReader
  readonly #shown: (id: string) => TLRecord | undefined

  constructor(doc: Y.Doc, reader: BoardReader, shown: (id: string) => TLRecord | undefined) {
    this.#roots = boardRoots(doc)
    this.#reader = reader
    this.#shown = shown
  }

  /** Writes a record that is new. */
  create(record: TLRecord): void {
    // What an earlier record of this id left behind must not be read into the new one.
    this.#removeParts(record.id)
    const base = wellFormed(this.#withStoredPlace(record))
    if (!isCard(base)) {
      this.#roots.records.set(base.id, base)
      return
    }
    const fields = { ...base.props.fields }
    for (const field of textFieldsOf(base.props.template, base.props.kind)) {
      const value = fields[field]
      this.#roots.texts.set(partKey(base.id, field), new Y.Text(typeof value === 'string' ? value : ''))
      delete fields[field]
    }
    this.#roots.records.set(base.id, { ...base, props: { ...base.props, fields } })
  }

  /** Writes what differs between a record as it was last shown and as it is now. */
  update(from: TLRecord, to: TLRecord): void {
    for (const change of this.#changes(from, to)) this.#writeGroup(from, to.id, change)
  }

  /** Removes a record, its edits and its texts. */
  remove(id: string): void {
    this.#roots.records.delete(id)
    this.#removeParts(id)
  }

  #changes(from: TLRecord, to: TLRecord): GroupChange[] {
    const texts = this.#reader.textFields(to.id)
    const changes = changedGroups(from, to, (field) => texts.has(field))
    return changes.flatMap(([group, value]): GroupChange[] => {
      if (group === 'place' && isCard(to)) return this.#cardPlace(isCard(from) ? from : null, to, value)
      if (isZone(from) && isZone(to)) return [[group, this.#zoneGroup(from, to, group, value)]]
      return [[group, value]]
    })
  }

  /** A card in a zone that lays out has an order there, not a place. */
  #cardPlace(from: CardShape | null, to: CardShape, value: unknown): GroupChange[] {
    const zone = this.#layingOut(to)
    if (zone === null) return [['place', value]]
    if (from !== null && from.parentId === to.parentId) {
      if (from.index === to.index) return []
      const stored = this.#reader.stored(to.id)
      const place = isCard(stored) ? stored : to
      return [['place', [place.x, place.y, 0, to.parentId, to.index]]]
    }
    const { x, y } = this.#withStoredPlace(to) as CardShape
    return [['place', [x, y, 0, to.parentId, to.index]]]
  }

  /** A zone is shown lower and taller than it is stored when cards need the room; only what a person did is written. */
  #zoneGroup(from: ZoneShape, to: ZoneShape, group: string, value: unknown): unknown {
    const stored = this.#reader.stored(to.id)
    if (!isZone(stored) || !Array.isArray(value)) return value
    if (group === 'place') {
      return [to.x, stored.y + (to.y - from.y), to.rotation, to.parentId, to.index]
    }
    if (group === 'size') {
      const content = this.#reader.contentSize(to)
      return [ownSize('w', stored, from, to, content), ownSize('h', stored, from, to, content)]
    }
    return value
  }

  #layingOut(card: CardShape): ZoneShape | null {
    const parent = this.#shown(card.parentId)
    return isZone(parent) && zoneLayout(parent).type !== 'free' ? parent : null
  }

  /** With the place on the page kept for the day its zone is gone: that is where it then reads as being. */
  #withStoredPlace(record: TLRecord): TLRecord {
    const zone = isCard(record) ? this.#layingOut(record) : null
    if (zone === null || !isCard(record)) return record
    return { ...record, x: zone.x + record.x, y: zone.y + record.y, rotation: 0 }
  }

  #writeGroup(from: TLRecord, id: string, [group, value]: GroupChange): void {
    const { records, edits, texts } = this.#roots
    if (group.startsWith('text.')) {
      const field = group.slice('text.'.length)
      const text = texts.get(partKey(id, field))
      if (!(text instanceof Y.Text) || typeof value !== 'string') return
      // Others may have typed since this was last shown: theirs must not be taken for something removed here.
      const shown = isCard(from) ? from.props.fields[field] : ''
      spliceText(text, mergeText(typeof shown === 'string' ? shown : '', value, text.toString()))
      return
    }
    const base = unwrapRecord(records.get(id)).value
    if (typeof base !== 'object' || base === null) return
    edits.set(partKey(id, group), wellFormed(shortenComposite(base, group, value)))
  }

  #removeParts(id: string): void {
    for (const group of this.#reader.editedGroups(id)) this.#roots.edits.delete(partKey(id, group))
    for (const field of this.#reader.textFields(id)) this.#roots.texts.delete(partKey(id, field))
  }
}

/** The part of a zone's size that is a person's doing. What its cards need anyway, the layout adds for everyone. */
function ownSize(
  side: 'w' | 'h',
  stored: ZoneShape,
  from: ZoneShape,
  to: ZoneShape,
  content: { w: number; h: number },
): number {
  if (to.props[side] === from.props[side]) return stored.props[side]
  return to.props[side] > content[side] ? to.props[side] : Math.min(stored.props[side], content[side])
}
