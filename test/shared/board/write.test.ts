import type { TLRecord } from '@tldraw/tlschema'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { BoardCards } from '../../../shared/board/cards.ts'
import { boardRoots } from '../../../shared/board/keys.ts'
import { boardModel } from '../../../shared/board/model.ts'
import { readBoard, readerOf } from '../../../shared/board/read.ts'
import { isCard, isZone, type CardShape } from '../../../shared/board/schema.ts'
import { BoardWriter } from '../../../shared/board/write.ts'
import { countingSources, newBoardDoc } from '../../support/boardDocs.ts'

function peer(of: Y.Doc): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(of))
  return doc
}

function merge(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)))
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)))
}

function write(doc: Y.Doc, change: (writer: BoardWriter, shown: ReadonlyMap<string, TLRecord>) => void): void {
  const reader = readerOf(doc)
  doc.transact(() => change(new BoardWriter(doc, reader, (id) => reader.records.get(id)), reader.records))
}

function boardWithCard(zone = 'pain-points'): { doc: Y.Doc; card: CardShape } {
  const doc = newBoardDoc('discovery-map')
  const cards = new BoardCards(doc, countingSources('card'))
  const at = cards.zoneFor('discovery-map', 'pain-point', zone)
  const card = doc.transact(() =>
    cards.add({
      template: 'discovery-map',
      kind: 'pain-point',
      fields: { who: 'Buyers', severity: 2 },
      zone: at?.id ?? null,
    }),
  )
  return { doc, card }
}

function cardOf(doc: Y.Doc, id: string): CardShape {
  const card = readBoard(doc).records.get(id)
  if (!isCard(card)) throw new Error('the card is gone')
  return card
}

describe('writing to a board', () => {
  it('DOC-1: two people who change different things of one card both win', () => {
    const { doc: a, card } = boardWithCard()
    const b = peer(a)
    write(a, (writer) => writer.update(cardOf(a, card.id), { ...cardOf(a, card.id), opacity: 0.5 }))
    write(b, (writer) => {
      const before = cardOf(b, card.id)
      const fields = { ...before.props.fields, severity: 5 }
      writer.update(before, { ...before, props: { ...before.props, fields } })
    })
    merge(a, b)
    expect(cardOf(a, card.id)).toMatchObject({ opacity: 0.5, props: { fields: { severity: 5 } } })
    expect(cardOf(b, card.id)).toEqual(cardOf(a, card.id))
  })

  it('DOC-2: the texts of a card live in Y.Text from its creation, empty ones too', () => {
    const { doc, card } = boardWithCard()
    const { records, texts } = boardRoots(doc)
    expect(texts.get(`${card.id}/who`)).toBeInstanceOf(Y.Text)
    expect(texts.get(`${card.id}/whatHurts`)?.toString()).toBe('')
    expect(records.get(card.id)).toMatchObject({ props: { fields: { severity: 2 } } })
    expect(JSON.stringify(records.get(card.id))).not.toContain('Buyers')
  })

  it('DOC-3: a place that only moved is written without what stayed as created', () => {
    const doc = newBoardDoc('blank')
    const card = doc.transact(() =>
      new BoardCards(doc, countingSources('card')).add({ template: 'x', kind: 'y', fields: {}, zone: null }),
    )
    write(doc, (writer, shown) => {
      const before = shown.get(card.id) as CardShape
      writer.update(before, { ...before, x: 10.5, y: 20 })
    })
    expect(boardRoots(doc).edits.toJSON()).toEqual({ [`${card.id}/place`]: [10.5, 20] })
    expect(cardOf(doc, card.id)).toMatchObject({ x: 10.5, y: 20, rotation: 0, parentId: card.parentId })
  })

  it('DOC-4: a card in a zone that lays out has an order there, and no place is ever written for it', () => {
    const { doc, card } = boardWithCard()
    write(doc, (writer) => {
      const before = cardOf(doc, card.id)
      writer.update(before, { ...before, x: before.x + 300, y: 5 })
    })
    expect(boardRoots(doc).edits.size).toBe(0)
  })

  it('DOC-5: a card whose zone is deleted under it reads as lying where the zone held it', () => {
    const { doc: a, card } = boardWithCard()
    const zone = readBoard(a).records.get(card.parentId)
    if (!isZone(zone)) throw new Error('the card lies in no zone')
    const b = peer(a)
    write(a, (writer) => writer.remove(zone.id))
    write(b, (writer) => {
      const before = cardOf(b, card.id)
      writer.update(before, { ...before, opacity: 0.5 })
    })
    merge(a, b)
    const orphan = cardOf(a, card.id)
    expect(orphan).toMatchObject({ parentId: 'page:page', opacity: 0.5 })
    expect(orphan.x).toBeGreaterThanOrEqual(zone.x)
    expect(orphan.y).toBeGreaterThanOrEqual(zone.y)
    expect(boardModel(readBoard(a).records).cards).toHaveLength(1)
  })

  it('DOC-9: moving a zone that was pushed down writes the move, not the push', () => {
    const { doc } = boardWithCard()
    const zone = [...readBoard(doc).records.values()].find(isZone)
    if (zone === undefined) throw new Error('no zone')
    const stored = readerOf(doc).stored(zone.id)
    write(doc, (writer, shown) => {
      const before = shown.get(zone.id)
      if (!isZone(before)) throw new Error('no zone')
      // As shown to the one who drags it: grown and pushed by what others put above it.
      const pushed = { ...before, y: before.y + 120, props: { ...before.props, h: before.props.h + 80 } }
      writer.update(pushed, { ...pushed, x: pushed.x + 7, y: pushed.y + 9 })
    })
    expect(readerOf(doc).stored(zone.id)).toMatchObject({
      x: zone.x + 7,
      y: (isZone(stored) ? stored.y : 0) + 9,
      props: { h: isZone(stored) ? stored.props.h : 0 },
    })
  })

  it('DOC-10: what a removed record left behind is not read into a new one of the same id', () => {
    const { doc, card } = boardWithCard()
    write(doc, (writer) => {
      const before = cardOf(doc, card.id)
      writer.update(before, { ...before, props: { ...before.props, fields: { ...before.props.fields, severity: 4 } } })
    })
    write(doc, (writer) => writer.remove(card.id))
    const { records, edits, texts } = boardRoots(doc)
    expect([...records.keys(), ...edits.keys(), ...texts.keys()].filter((key) => key.startsWith(card.id))).toEqual([])
    write(doc, (writer) => writer.create({ ...card, props: { ...card.props, fields: {} } }))
    expect(cardOf(doc, card.id).props.fields['severity']).toBeUndefined()
  })

  it('DOC-11: elements that two people add to a set at once both hold', () => {
    const { doc: a, card } = boardWithCard()
    const b = peer(a)
    for (const [doc, tag] of [
      [a, 'cold start'],
      [b, 'trust'],
    ] as const) {
      write(doc, (writer) => {
        const before = cardOf(doc, card.id)
        const fields = { ...before.props.fields, tags: [tag] }
        writer.update(before, { ...before, props: { ...before.props, fields } })
      })
    }
    merge(a, b)
    expect(cardOf(a, card.id).props.fields['tags']).toEqual(['cold start', 'trust'])
  })
})

describe('a new board', () => {
  it('DOC-12: holds its document, a page and the zones of its template, all valid', () => {
    const reading = readBoard(newBoardDoc('discovery-map'))
    expect(reading.invalid.size).toBe(0)
    expect([...reading.records.values()].filter(isZone)).toHaveLength(9)
  })

  it('DOC-13: with the example, every card lies in a zone that accepts it and every link holds', () => {
    const reading = readBoard(newBoardDoc('discovery-map', '2026-03-02'))
    const { cards, links } = boardModel(reading.records)
    expect(reading.invalid.size).toBe(0)
    expect(cards.length).toBeGreaterThanOrEqual(25)
    expect(links.length).toBeGreaterThan(10)
    for (const { from, to } of links) expect([from.card, to.card]).not.toContain(null)
  })

  it('DOC-14: zones of the example do not overlap once their cards are laid out', () => {
    const zones = [...readBoard(newBoardDoc('discovery-map', '2026-03-02')).records.values()].filter(isZone)
    for (const a of zones) {
      for (const b of zones) {
        if (a === b) continue
        const apart =
          a.x + a.props.w <= b.x || b.x + b.props.w <= a.x || a.y + a.props.h <= b.y || b.y + b.props.h <= a.y
        expect(apart, `${a.props.zone} and ${b.props.zone}`).toBe(true)
      }
    }
  })
})
