import { describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { BoardCards } from '../../../shared/board/cards.ts'
import { readerOf } from '../../../shared/board/read.ts'
import { isZone, type ZoneShape } from '../../../shared/board/schema.ts'
import { BoardWriter } from '../../../shared/board/write.ts'
import { countingSources, newBoardDoc } from '../../support/boardDocs.ts'

const template = 'responsibilities-matrix'

function shownZone(doc: Y.Doc): ZoneShape {
  const zone = [...readerOf(doc).records.values()].find(isZone)
  if (zone === undefined) throw new Error('there is one')
  return zone
}

function storedWidth(doc: Y.Doc): number {
  const stored = readerOf(doc).stored(shownZone(doc).id)
  if (!isZone(stored)) throw new Error('it is a zone')
  return stored.props.w
}

describe('the width of a zone that is a table', () => {
  it('LAY-8: a zone is shown as wide as its table, and is not stored so', () => {
    const doc = newBoardDoc(template)
    const before = { shown: shownZone(doc).props.w, stored: storedWidth(doc) }
    const cards = new BoardCards(doc, countingSources('column'))
    for (const name of ['Decides', 'Is told']) {
      doc.transact(() => cards.add({ template, kind: 'part', fields: { name }, zone: shownZone(doc).id }))
    }
    expect(shownZone(doc).props.w).toBeGreaterThan(before.shown)
    expect(storedWidth(doc)).toBe(before.stored)

    // Whoever moves it writes where it went, and not how wide its columns make it.
    const shown = shownZone(doc)
    doc.transact(() => {
      const reader = readerOf(doc)
      new BoardWriter(doc, reader, (id) => reader.records.get(id)).update(shown, { ...shown, x: shown.x + 40 })
    })
    expect(shownZone(doc)).toMatchObject({ x: shown.x + 40, props: { w: shown.props.w } })
    expect(storedWidth(doc)).toBe(before.stored)
  })
})
