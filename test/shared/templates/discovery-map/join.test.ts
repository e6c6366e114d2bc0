import { expect, it } from 'vitest'
import { discoveryMap } from '../../../../shared/templates/discovery-map/discoveryMap.ts'
import { readDiscovery } from '../../../../shared/templates/discovery-map/discoveryModel.ts'
import { JOIN_LIMIT, type JoinRow } from '../../../../shared/templates/discovery-map/join.ts'
import { BoardBuilder, TODAY } from '../BoardBuilder.ts'

const titles = (cards: readonly { title: string }[]) => cards.map(({ title }) => title)

/** A row by the titles of what is in it. */
function short(row: JoinRow) {
  return {
    pain: row.painPoint?.title ?? null,
    signals: row.signals.map(({ title, evidence }) => [title, evidence]),
    dataSources: row.dataSources.map(({ title, access }) => [title, access]),
    hypotheses: row.hypotheses.map(({ title, owner }) => [title, owner]),
    openQuestions: titles(row.openQuestions),
  }
}

function smallMap() {
  const board = new BoardBuilder(discoveryMap)
  const pain = board.card('pain-point', { whatHurts: 'Too slow' })
  const lonelyPain = board.card('pain-point', { whatHurts: 'Too loud' })
  const signal = board.card('signal', { name: 'Seconds', evidence: 'messy' })
  const looseSignal = board.card('signal', { name: 'Complaints' })
  const data = board.card('data-source', { name: 'Server log', access: 'open' })
  const looseData = board.card('data-source', { name: 'Search log' })
  const hypothesis = board.card('hypothesis', { weBelieve: 'Caching helps', owner: 'Mira' })
  const looseHypothesis = board.card('hypothesis', { weBelieve: 'Silence helps' })
  const question = board.card('unknown', { question: 'Whose seconds?' })
  const looseQuestion = board.card('unknown', { question: 'Why now?' })
  board.link(pain, signal).link(signal, data).link(hypothesis, signal).link(question, data)
  return { board, pain, lonelyPain, signal, looseSignal, data, looseData, looseHypothesis, looseQuestion, question }
}

it('TPL-40: a pain point has one row, with what it reaches through its signals', () => {
  const { rows } = readDiscovery(smallMap().board.model)
  expect(rows.map(short)).toEqual([
    {
      pain: 'Too slow',
      signals: [['Seconds', 'messy']],
      dataSources: [['Server log', 'open']],
      hypotheses: [['Caching helps', 'Mira']],
      openQuestions: ['Whose seconds?'],
    },
    { pain: 'Too loud', signals: [], dataSources: [], hypotheses: [], openQuestions: [] },
  ])
})

it('TPL-41: what no pain point reaches stands in exactly one place among the unmatched', () => {
  const { unmatched } = readDiscovery(smallMap().board.model)
  expect(unmatched.product.map((row) => row.painPoint?.title ?? titles(row.hypotheses)[0])).toEqual([
    'Too loud',
    'Silence helps',
  ])
  expect(unmatched.between.map((row) => titles(row.signals))).toEqual([['Complaints']])
  expect(unmatched.ai.map((row) => titles(row.dataSources))).toEqual([['Search log']])
})

it('TPL-41: a signal that shows no pain point brings its data source and hypotheses along', () => {
  const { board, looseSignal, looseData, looseHypothesis } = smallMap()
  board.link(looseSignal, looseData).link(looseHypothesis, looseSignal)
  const { unmatched } = readDiscovery(board.model)
  expect(unmatched.between.map(short)).toEqual([
    {
      pain: null,
      signals: [['Complaints', null]],
      dataSources: [['Search log', null]],
      hypotheses: [['Silence helps', '']],
      openQuestions: [],
    },
  ])
  expect(unmatched.ai).toEqual([])
  expect(unmatched.product).toHaveLength(1)
})

it('TPL-42: an open question counts wherever in the row it is asked, and only once', () => {
  const { board, pain, signal, question, looseQuestion } = smallMap()
  board.link(question, pain).link(signal, looseQuestion).link(pain, looseQuestion)
  const [row] = readDiscovery(board.model).rows
  expect(row && new Set(titles(row.openQuestions))).toEqual(new Set(['Whose seconds?', 'Why now?']))
  expect(row?.openQuestions).toHaveLength(2)
})

it('TPL-43: two pain points may share a signal, and two arrows between the same cards are one link', () => {
  const { board, lonelyPain, signal } = smallMap()
  board.link(lonelyPain, signal).link(signal, lonelyPain)
  const { rows } = readDiscovery(board.model)
  expect(rows.map(({ painPoint, signals }) => [painPoint?.title, titles(signals)])).toEqual([
    ['Too slow', ['Seconds']],
    ['Too loud', ['Seconds']],
  ])
})

it('TPL-44: a row lists so many cards of a kind at most and says that there are more', () => {
  const board = new BoardBuilder(discoveryMap)
  const signal = board.card('signal', { name: 'Everything' })
  board.link(board.card('pain-point'), signal)
  for (let count = 0; count < JOIN_LIMIT; count++) board.link(board.card('hypothesis'), signal)
  expect(readDiscovery(board.model).rows[0]?.cut).toBe(false)
  board.link(board.card('hypothesis'), signal)
  const model = readDiscovery(board.model)
  expect(model.rows[0]?.hypotheses).toHaveLength(JOIN_LIMIT)
  expect(model.rows[0]?.cut).toBe(true)
  expect(model.hypotheses).toHaveLength(JOIN_LIMIT + 1)
  const join = board
    .read()
    .view()
    .sections.find(({ id }) => id === 'join')
  expect(JSON.stringify(join)).toContain('and more, see below')
})

it('TPL-45: the table shows the joined rows first and then the unmatched halves, cell by cell', () => {
  const { board } = smallMap()
  const join = board
    .read()
    .view()
    .sections.find(({ id }) => id === 'join')
  if (join?.type !== 'table') throw new Error('the join is a table')
  expect(join.columns.map(({ title }) => title)).toEqual([
    'Pain',
    'Signal',
    'Evidence',
    'Data source',
    'Access',
    'Hypothesis',
    'Owner',
    'Open questions',
  ])
  const texts = join.groups.map(({ id, rows }) => [
    id,
    rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join('/')).join('|')),
  ])
  expect(texts).toEqual([
    ['joined', ['Too slow|Seconds|Messy|Server log|Open|Caching helps|Mira|Whose seconds?']],
    ['product', ['Too loud|||||||', '|||||Silence helps|Nobody yet|']],
    ['between', ['|Complaints|Not checked|||||']],
    ['ai', ['|||Search log|Not said|||']],
  ])
})

it('TPL-46: the glance tells the verdict, how much reaches data, and what is past its date', () => {
  const { board } = smallMap()
  const glance = (builder: BoardBuilder) => {
    const section = builder
      .read(TODAY)
      .view()
      .sections.find(({ id }) => id === 'glance')
    return section?.type === 'facts' ? section.facts.map(({ value }) => value.text) : []
  }
  expect(glance(board)).toEqual(['Nobody has said yet.', '2, with 1 reaching data', '2, with 0 past their date'])
  board.card('verdict', { answer: 'automation', reason: 'Three rules do it.' })
  board.card('unknown', { question: 'Since when?', findOutBy: '2026-01-01' })
  expect(glance(board)).toEqual([
    'Automation: Three rules do it.',
    '2, with 1 reaching data',
    '3, with 1 past their date',
  ])
})
