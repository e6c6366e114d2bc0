import { cardTitle } from '../cardTitle.ts'
import { fieldText } from '../fieldValue.ts'
import type { Side } from '../kind.ts'
import { kindTable } from '../kindTable.ts'
import type {
  Cell,
  GraphEdge,
  GraphNode,
  GraphSection,
  ListItem,
  ListSection,
  ReadingView,
  TableSection,
} from '../readingView.ts'
import { bridgeTable } from './bridgeTable.ts'
import type { Category } from './categories.ts'
import { bridge, metric, success } from './kinds.ts'
import type { LinkedMetric, LinkedSuccess, MetricBridgeModel } from './metricBridgeModel.ts'
import { metricTitles, type MetricTitles } from './metricTitles.ts'

/** Draws a metric bridge for people: the bridges, what none of them joins, both as a graph, what is signed, every card. */
export function metricBridgeView(model: MetricBridgeModel): ReadingView {
  const titles = metricTitles(model.metrics)
  return {
    sections: [
      bridgeTable(model, titles),
      unbridged(model, titles),
      graph(model, titles),
      successLines(model, titles),
      kindTable(metric, 'Metrics', model.metrics.map(withPlace)),
      kindTable(bridge, 'Bridges', model.bridges),
      kindTable(success, 'Success lines', model.successes),
    ],
  }
}

/** A metric with the side and the category that it counts for, also where only its zone says them. */
function withPlace({ fields, side, category, ...card }: LinkedMetric) {
  return { ...card, fields: { ...fields, side, category } }
}

function unbridged({ metrics }: MetricBridgeModel, titles: MetricTitles): TableSection {
  const alone = metrics.filter(({ joined }) => joined.length === 0)
  const cells = ({ id, category, fields }: LinkedMetric): Cell[] =>
    [
      { text: titles.get(id) ?? '' },
      { text: fieldText(metric, 'category', category) || 'Not said', field: 'category' },
      { text: fieldText(metric, 'timing', fields.timing) || 'Not said', field: 'timing' },
      { text: fields.owner || 'Nobody yet', field: 'owner' },
    ].map((piece) => [{ ...piece, cards: [id] }])
  const group = (side: LinkedMetric['side'], id: string, title: string) => ({
    id,
    title,
    rows: alone.filter((card) => card.side === side).map(cells),
  })
  return {
    type: 'table',
    id: 'unbridged',
    title: 'Not bridged yet',
    empty: 'Every metric is in a bridge.',
    detail: false,
    columns: [
      { id: 'metric', title: 'Metric', side: null },
      { id: 'category', title: 'Category', side: null },
      { id: 'timing', title: 'Timing', side: null },
      { id: 'owner', title: 'Owner', side: null },
    ],
    groups: [
      group('product', 'product', 'Product side'),
      group('model', 'model', 'Model side'),
      group(null, 'neither', 'Side not said'),
    ],
  }
}

/** A metric whose side nobody has said stands between the two. */
const HUE_OF: Record<Category['side'], Side> = { product: 'product', model: 'ai' }

function graph({ metrics, bridges, joins }: MetricBridgeModel, titles: MetricTitles): GraphSection {
  // By id: a damaged board may hold a card twice.
  const nodes = new Map<string, GraphNode>()
  for (const { id, side } of metrics) {
    const label = { text: titles.get(id) ?? '', cards: [id] }
    nodes.set(id, { id, side: side === null ? 'between' : HUE_OF[side], label })
  }
  const wordsOf = new Map(bridges.map(({ id, fields }) => [id, cardTitle(bridge, fields)]))
  const edges = joins.map((join): GraphEdge => {
    const { from, to, strength } = join
    const label =
      join.bridge === null
        ? { text: 'Not in words yet', cards: [from, to] }
        : { text: wordsOf.get(join.bridge) ?? '', cards: [join.bridge] }
    return { from, to, strength, label }
  })
  return {
    type: 'graph',
    id: 'graph',
    title: 'What moves what',
    empty: 'No metric yet. List what each side measures, then join two of them.',
    detail: false,
    nodes: [...nodes.values()],
    edges,
  }
}

/** Most cards that a success line names as what it rests on. */
const RESTS_ON_LIMIT = 5

function successLines({ bridges, successes }: MetricBridgeModel, ofMetrics: MetricTitles): ListSection {
  const titles = new Map(ofMetrics)
  for (const { id, fields } of bridges) titles.set(id, cardTitle(bridge, fields))
  for (const { id, fields } of successes) titles.set(id, cardTitle(success, fields))
  const items = successes.map((card): ListItem => {
    const named = card.restsOn.flatMap((id) => titles.get(id) ?? [])
    const restsOn = named.slice(0, RESTS_ON_LIMIT).map((title) => `“${title}”`)
    const more = named.length > RESTS_ON_LIMIT ? [`${named.length - RESTS_ON_LIMIT} more`] : []
    const note = [
      signedText(card),
      ...(restsOn.length > 0 ? [`rests on ${[...restsOn, ...more].join(', ')}`] : []),
    ].join(' · ')
    return { text: card.fields.statement || cardTitle(success, card.fields), note, cards: [card.id] }
  })
  return {
    type: 'list',
    id: 'success-lines',
    title: 'What both sides call success',
    empty: 'No success line yet. What would both sides sign?',
    detail: false,
    items,
  }
}

function signedText({ fields, signedByProduct, signedByAi }: LinkedSuccess): string {
  if (fields.signedBy.length === 0) return 'Nobody has signed yet'
  const signed = `Signed by ${fields.signedBy.join(', ')}`
  const missing = [...(signedByProduct ? [] : ['product']), ...(signedByAi ? [] : ['AI'])]
  return missing.length === 0 ? signed : `${signed}, by nobody from ${missing.join(' or ')} yet`
}
