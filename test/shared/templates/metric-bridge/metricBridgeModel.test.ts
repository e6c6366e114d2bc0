import { expect, it } from 'vitest'
import { categories } from '../../../../shared/templates/metric-bridge/categories.ts'
import { metric } from '../../../../shared/templates/metric-bridge/kinds.ts'
import { metricBridge } from '../../../../shared/templates/metric-bridge/metricBridge.ts'
import { BridgeBoard } from './bridgeBoard.ts'

/** The ends of a board's first bridge. */
function endsOf(board: BridgeBoard) {
  const [first] = board.reading.bridges
  return first && { from: first.from, to: first.to, others: first.others }
}

it('TPL-144: a zone for each category sets side and category on its metrics', () => {
  const zones = metricBridge.zones.filter(({ accepts }) => accepts.includes('metric'))
  expect(zones.map(({ id, side, preset }) => [id, side, preset])).toEqual(
    categories.map(({ id, side }) => [id, side === 'model' ? 'ai' : 'product', { side, category: id }]),
  )
  expect(metric.fields.find(({ id }) => id === metric.sideFrom)?.type).toBe('choice')
})

it('TPL-145: side and category of a metric are what its fields say, else those of its zone, else not said', () => {
  const board = new BridgeBoard()
  const inZone = board.card('metric', {}, { zone: 'model-health' })
  const own = board.card('metric', { side: 'product', category: 'fairness-risk' }, { zone: 'model-health' })
  const half = board.card('metric', { side: 'product', category: 'nonsense' }, { zone: 'model-health' })
  const elsewhere = board.card('metric', {}, { zone: 'bridges' })
  const onPage = board.card('metric', { category: 'ai-adoption' }, { zone: null })
  const places = new Map(board.reading.metrics.map(({ id, side, category }) => [id, [side, category]]))
  expect(places.get(inZone)).toEqual(['model', 'model-health'])
  expect(places.get(own)).toEqual(['product', 'fairness-risk'])
  expect(places.get(half)).toEqual(['product', 'model-health'])
  expect(places.get(elsewhere)).toEqual([null, null])
  expect(places.get(onPage)).toEqual([null, 'ai-adoption'])
})

it('TPL-145: in the table of all metrics each has the side and the category that it counts for', () => {
  const board = new BridgeBoard()
  board.card('metric', { name: 'Drift' }, { zone: 'model-health' })
  const table = board
    .read()
    .view()
    .sections.find(({ id }) => id === 'all-metric')
  const [row] = table?.type === 'table' ? table.groups.flatMap(({ rows }) => rows) : []
  expect(row?.flat().flatMap(({ text }) => (text === '' ? [] : [text]))).toEqual(['Drift', 'Model', 'Model health'])
})

it('TPL-146: an arrow from a metric makes it the first of a bridge, one to a metric the second', () => {
  const board = new BridgeBoard()
  const [a, b] = [board.product(), board.modelMetric()]
  board.bridge(b, a)
  expect(endsOf(board)).toEqual({ from: b, to: a, others: [] })
})

it.each([
  ['both lead to it', ['a-', 'b-'], 'ab'],
  ['it leads to both', ['-b', '-a'], 'ab'],
  ['both ways with both', ['a-', '-a', 'b-', '-b'], 'ab'],
  ['both ways with the first, to the second', ['a-', '-a', '-b'], 'ab'],
  ['both ways with the first, from the second', ['-a', 'a-', 'b-'], 'ba'],
  ['twice the same arrow', ['b-', 'b-', '-a', '-a'], 'ba'],
  ['only from one', ['b-'], 'b '],
  ['only to one', ['-b'], ' b'],
  ['both ways with one', ['-a', 'a-'], 'a '],
  ['a third that leads to it', ['a-', 'b-', '-c'], 'ac'],
  ['a third to which it leads', ['c-', '-a', '-b'], 'ca'],
  ['nothing', [], '  '],
])('TPL-146: where directions do not say, the order of the cards does: %s', (_, arrows, ends) => {
  const board = new BridgeBoard()
  const ids = new Map(['a', 'b', 'c'].map((name) => [name, board.product({ name })]))
  const bridge = board.card('bridge')
  const idOf = (name: string) => ids.get(name) ?? bridge
  for (const [from = '', to = ''] of arrows) board.link(idOf(from), idOf(to))
  const [from = '', to = ''] = ends
  const joined = new Set(arrows.join('').replaceAll('-', ''))
  const others = [...joined].filter((name) => !ends.includes(name)).map(idOf)
  expect(endsOf(board)).toEqual({ from: ids.get(from) ?? null, to: ids.get(to) ?? null, others })
})

it('TPL-146: arrows to notes, to other kinds and from a bridge to itself give it no end', () => {
  const board = new BridgeBoard()
  const bridge = board.card('bridge')
  board
    .linkToNote(bridge)
    .link(bridge, bridge)
    .link(bridge, board.card('bridge'))
    .link(board.card('success'), bridge)
    .link(bridge, 'shape:gone')
  expect(endsOf(board)).toEqual({ from: null, to: null, others: [] })
  expect(board.reading.joins).toEqual([])
})

it('TPL-147: two metrics are joined by each bridge between them, as strongly as it says', () => {
  const board = new BridgeBoard()
  const [a, b] = [board.product(), board.modelMetric()]
  const tested = board.bridge(a, b, { strength: 'tested' })
  const unsaid = board.bridge(b, a)
  board.link(a, b)
  expect(board.reading.joins).toEqual([
    { from: a, to: b, bridge: tested, strength: 'tested' },
    { from: b, to: a, bridge: unsaid, strength: 'assumed' },
  ])
  expect(board.reading.metrics.map(({ joined }) => joined)).toEqual([[b], [a]])
})

it('TPL-147: an arrow alone joins two metrics once, as assumed; arrows both ways follow the order of the cards', () => {
  const board = new BridgeBoard()
  const [a, b, c] = [board.product(), board.modelMetric(), board.product()]
  board.link(c, b).link(c, b).link(b, a).link(a, b).link(a, a).linkToNote(a).link(a, 'shape:gone')
  expect(board.reading.joins).toEqual([
    { from: c, to: b, bridge: null, strength: 'assumed' },
    { from: a, to: b, bridge: null, strength: 'assumed' },
  ])
})

it('TPL-148: a success line rests on what it is linked with and knows which sides have signed', () => {
  const board = new BridgeBoard()
  const [a, b] = [board.product(), board.modelMetric()]
  const line = board.card('success', { signedBy: ['Mira (product)', 'Jo (risk)', 'nobody'] })
  const other = board.card('success', { signedBy: ['Ada (Data)'] })
  board.link(line, a).link(b, line).link(a, line).link(line, other).link(a, b).linkToNote(line)
  expect(new Set(board.reading.successes[0]?.restsOn)).toEqual(new Set([a, b, other]))
  expect(board.reading.successes.map(({ signedByProduct, signedByAi }) => [signedByProduct, signedByAi])).toEqual([
    [true, false],
    [false, true],
  ])
})
