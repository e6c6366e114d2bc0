import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { fillNewBoard, fillWithStory } from '../../../shared/board/create.ts'
import { TEMPLATE_GAP } from '../../../shared/board/layout.ts'
import { layTemplate } from '../../../shared/board/layTemplate.ts'
import { boardModel } from '../../../shared/board/model.ts'
import { readBoard } from '../../../shared/board/read.ts'
import { readingsOf } from '../../../shared/board/readings.ts'
import { isCard, isZone, type ZoneShape } from '../../../shared/board/schema.ts'
import { findKind, findTemplate, templates } from '../../../shared/templates/index.ts'
import { linkMeaning } from '../../../shared/templates/linkMeaning.ts'
import { story } from '../../../shared/templates/story.ts'
import { countingSources } from '../../support/boardDocs.ts'
import { asJson, MemoryServer, Peer, synchronise } from '../../support/boardPeers.ts'

const TODAY = '2026-03-14'

function boardOf(templateId: string): Y.Doc {
  const doc = new Y.Doc()
  const template = findTemplate(templateId)
  if (template === undefined) throw new Error(`no template ${templateId}`)
  fillNewBoard(doc, { template }, countingSources())
  return doc
}

function storyBoard(): Y.Doc {
  const doc = new Y.Doc()
  fillWithStory(doc, story, TODAY, countingSources())
  return doc
}

describe.each(templates.map((template) => [template.id, template] as const))('laying %s', (id, template) => {
  it('TPL-220: a template put on a board by hand reads as on a board that the server made of it', () => {
    const made = readBoard(boardOf(id))
    const laid = layTemplate(
      template,
      template.start,
      { page: 'page:page', x: 0, y: 0, below: null },
      countingSources(),
    )
    const blank = boardOf('blank')
    const peer = new Peer(new MemoryServer(Y.encodeStateAsUpdate(blank)))
    synchronise([peer])
    peer.put(...laid.zones, ...laid.cards)
    synchronise([peer])
    expect(asJson(readBoard(peer.doc).records)).toEqual(asJson(made.records))
  })

  it('TPL-221: it is laid from the corner it is given, takes no more than it says, and every card has all its fields', () => {
    const place = { page: 'page:page', x: 5_000, y: -300, below: 'a5' }
    const { zones, cards, bounds } = layTemplate(
      template,
      template.example?.({ today: TODAY }) ?? null,
      place,
      countingSources(),
    )
    expect([bounds.x, bounds.y]).toEqual([5_000, -300])
    for (const zone of zones) {
      expect(zone.x).toBeGreaterThanOrEqual(bounds.x)
      expect(zone.y).toBeGreaterThanOrEqual(bounds.y)
      expect(zone.x + zone.props.w).toBeLessThanOrEqual(bounds.x + bounds.w)
      expect(zone.index > 'a5').toBe(true)
    }
    for (const card of cards) {
      const kind = findKind(id, card.props.kind)
      expect(Object.keys(card.props.fields)).toEqual(
        expect.arrayContaining(kind?.fields.map((field) => field.id) ?? []),
      )
    }
  })
})

describe('all examples as one story', () => {
  it('TPL-222: templates stand beside each other, no zone on another, and every card lies in its place', () => {
    const { records } = readBoard(storyBoard())
    const zones = [...records.values()].filter(isZone)
    zones.forEach((a, at) => {
      for (const b of zones.slice(at + 1)) expect(areApart(a, b), `${a.props.zone} and ${b.props.zone}`).toBe(true)
    })
    const lefts = story.templates.map((id) => Math.min(...zonesOf(zones, id).map(({ x }) => x)))
    const rights = story.templates.map((id) => Math.max(...zonesOf(zones, id).map(({ x, props }) => x + props.w)))
    lefts.slice(1).forEach((left, at) => expect(left - (rights[at] ?? 0)).toBeGreaterThanOrEqual(TEMPLATE_GAP))
    const readings = readingsOf(records, { today: TODAY })
    expect(readings.map(({ template }) => template).sort()).toEqual([...story.templates].sort())
    expect(readings.flatMap(({ unplaced }) => unplaced)).toEqual([])
  })

  it('TPL-223: each link of the story joins cards of two examples, has a meaning, and is drawn', () => {
    const cardOf = (template: string, key: string) =>
      findTemplate(template)
        ?.example?.({ today: TODAY })
        .cards.find((card) => card.key === key)
    for (const { from, to } of story.links) {
      const [a, b] = [cardOf(...from), cardOf(...to)]
      expect([a, b], `${from.join('/')} → ${to.join('/')}`).not.toContain(undefined)
      expect(from[0]).not.toBe(to[0])
      expect(
        linkMeaning({ template: from[0], kind: a?.kind ?? '' }, { template: to[0], kind: b?.kind ?? '' }),
        `${from.join('/')} → ${to.join('/')}`,
      ).not.toBeNull()
    }
    const { cards, links } = boardModel(readBoard(storyBoard()).records)
    const templateOf = new Map(cards.map((card) => [card.id, card.template]))
    const across = links.filter(({ from, to }) => templateOf.get(from.id) !== templateOf.get(to.id))
    expect(across).toHaveLength(story.links.length)
    expect([...readBoard(storyBoard()).records.values()].filter(isCard)).toHaveLength(cards.length)
  })
})

function zonesOf(zones: readonly ZoneShape[], template: string): ZoneShape[] {
  return zones.filter(({ props }) => props.template === template)
}

function areApart(a: ZoneShape, b: ZoneShape): boolean {
  return a.x + a.props.w <= b.x || b.x + b.props.w <= a.x || a.y + a.props.h <= b.y || b.y + b.props.h <= a.y
}
