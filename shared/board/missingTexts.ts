import * as Y from 'yjs'
import { textFieldsOf } from '../templates/textFields.ts'
import { boardRoots, partKey, type BoardRoots } from './keys.ts'
import { readerOf } from './read.ts'
import { isCard } from './schema.ts'
import { unwrapRecord } from './version.ts'

/** Whether the record of that id is a card which lacks the Y.Text of one of its text fields. */
export function lacksTexts({ records, texts }: BoardRoots, id: string): boolean {
  const { value } = unwrapRecord(records.get(id))
  const { type, props }: { type?: unknown; props?: unknown } = typeof value === 'object' && value !== null ? value : {}
  if (type !== 'card' || typeof props !== 'object' || props === null) return false
  const { template, kind }: { template?: unknown; kind?: unknown } = props
  if (typeof template !== 'string' || typeof kind !== 'string') return false
  return textFieldsOf(template, kind).some((field) => !(texts.get(partKey(id, field)) instanceof Y.Text))
}

/**
 * Makes the texts that cards of a board lack, because whoever wrote them knows only plain values or an older version of
 * the kind, from what the cards read as. What is there already stays. Only the server may do this: two who did it at
 * once would each make a text, and what is typed into one of them would be lost.
 *
 * @param most texts to make at the most, so that no one transaction is too large
 * @returns whether there may be more
 */
export function makeMissingTexts(doc: Y.Doc, most: number): boolean {
  const roots = boardRoots(doc)
  let made = 0
  for (const record of readerOf(doc).records.values()) {
    if (!isCard(record)) continue
    for (const field of textFieldsOf(record.props.template, record.props.kind)) {
      const key = partKey(record.id, field)
      if (roots.texts.get(key) instanceof Y.Text) continue
      const value = record.props.fields[field]
      roots.texts.set(key, new Y.Text(typeof value === 'string' ? value : ''))
      made += 1
      if (made >= most) return true
    }
  }
  return false
}
