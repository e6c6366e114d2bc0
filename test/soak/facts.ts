import type { TLRecord } from '@tldraw/tlschema'
import type * as Y from 'yjs'
import { boardRoots } from '../../shared/board/keys.ts'
import { isCard } from '../../shared/board/schema.ts'

/**
 * One thing about a board that only its author changes, so that whoever reads it later can be held to what the author
 * was told. Named by a key that says where to look.
 */
export type FactKey = string

/** What a fact is; null where what it speaks of is not there. */
export type FactValue = string | null

/** A board as somebody sees it: a screen's store, or what a newcomer reads. */
export interface BoardView {
  record(id: string): TLRecord | undefined
  /** The characters of a card's text. */
  text(id: string, field: string): string | undefined
}

/** The facts of a shape that someone owns. */
export function factsOfShape(id: string): FactKey[] {
  return [`tally ${id}`, `place ${id}`, `word ${id}`]
}

/** The fact that a token stands whole in a text that many write in. */
export function factOfToken(id: string, field: string, token: string): FactKey {
  return `token ${id} ${field} ${token}`
}

/** Looks a fact up. */
export function factIn(view: BoardView, key: FactKey): FactValue {
  const [what = '', id = '', field = '', token = ''] = key.split(' ')
  if (what === 'token') return holdsToken(view.text(id, field) ?? '', token) ? 'there' : null
  const record = view.record(id)
  if (record === undefined) return null
  if (what === 'tally') return JSON.stringify(record.meta['tally'] ?? 'none')
  if (what === 'word') return isCard(record) ? (record.props.fields['who']?.toString() ?? '') : ''
  if (record.typeName === 'binding') return `${record.fromId} to ${record.toId}`
  if (record.typeName !== 'shape') return ''
  // In a zone the layout places it, which others take part in.
  return record.parentId.startsWith('page:') ? `${record.x},${record.y}` : `in ${record.parentId}`
}

/**
 * Whether a token stands in a text: in one piece, or around whole tokens of others. Who undoes the deletion of a word gets
 * it back behind what has come to stand before it, and that may be a word that somebody is typing at this moment. Nobody's
 * letter is lost by that, and it reads as one word again when the other one goes.
 */
export function holdsToken(text: string, token: string): boolean {
  for (let rest = text; ;) {
    const whole: string[] = rest.match(INNERMOST) ?? []
    if (whole.includes(token)) return true
    if (whole.length === 0) return false
    rest = rest.replaceAll(INNERMOST, '')
  }
}

const INNERMOST = /«[^«»]*»/gu

/** A view of records that were read, with the texts of their document. */
export function viewOf(records: ReadonlyMap<string, TLRecord>, doc: Y.Doc): BoardView {
  return {
    record: (id) => records.get(id),
    text: (id, field) => textIn(doc, id, field),
  }
}

export function textIn(doc: Y.Doc, id: string, field: string): string | undefined {
  return boardRoots(doc).texts.get(`${id}/${field}`)?.toString()
}
