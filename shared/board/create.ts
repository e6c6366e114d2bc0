import { DocumentRecordType, PageRecordType, TLDOCUMENT_ID, type TLPageId, type TLRecord } from '@tldraw/tlschema'
import type { IndexKey } from '@tldraw/utils'
import type * as Y from 'yjs'
import { findTemplate } from '../templates/index.ts'
import type { Story } from '../templates/story.ts'
import type { ExampleBoard, Template } from '../templates/template.ts'
import { BoardCards } from './cards.ts'
import { boardRoots } from './keys.ts'
import { TEMPLATE_GAP } from './layout.ts'
import { layTemplate } from './layTemplate.ts'
import { readerOf } from './read.ts'
import type { Sources } from './sources.ts'
import { BoardWriter } from './write.ts'

export interface NewBoard {
  template: Template
  /** Fills the board with the template's example instead of what it starts with, its dates counted from this day. */
  exampleFor?: string
}

/**
 * Fills the document of a new board: the store's document and page records, the template's zones, and what it starts
 * with, or its example where asked for. Done once, by the server; no client ever seeds a board.
 */
export function fillNewBoard(doc: Y.Doc, { template, exampleFor }: NewBoard, sources: Sources): void {
  const part = partOf(template, exampleFor)
  const { links = [] } = part.filling ?? {}
  fill(doc, [part], (idOf) => links.map(({ from, to }) => [idOf(template.id, from), idOf(template.id, to)]), sources)
}

/** Fills the document of a new board with the examples of several templates, beside each other and linked. */
export function fillWithStory(doc: Y.Doc, story: Story, exampleFor: string, sources: Sources): void {
  const parts = story.templates.flatMap((id) => {
    const template = findTemplate(id)
    return template === undefined ? [] : [partOf(template, exampleFor)]
  })
  fill(
    doc,
    parts,
    (idOf) => [
      ...parts.flatMap(({ template: { id }, filling }) =>
        (filling?.links ?? []).map(({ from, to }) => [idOf(id, from), idOf(id, to)] as const),
      ),
      ...story.links.map(({ from, to }) => [idOf(...from), idOf(...to)] as const),
    ],
    sources,
  )
}

/** One template of a new board, and the cards that it begins with. */
interface Part {
  template: Template
  filling: ExampleBoard | null
}

/** The shape id of a card, by its template and its key in what that was filled with; empty for none. */
type IdOf = (template: string, key: string) => string

function partOf(template: Template, exampleFor: string | undefined): Part {
  const example = exampleFor === undefined ? null : template.example?.({ today: exampleFor })
  return { template, filling: example ?? template.start }
}

function fill(
  doc: Y.Doc,
  parts: readonly Part[],
  links: (idOf: IdOf) => readonly (readonly [string, string])[],
  sources: Sources,
): void {
  const idsOf = new Map<string, ReadonlyMap<string, string>>()
  doc.transact(() => {
    const { records } = boardRoots(doc)
    const page = PageRecordType.create({
      id: 'page:page' as TLPageId,
      name: 'Page 1',
      index: 'a1' as IndexKey,
      meta: {},
    })
    const document = DocumentRecordType.create({ id: TLDOCUMENT_ID })
    for (const record of [document, page]) records.set(record.id, record)
    const written = new Map<string, TLRecord>()
    const writer = new BoardWriter(doc, readerOf(doc), (id) => written.get(id))
    let x = 0
    let below: string | null = null
    for (const { template, filling } of parts) {
      const laid = layTemplate(template, filling, { page: page.id, x, y: 0, below }, sources)
      for (const record of [...laid.zones, ...laid.cards]) {
        writer.create(record)
        written.set(record.id, record)
      }
      idsOf.set(template.id, laid.idOfKey)
      x += laid.bounds.w + TEMPLATE_GAP
      below = laid.top
    }
  })
  // Links are drawn once the cards have been read again, and with that laid out: arrows start where the cards are.
  doc.transact(() => {
    const cards = new BoardCards(doc, sources)
    for (const [start, end] of links((template, key) => idsOf.get(template)?.get(key) ?? '')) {
      const from = cards.find(start)
      const to = cards.find(end)
      if (from !== undefined && to !== undefined) cards.link(from, to)
    }
  })
}
