import { fieldText } from '../fieldValue.ts'
import type { Cell, Column, Piece, TableSection } from '../readingView.ts'
import type { LinkedBridge } from './joins.ts'
import { bridge } from './kinds.ts'
import type { LinkedMetric, MetricBridgeModel } from './metricBridgeModel.ts'
import type { MetricTitles } from './metricTitles.ts'

const COLUMNS: readonly Column[] = [
  { id: 'product', title: 'Product metric', side: 'product' },
  { id: 'plainWords', title: 'In plain words', side: 'between' },
  { id: 'model', title: 'Model metric', side: 'ai' },
  { id: 'direction', title: 'Direction', side: 'between' },
  { id: 'expectedLag', title: 'Expected lag', side: 'between' },
  { id: 'strength', title: 'Strength', side: 'between' },
  { id: 'owner', title: 'Owner', side: 'between' },
]

/** What one row tells: a bridge, or an arrow without one, with its ends. */
interface Span {
  readonly bridge: LinkedBridge | null
  readonly from: LinkedMetric | null
  readonly to: LinkedMetric | null
}

type BridgeField = (typeof bridge)['fields'][number]['id']

type Part = 'across' | 'within' | 'open'

/** One row a bridge, and one for every two metrics that an arrow joins without words. */
export function bridgeTable(model: MetricBridgeModel, titles: MetricTitles): TableSection {
  const metricById = new Map(model.metrics.map((card) => [card.id, card]))
  const spans = [
    ...model.bridges.map((card) => ({ bridge: card, from: card.from, to: card.to })),
    ...model.joins.filter((join) => join.bridge === null).map(({ from, to }) => ({ bridge: null, from, to })),
  ]
  const rows: Record<Part, Cell[][]> = { across: [], within: [], open: [] }
  for (const { bridge: card, from, to } of spans) {
    const span: Span = { bridge: card, from: metricById.get(from ?? '') ?? null, to: metricById.get(to ?? '') ?? null }
    rows[partOf(span)].push(spanCells(span, titles))
  }
  return {
    type: 'table',
    id: 'bridges',
    title: 'The bridge',
    empty: 'No bridge yet. An arrow from one metric to another makes the first.',
    detail: false,
    columns: COLUMNS,
    groups: [
      { id: 'across', title: 'Between product and model', rows: rows.across },
      { id: 'within', title: 'Within one side, from one metric to the next', rows: rows.within },
      { id: 'open', title: 'With an end or a side still open', rows: rows.open },
    ],
  }
}

function partOf({ from, to }: Span): Part {
  if (from === null || to === null || from.side === null || to.side === null) return 'open'
  return from.side === to.side ? 'within' : 'across'
}

function spanCells(span: Span, titles: MetricTitles): Cell[] {
  const { bridge: card, from, to } = span
  const { product, model } = endCells(span, titles)
  const ids = card === null ? [from, to].flatMap((end) => (end === null ? [] : [end.id])) : [card.id]
  const say = (field: BridgeField, empty: string): Cell => {
    const text = fieldText(bridge, field, card?.fields[field]) || empty
    // An arrow alone has no card whose field it could be.
    if (card === null) return text === '' ? [] : [{ text, cards: ids }]
    return [{ text, cards: ids, field }]
  }
  return [
    product,
    say('plainWords', 'Not in words yet'),
    model,
    say('direction', 'Not said'),
    say('expectedLag', ''),
    say('strength', 'Assumed'),
    say('owner', 'Nobody yet'),
  ]
}

/**
 * Each metric stands on its own side, so that two of one side stand in one cell, the first above the second. One whose
 * side nobody has said, or that is not there yet, takes the place that is left.
 */
function endCells({ from, to }: Span, titles: MetricTitles): { product: Cell; model: Cell } {
  const title = (end: LinkedMetric) => titles.get(end.id) ?? ''
  if (from !== null && to !== null && from.side !== null && from.side === to.side) {
    const both: Cell = [piece(from, title(from)), piece(to, `→ ${title(to)}`)]
    return from.side === 'product' ? { product: both, model: [] } : { product: [], model: both }
  }
  const cell = (end: LinkedMetric | null): Cell => {
    if (end === null) return [{ text: 'No metric yet', cards: [] }]
    return [piece(end, end.side === null ? `${title(end)} (side not said)` : title(end))]
  }
  const fromIsModel = from?.side === 'model' || to?.side === 'product'
  return fromIsModel ? { product: cell(to), model: cell(from) } : { product: cell(from), model: cell(to) }
}

function piece({ id }: LinkedMetric, text: string): Piece {
  return { text, cards: [id] }
}
