import { cardTitle } from '../cardTitle.ts'
import { fieldText } from '../fieldValue.ts'
import { kindTable } from '../kindTable.ts'
import type { KindDefinition } from '../kind.ts'
import type {
  Cell,
  Column,
  Fact,
  FactsSection,
  ListItem,
  ListSection,
  ReadingView,
  TableSection,
} from '../readingView.ts'
import type { ReadContext } from '../template.ts'
import type { DiscoveryModel, LinkedUnknown } from './discoveryModel.ts'
import type { JoinRow } from './join.ts'
import { dataSource, hypothesis, intent, kinds, limit, painPoint, pattern, signal, unknown, verdict } from './kinds.ts'

/** Draws a discovery map for people: where it stands, the join of both sides, the open questions, then every card. */
export function discoveryView(model: DiscoveryModel, context: ReadContext): ReadingView {
  return {
    sections: [
      glance(model, context),
      joinTable(model),
      openQuestions(model, context),
      kindTable(intent, 'Business intent', model.intents),
      kindTable(painPoint, 'Pain points', model.painPoints),
      kindTable(hypothesis, 'Hypotheses', model.hypotheses),
      kindTable(signal, 'Signals', model.signals),
      kindTable(dataSource, 'Available data', model.dataSources),
      kindTable(pattern, 'Potential patterns', model.patterns),
      kindTable(limit, 'Feasibility limits', model.limits),
    ],
  }
}

function glance(model: DiscoveryModel, { today }: ReadContext): FactsSection {
  const verdicts = model.verdicts.map(({ id, fields }): Fact => {
    const answer = fieldText(verdict, 'answer', fields.answer)
    const text = [answer, fields.reason].filter((part) => part !== '').join(': ')
    return { label: 'Is this an AI problem?', value: { text: text || cardTitle(verdict, fields), cards: [id] } }
  })
  const withData = model.rows.filter((row) => row.dataSources.length > 0)
  const late = model.unknowns.filter((card) => isLate(card, today))
  const facts: Fact[] = [
    ...(verdicts.length > 0
      ? verdicts
      : [{ label: 'Is this an AI problem?', value: { text: 'Nobody has said yet.', cards: [] } }]),
    {
      label: 'Pain points',
      value: {
        text: `${model.painPoints.length}, with ${withData.length} reaching data`,
        cards: model.painPoints.map(({ id }) => id),
      },
    },
    {
      label: 'Open questions',
      value: {
        text: `${model.unknowns.length}, with ${late.length} past their date`,
        cards: model.unknowns.map(({ id }) => id),
      },
    },
  ]
  return { type: 'facts', id: 'glance', title: 'At a glance', empty: '', detail: false, facts }
}

const JOIN_COLUMNS: readonly Column[] = [
  { id: 'pain', title: 'Pain', side: 'product' },
  { id: 'signal', title: 'Signal', side: 'between' },
  { id: 'evidence', title: 'Evidence', side: 'between' },
  { id: 'dataSource', title: 'Data source', side: 'ai' },
  { id: 'access', title: 'Access', side: 'ai' },
  { id: 'hypothesis', title: 'Hypothesis', side: 'product' },
  { id: 'owner', title: 'Owner', side: 'product' },
  { id: 'openQuestions', title: 'Open questions', side: 'between' },
]

function joinTable({ rows, unmatched }: DiscoveryModel): TableSection {
  const joined = rows.filter((row) => row.dataSources.length > 0)
  return {
    type: 'table',
    id: 'join',
    title: 'From pain to data',
    empty: 'No pain point and no data source yet. A pain point, a signal and two arrows make the first row.',
    detail: false,
    columns: JOIN_COLUMNS,
    groups: [
      { id: 'joined', title: 'Joined', rows: joined.map(joinCells) },
      { id: 'product', title: 'Product side, not yet met', rows: unmatched.product.map(joinCells) },
      { id: 'between', title: 'Signals without a pain point', rows: unmatched.between.map(joinCells) },
      { id: 'ai', title: 'AI side, not yet asked for', rows: unmatched.ai.map(joinCells) },
    ],
  }
}

/** Pieces of neighbouring cells answer each other line by line: the second evidence is that of the second signal. */
function joinCells(row: JoinRow): Cell[] {
  const { painPoint, signals, dataSources, hypotheses, openQuestions, cut } = row
  const more: Cell = cut ? [{ text: 'and more, see below', cards: [] }] : []
  return [
    painPoint === null ? [] : [piece(painPoint, painPoint.title)],
    signals.map((card) => piece(card, card.title)),
    signals.map((card) => piece(card, fieldText(signal, 'evidence', card.evidence) || 'Not checked')),
    dataSources.map((card) => piece(card, card.title)),
    dataSources.map((card) => piece(card, fieldText(dataSource, 'access', card.access) || 'Not said')),
    hypotheses.map((card) => piece(card, card.title)),
    hypotheses.map((card) => piece(card, card.owner || 'Nobody yet')),
    [...openQuestions.map((card) => piece(card, card.title)), ...more],
  ]
}

function piece(card: { readonly id: string }, text: string): { text: string; cards: string[] } {
  return { text, cards: [card.id] }
}

/** Most cards that an open question names as what it is about. */
const ABOUT_LIMIT = 5

function openQuestions(model: DiscoveryModel, { today }: ReadContext): ListSection {
  const titles = titlesOf(model)
  const items = model.unknowns.map((card): ListItem => {
    const { question, owner, findOutBy } = card.fields
    const about = card.about.slice(0, ABOUT_LIMIT).flatMap((id) => titles.get(id) ?? [])
    const note = [
      owner || 'Nobody yet',
      findOutBy === null ? 'no date yet' : `by ${findOutBy}${isLate(card, today) ? ', which has passed' : ''}`,
      ...(about.length > 0 ? [`about ${about.map((title) => `“${title}”`).join(', ')}`] : []),
    ].join(' · ')
    return { text: question || cardTitle(unknown, card.fields), note, cards: [card.id] }
  })
  return {
    type: 'list',
    id: 'open-questions',
    title: 'We do not know yet',
    empty: 'No open question yet. Which of these cards is a guess?',
    detail: false,
    items,
  }
}

function titlesOf(model: DiscoveryModel): Map<string, string> {
  const kindById = new Map<string, KindDefinition>(kinds.map((kind) => [kind.id, kind]))
  const { intents, painPoints, hypotheses, signals, unknowns, verdicts, dataSources, patterns, limits } = model
  const cards = [intents, painPoints, hypotheses, signals, unknowns, verdicts, dataSources, patterns, limits].flat()
  return new Map(cards.map((card) => [card.id, cardTitle(kindById.get(card.kind), { ...card.fields })]))
}

function isLate({ fields }: LinkedUnknown, today: string): boolean {
  return fields.findOutBy !== null && fields.findOutBy < today
}
