import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { disciplines } from '../../../shared/disciplines.ts'
import type { BoardModel } from '../../../shared/templates/boardModel.ts'
import { validateFieldsInput } from '../../../shared/templates/fieldInput.ts'
import { findKind, findTemplate, findZone, templates } from '../../../shared/templates/index.ts'
import type { ReadingView } from '../../../shared/templates/readingView.ts'
import { readingFormats } from '../../../shared/templates/render/readingFormats.ts'
import type { Template, TemplateReading } from '../../../shared/templates/template.ts'
import { seeded } from '../../support/seeded.ts'
import { arbitraryBoard } from './arbitraryBoard.ts'
import { BoardBuilder, exampleBoard, TODAY } from './BoardBuilder.ts'

it('TPL-1: the ids of templates are unique, and each is found by its own', () => {
  const ids = templates.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const template of templates) expect(findTemplate(template.id)).toBe(template)
  expect(findTemplate('template-of-tomorrow')).toBeUndefined()
})

describe.each(templates.map((template) => [template.id, template] as const))('%s', (_, template) => {
  it('TPL-1: its ids are unique and refer to what it has', () => {
    expectUnique(template.kinds.map(({ id }) => id))
    expectUnique(template.kinds.map(({ mark }) => mark))
    expectUnique(template.zones.map(({ id }) => id))
    expectUnique(template.checks.map(({ id }) => id))
    const kindIds = template.kinds.map(({ id }) => id)
    for (const kind of template.kinds) {
      expectUnique(kind.fields.map(({ id }) => id))
      expect(kind.fields.map(({ id }) => id)).toContain(kind.lead)
      for (const field of kind.fields) {
        if (field.type !== 'discipline' || field.toldBy === undefined) continue
        const { field: teller, names } = field.toldBy
        expect(kind.fields.find(({ id }) => id === teller)?.type).toMatch(/text$/u)
        for (const id of Object.keys(names)) expect(disciplines.map((known) => known.id)).toContain(id)
      }
      expect(findKind(template.id, kind.id)).toBe(kind)
      expect(
        template.zones.some((zone) => zone.accepts.includes(kind.id)),
        `a zone for ${kind.id}`,
      ).toBe(true)
    }
    for (const zone of template.zones) {
      expect(kindIds).toEqual(expect.arrayContaining([...zone.accepts]))
      expect(findZone(template.id, zone.id)).toBe(zone)
    }
    for (const { from, to, makes } of template.links) {
      expect([...kindIds, 'any']).toEqual(expect.arrayContaining([from, to]))
      if (makes !== undefined) expect(kindIds).toContain(makes)
    }
    expectUnique(template.steps.map(({ id }) => id))
    for (const step of template.steps) {
      expect(template.checks.map(({ id }) => id)).toEqual(expect.arrayContaining([...step.checks]))
    }
    for (const kind of template.kinds) {
      const typeOf = (id: string) => kind.fields.find((field) => field.id === id)?.type
      for (const field of kind.fields) {
        if (field.type === 'card') expect(kindIds).toEqual(expect.arrayContaining([...field.kinds]))
      }
      if (kind.sideFrom !== undefined) {
        const field = kind.fields.find(({ id }) => id === kind.sideFrom)
        const sides = field?.type === 'choice' ? field.choices.map(({ id }) => id) : []
        expect(['discipline', 'choice']).toContain(field?.type)
        expect(['product', 'model', 'ai']).toEqual(expect.arrayContaining(sides))
      }
      if (kind.suggestion !== undefined) expect(typeOf(kind.suggestion)).toBe('yes-no')
    }
  })

  it('TPL-17: what a zone sets on its cards is what its kinds take, and a table runs along kinds that it accepts', () => {
    for (const { accepts, layout, preset } of template.zones) {
      const kinds = template.kinds.filter(({ id }) => accepts.includes(id))
      for (const [field, value] of Object.entries(preset ?? {})) {
        const having = kinds.filter(({ fields }) => fields.some(({ id }) => id === field))
        expect(having.length).toBeGreaterThan(0)
        for (const kind of having) expect(validateFieldsInput(kind, { [field]: value })).toEqual([])
      }
      if (layout.type !== 'table') continue
      const { rows, columns, beside } = layout
      const heads = [rows.kind, columns.kind]
      expect(accepts).toEqual(expect.arrayContaining([...heads, ...(beside === null ? [] : [beside.kind])]))
      for (const kind of kinds.filter(({ id }) => !heads.includes(id))) {
        const named = kind.id === beside?.kind ? [rows.field] : [rows.field, columns.field]
        for (const field of named) expect(kind.fields.find(({ id }) => id === field)?.type).toBe('card')
      }
    }
  })

  it('TPL-2: every text that people read is there, and the prompts are short enough to be read aloud', () => {
    const { title, sentence, people, prompt } = template
    for (const text of [title, sentence, people, prompt]) expectText(text)
    expect(prompt.length).toBeLessThanOrEqual(120)
    for (const zone of template.zones) {
      expectText(zone.title)
      expectText(zone.prompt)
      expect(zone.prompt.length).toBeLessThanOrEqual(80)
    }
    for (const step of template.steps) {
      expectText(step.title)
      expectText(step.prompt)
      expect(step.prompt.length).toBeLessThanOrEqual(120)
    }
    for (const check of template.checks) {
      expectText(check.title)
      expectText(check.nextStep)
    }
    for (const kind of template.kinds) {
      for (const text of [kind.title, ...kind.fields.map((field) => field.title)]) expectText(text)
      expect(kind.mark).toMatch(/^M[\d.\sMmLlHhVvCcSsQqTtAaZz-]+$/)
    }
  })

  it('TPL-3: its zones do not overlap', () => {
    const boxes = template.zones.map(({ box }) => box)
    boxes.forEach((a, at) => {
      for (const b of boxes.slice(at + 1)) {
        const apart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y
        expect(apart, JSON.stringify([a, b])).toBe(true)
      }
    })
  })

  it('TPL-4: reads an empty page and an untouched board of its own', () => {
    for (const board of [{ cards: [], links: [], zones: [] }, new BoardBuilder(template).model]) {
      const reading = template.read(board, TODAY)
      expect(reading).toMatchObject({ template: template.id, title: template.title, unplaced: [] })
      expectWellFormed(template, board, reading)
    }
  })

  it('TPL-5: its example takes only what its kinds allow, and reads with every card in its place', () => {
    const example = template.example?.(TODAY)
    expectUnique(example?.cards.map(({ key }) => key) ?? [])
    for (const { kind, fields } of example?.cards ?? []) {
      const definition = findKind(template.id, kind)
      expect(definition && validateFieldsInput(definition, fields)).toEqual([])
    }
    const kindOf = new Map(example?.cards.map(({ key, kind }) => [key, kind]))
    for (const { from, to } of example?.links ?? []) {
      expect(linkHasMeaning(template, kindOf.get(from), kindOf.get(to)), `${from} to ${to}`).toBe(true)
    }
    const board = exampleBoard(template)
    const reading = board.read()
    expect(reading.unplaced).toEqual([])
    expectWellFormed(template, board.model, reading)
  })

  it('TPL-6: whatever lies on the board, it answers, drops no card and gives the same for any order', () => {
    const boards = arbitraryBoard(template).chain((board) =>
      fc.record({ board: fc.constant(board), shuffled: shuffledBoard(board) }),
    )
    fc.assert(
      fc.property(boards, ({ board, shuffled }) => {
        const reading = template.read(board, TODAY)
        expectWellFormed(template, board, reading)
        const again = template.read(shuffled, TODAY)
        expect(plain(again)).toEqual(plain(reading))
      }),
      { numRuns: 200, ...seeded(`reading ${template.id}`) },
    )
  })

  it('TPL-7: a card outside the zones that accept it is listed as unplaced, and so is one of an unknown kind', () => {
    for (const { id: kind } of template.kinds) {
      const board = new BoardBuilder(template)
      const placed = board.card(kind)
      const onPage = board.card(kind, {}, { zone: null })
      const elsewhere = template.zones
        .filter((zone) => !zone.accepts.includes(kind))
        .map(({ id: zone }) => board.card(kind, {}, { zone }))
      expect(new Set(board.read().unplaced)).toEqual(new Set([onPage, ...elsewhere]))
      for (const zone of template.zones) board.deleteZone(zone.id)
      expect(new Set(board.read().unplaced)).toEqual(new Set([placed, onPage, ...elsewhere]))
    }
    const board = new BoardBuilder(template)
    const stranger = board.card('kind-of-tomorrow', { words: 'From tomorrow' }, { zone: template.zones[0]?.id ?? null })
    expect(board.read().unplaced).toEqual([stranger])
    expect(readingFormats.find(({ id }) => id === 'md')?.render(documentOf(board.read()))).toContain('From tomorrow')
  })
})

function expectUnique(values: readonly string[]): void {
  expect(new Set(values).size, values.join(', ')).toBe(values.length)
}

function expectText(text: string): void {
  expect(text).toBe(text.trim())
  expect(text).not.toBe('')
}

function linkHasMeaning(template: Template, a: string | undefined, b: string | undefined): boolean {
  const fits = (from: string, to: string) => (from === a && (to === b || to === 'any')) || (from === b && to === a)
  return template.links.some(({ from, to }) => fits(from, to) || (from === b && to === 'any'))
}

/** What holds for every reading of every board. */
function expectWellFormed(template: Template, board: BoardModel, reading: TemplateReading): void {
  const own = new Set(board.cards.filter((card) => card.template === template.id).map(({ id }) => id))
  const view = reading.view()
  expect(new Set([...cardsIn(view), ...reading.unplaced])).toEqual(own)
  expect(JSON.parse(JSON.stringify(reading.model))).toEqual(reading.model)
  for (const finding of reading.findings) {
    expect(template.checks.find(({ id }) => id === finding.rule)).toMatchObject({
      severity: finding.severity,
      nextStep: finding.nextStep,
    })
    expectText(finding.message)
    for (const id of finding.cards) expect(own).toContain(id)
  }
  expectUnique(view.sections.map(({ id }) => id))
  for (const section of view.sections) {
    if (section.type !== 'table') continue
    for (const row of section.groups.flatMap(({ rows }) => rows)) expect(row.length).toBe(section.columns.length)
  }
  for (const { render } of readingFormats) expect(typeof render(documentOf(reading))).toBe('string')
}

function documentOf(reading: TemplateReading) {
  return { boardId: 'board', title: 'A board', readings: [reading] }
}

/** The cards of the board that a view leads to. */
function cardsIn({ sections }: ReadingView): string[] {
  return sections.flatMap((section) => {
    switch (section.type) {
      case 'table':
        return section.groups.flatMap(({ rows }) => rows.flat(2)).flatMap(({ cards }) => cards)
      case 'list':
        return section.items.flatMap(({ cards }) => cards)
      case 'facts':
        return section.facts.flatMap(({ value }) => value.cards)
      case 'graph':
        return [...section.nodes, ...section.edges].flatMap(({ label }) => label.cards)
    }
  })
}

function plain({ view, ...rest }: TemplateReading): object {
  return { ...rest, view: view() }
}

function shuffledBoard({ cards, links, zones }: BoardModel): fc.Arbitrary<BoardModel> {
  return fc.record({ cards: shuffled(cards), links: shuffled(links), zones: shuffled(zones) })
}

function shuffled<Value>(values: readonly Value[]): fc.Arbitrary<Value[]> {
  return fc.shuffledSubarray([...values], { minLength: values.length })
}
