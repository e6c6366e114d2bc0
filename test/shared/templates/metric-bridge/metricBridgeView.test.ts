import { expect, it } from 'vitest'
import type { Section } from '../../../../shared/templates/readingView.ts'
import { csv } from '../../../../shared/templates/render/csv.ts'
import { bridge } from '../../../../shared/templates/metric-bridge/kinds.ts'
import { metricBridge } from '../../../../shared/templates/metric-bridge/metricBridge.ts'
import { BoardBuilder } from '../BoardBuilder.ts'
import { BridgeBoard } from './bridgeBoard.ts'

function section<Type extends Section['type']>(board: BridgeBoard, id: string, type: Type) {
  const found = board
    .read()
    .view()
    .sections.find((candidate) => candidate.id === id)
  if (found?.type !== type) throw new Error(`${id} is a ${type}`)
  // The line above has compared the type, which the compiler does not follow for a type parameter.
  return found as Extract<Section, { type: Type }>
}

/** The rows of a table by group, cells parted by |, and pieces of a cell by /. */
function rowsOf(board: BridgeBoard, id: string): [string, string[]][] {
  return section(board, id, 'table').groups.map((group) => [
    group.id,
    group.rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join('/')).join('|')),
  ])
}

it('TPL-149: the bridge table has product’s metric on the left and the model’s on the right, whatever the direction', () => {
  const board = new BridgeBoard()
  const [sales, clicks] = [board.product({ name: 'Sales' }), board.product({ name: 'Clicks' })]
  const [drift, recall] = [board.modelMetric({ name: 'Drift' }), board.modelMetric({ name: 'Recall' })]
  const bridge = board.bridge(drift, sales, {
    plainWords: 'When drift rises, sales fall.',
    direction: 'opposite',
    expectedLag: 'A week',
    strength: 'tested',
    owner: 'Mira',
  })
  board.bridge(sales, recall)
  board.link(clicks, recall)
  const table = section(board, 'bridges', 'table')
  expect(table.columns.map(({ title }) => title)).toEqual([
    'Product metric',
    'In plain words',
    'Model metric',
    'Direction',
    'Expected lag',
    'Strength',
    'Owner',
  ])
  expect(rowsOf(board, 'bridges')).toEqual([
    [
      'across',
      [
        'Sales|When drift rises, sales fall.|Drift|Opposite ways|A week|Tested|Mira',
        'Sales|Not in words yet|Recall|Not said||Assumed|Nobody yet',
        'Clicks|Not in words yet|Recall|Not said||Assumed|Nobody yet',
      ],
    ],
    ['within', []],
    ['open', []],
  ])
  const [row] = table.groups[0]?.rows ?? []
  expect(row?.map((cell) => cell.flatMap(({ cards }) => cards))).toEqual([
    [sales],
    [bridge],
    [drift],
    [bridge],
    [bridge],
    [bridge],
    [bridge],
  ])
  expect(csv.render({ boardId: 'b', title: 'B', readings: [board.read()] })).toContain(
    'Between product and model,Sales,"When drift rises, sales fall.",Drift,Opposite ways,A week,Tested,Mira\r\n',
  )
})

it('TPL-150: a bridge within one side names both its metrics there, the first above the second', () => {
  const board = new BridgeBoard()
  const [sales, clicks] = [board.product({ name: 'Sales' }), board.product({ name: 'Clicks' })]
  const [drift, recall] = [board.modelMetric({ name: 'Drift' }), board.modelMetric({ name: 'Recall' })]
  board.bridge(clicks, sales, { plainWords: 'First clicks' })
  board.bridge(drift, recall, { plainWords: 'First drift' })
  expect(new Map(rowsOf(board, 'bridges')).get('within')).toEqual([
    'Clicks/→ Sales|First clicks||Not said||Assumed|Nobody yet',
    '|First drift|Drift/→ Recall|Not said||Assumed|Nobody yet',
  ])
})

it('TPL-151: a bridge with an open end, or with a metric of no side, stands apart and says so', () => {
  const board = new BridgeBoard()
  const [sales, drift] = [board.product({ name: 'Sales' }), board.modelMetric({ name: 'Drift' })]
  const stray = board.card('metric', { name: 'Stray' }, { zone: null })
  const other = board.card('metric', { name: 'Other' }, { zone: null })
  board.card('bridge', { plainWords: 'Nothing' })
  board.link(drift, board.card('bridge', { plainWords: 'Half' }))
  board.bridge(stray, sales, { plainWords: 'Left' })
  board.bridge(drift, stray, { plainWords: 'Right' })
  board.bridge(stray, other, { plainWords: 'Both' })
  expect(rowsOf(board, 'bridges')).toEqual([
    ['across', []],
    ['within', []],
    [
      'open',
      [
        'No metric yet|Nothing|No metric yet|Not said||Assumed|Nobody yet',
        'No metric yet|Half|Drift|Not said||Assumed|Nobody yet',
        'Sales|Left|Stray (side not said)|Not said||Assumed|Nobody yet',
        'Stray (side not said)|Right|Drift|Not said||Assumed|Nobody yet',
        'Stray (side not said)|Both|Other (side not said)|Not said||Assumed|Nobody yet',
      ],
    ],
  ])
})

it('TPL-152: metrics that nothing joins are listed by side', () => {
  const board = new BridgeBoard()
  const usage = { name: 'Use', category: 'ai-adoption', timing: 'leading', owner: 'Mira' }
  board.link(board.product(usage), board.card('bridge'))
  board.card('metric', { name: 'Drift' }, { zone: 'model-health' })
  board.card('metric', {}, { zone: null })
  board.link(board.product({ name: 'Sales' }), board.modelMetric({ name: 'Recall' }))
  expect(rowsOf(board, 'unbridged')).toEqual([
    ['product', ['Use|Adoption and retention for AI|Leading|Mira']],
    ['model', ['Drift|Model health|Not said|Nobody yet']],
    ['neither', ['Empty metric|Not said|Not said|Nobody yet']],
  ])
})

it('TPL-153: the graph has every metric on its side and every join with its strength and words', () => {
  const board = new BridgeBoard()
  const [sales, drift] = [board.product({ name: 'Sales' }), board.modelMetric({ name: 'Drift' })]
  const stray = board.card('metric', { name: 'Stray' }, { zone: null })
  const bridge = board.bridge(drift, sales, { plainWords: 'It falls', strength: 'correlated' })
  board.link(stray, sales).link(stray, board.card('bridge'))
  const { nodes, edges } = section(board, 'graph', 'graph')
  const node = (id: string, side: string, text: string) => ({ id, side, label: { text, cards: [id] } })
  expect(nodes).toHaveLength(3)
  expect(nodes).toEqual(
    expect.arrayContaining([
      node(sales, 'product', 'Sales'),
      node(drift, 'ai', 'Drift'),
      node(stray, 'between', 'Stray'),
    ]),
  )
  expect(edges).toEqual([
    { from: drift, to: sales, strength: 'correlated', label: { text: 'It falls', cards: [bridge] } },
    { from: stray, to: sales, strength: 'assumed', label: { text: 'Not in words yet', cards: [stray, sales] } },
  ])
})

it('TPL-154: success lines say who signed, which side is missing, and what they rest on', () => {
  const board = new BridgeBoard()
  const sales = board.product({ name: 'Sales' })
  const whole = board.card('success', { statement: 'More sales', signedBy: ['Mira (product)', 'Ada (AI)'] })
  board.card('success', { statement: 'Fewer calls', signedBy: ['Jo (risk)'] })
  board.card('success', { statement: 'No harm', signedBy: ['Mira (product)'] })
  board.card('success')
  board.link(whole, sales).link(whole, board.card('bridge', { plainWords: 'It falls' }))
  expect(section(board, 'success-lines', 'list').items.map(({ text, note }) => [text, note])).toEqual([
    ['More sales', 'Signed by Mira (product), Ada (AI) · rests on “Sales”, “It falls”'],
    ['Fewer calls', 'Signed by Jo (risk), by nobody from product or AI yet'],
    ['No harm', 'Signed by Mira (product), by nobody from AI yet'],
    ['Empty success line', 'Nobody has signed yet'],
  ])
})

it('TPL-154: a success line names so many cards at most and says how many more there are', () => {
  const board = new BridgeBoard()
  const line = board.card('success', { statement: 'All of it' })
  for (let count = 1; count <= 7; count++) board.link(line, board.product({ name: `M${count}` }))
  expect(section(board, 'success-lines', 'list').items[0]?.note).toBe(
    'Nobody has signed yet · rests on “M1”, “M2”, “M3”, “M4”, “M5”, 2 more',
  )
})

it('TPL-155: with nothing on it, each part of the reading says in words what comes first', () => {
  const board = new BridgeBoard()
  const { sections } = board.read().view()
  expect(sections.map(({ id }) => id)).toEqual([
    'bridges',
    'unbridged',
    'graph',
    'success-lines',
    'all-metric',
    'all-bridge',
    'all-success',
  ])
  for (const { empty } of sections) expect(empty).not.toBe('')
})

it('TPL-261: cells that show one field of one card say which, empty ones too, and no other cell does', () => {
  const board = new BoardBuilder(metricBridge)
  const clicks = board.card('metric', { name: 'Clicks', side: 'product' })
  const recall = board.card('metric', { name: 'Recall', side: 'model' })
  const bridged = board.card('bridge', { plainWords: 'More of one' })
  board.link(clicks, bridged).link(bridged, recall)
  const tables = board
    .read()
    .view()
    .sections.filter((section) => section.type === 'table')
  const fieldsOf = (table: string) =>
    tables.find(({ id }) => id === table)?.groups.flatMap(({ rows }) => rows.flat(2).map(({ field }) => field ?? null))
  expect(fieldsOf('bridges')).toEqual([null, 'plainWords', null, 'direction', 'expectedLag', 'strength', 'owner'])
  expect(fieldsOf('all-bridge')).toEqual(bridge.fields.map(({ id }) => id))
})
