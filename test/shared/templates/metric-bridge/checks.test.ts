import { expect, it } from 'vitest'
import type { CardFields } from '../../../../shared/templates/field.ts'
import { metricBridge } from '../../../../shared/templates/metric-bridge/metricBridge.ts'
import { exampleBoard, TODAY } from '../BoardBuilder.ts'
import { BridgeBoard, WHOLE } from './bridgeBoard.ts'

it.each<[string, CardFields]>([
  ['Nobody owns this metric yet', { ...WHOLE, owner: ' ' }],
  ['This metric has no definition yet: what exactly is counted?', { ...WHOLE, definition: '' }],
  ['This metric has no target yet: how far is far enough?', { ...WHOLE, target: '' }],
  ['This metric has no owner and no target yet', { definition: 'Clicks a visit' }],
  ['This metric has no owner, no definition and no target yet', {}],
])('TPL-130: says "%s", and nothing of a metric that has all three', (message, fields) => {
  const board = new BridgeBoard()
  const card = board.card('metric', fields)
  board.card('metric', WHOLE)
  expect(board.found('metric-without-owner-definition-or-target')).toEqual([{ message, cards: [card] }])
})

it('TPL-131: asks what a metric means to the other side until a bridge or an arrow joins it with another', () => {
  const board = new BridgeBoard()
  const rule = 'metric-without-bridge'
  const message = 'Nobody has said yet what this metric means to the other side'
  const [clicks, precision, drift] = [board.product(), board.modelMetric(), board.modelMetric()]
  board.linkToNote(drift)
  expect(board.found(rule).map(({ cards }) => cards[0])).toEqual([clicks, precision, drift])
  const bridge = board.bridge(precision, clicks)
  expect(board.found(rule)).toEqual([{ message, cards: [drift] }])
  board.link(drift, bridge)
  expect(board.found(rule)).toEqual([
    { message: 'The bridge of this metric joins two others already: it may need one of its own', cards: [drift] },
  ])
  board.link(drift, clicks)
  expect(board.found(rule)).toEqual([])
})

it('TPL-132: asks for the ends of a bridge that joins no two metrics', () => {
  const board = new BridgeBoard()
  const rule = 'bridge-without-two-metrics'
  const bridge = board.card('bridge')
  board.linkToNote(bridge).link(bridge, board.card('success'))
  expect(board.found(rule)).toEqual([{ message: 'This bridge joins no metrics yet', cards: [bridge] }])
  const drift = board.modelMetric()
  board.link(drift, bridge).link(bridge, drift)
  const message = 'This bridge has one end so far: what lies on the other side?'
  expect(board.found(rule)).toEqual([{ message, cards: [bridge, drift] }])
  board.link(bridge, board.product())
  expect(board.found(rule)).toEqual([])
})

it('TPL-133: asks how an assumed bridge could be tested, and for the words of one that has none', () => {
  const board = new BridgeBoard()
  const [drift, sales, clicks] = [board.modelMetric(), board.product(), board.product()]
  const assumed = board.bridge(drift, sales, { plainWords: 'When drift rises', strength: 'assumed' })
  const unsaid = board.bridge(drift, sales)
  board.bridge(drift, sales, { strength: 'correlated' })
  board.bridge(drift, sales, { strength: 'tested' })
  board.link(drift, clicks).link(drift, sales)
  expect(board.found('bridge-only-assumed')).toEqual([
    {
      message: 'We only assume this so far: how would we find out whether it holds?',
      cards: [assumed, drift, sales],
    },
    { message: 'This bridge is only assumed, and not in words yet', cards: [unsaid, drift, sales] },
    {
      message: 'An arrow joins these two, and nobody has said in words what the one does to the other',
      cards: [drift, clicks],
    },
  ])
})

it('TPL-134: asks for the counterpart of an indicator that is joined with none', () => {
  const board = new BridgeBoard()
  const rule = 'leading-and-lagging-apart'
  const leading = board.modelMetric({ timing: 'leading' })
  const early = board.modelMetric({ timing: 'leading' })
  const lagging = board.product({ timing: 'lagging' })
  board.product()
  board.bridge(leading, early)
  expect(board.found(rule)).toEqual([
    {
      message: 'This leading indicator is bridged to no lagging one: which result does it announce?',
      cards: [leading],
    },
    { message: 'This leading indicator is bridged to no lagging one: which result does it announce?', cards: [early] },
    { message: 'This lagging indicator is bridged to no leading one: what would show it early?', cards: [lagging] },
  ])
  board.bridge(lagging, early)
  expect(board.found(rule).map(({ cards }) => cards)).toEqual([[leading]])
})

it('TPL-135: asks of a model metric what product would notice, through any chain of bridges', () => {
  const board = new BridgeBoard()
  const rule = 'model-metric-without-product-metric'
  const [late, drift, precision] = [board.modelMetric(), board.modelMetric(), board.modelMetric()]
  const alone = board.modelMetric()
  const clicks = board.product()
  board.card('metric', {}, { zone: null })
  board.bridge(late, drift)
  board.link(precision, drift)
  const message = 'No chain of bridges leads from this model metric to product yet'
  expect(board.found(rule)).toEqual([late, drift, precision, alone].map((id) => ({ message, cards: [id] })))
  board.bridge(clicks, precision)
  expect(board.found(rule)).toEqual([{ message, cards: [alone] }])
})

it('TPL-136: asks what the use is good for while a usage metric is joined with nothing but usage', () => {
  const board = new BridgeBoard()
  const rule = 'usage-metric-alone'
  const usage = board.product({ category: 'ai-adoption' })
  const inZone = board.card('metric', {}, { zone: 'ai-adoption' })
  const sales = board.product({ category: 'business-impact' })
  board.bridge(usage, inZone)
  const message = 'This counts use: what shows that the use does any good?'
  expect(board.found(rule)).toEqual([usage, inZone].map((id) => ({ message, cards: [id] })).sort(byCard))
  board.bridge(usage, sales)
  expect(board.found(rule)).toEqual([{ message, cards: [inZone] }])
})

it('TPL-137: asks who watches a fairness metric that is measured once, and no other', () => {
  const board = new BridgeBoard()
  const once = board.card('metric', { measured: 'once' }, { zone: 'fairness-risk' })
  board.card('metric', { measured: 'continuously' }, { zone: 'fairness-risk' })
  board.card('metric', {}, { zone: 'fairness-risk' })
  board.card('metric', { measured: 'once' }, { zone: 'model-health' })
  expect(board.found('fairness-metric-measured-once')).toEqual([
    { message: 'This is measured once: who would notice if it became unfair later?', cards: [once] },
  ])
})

it('TPL-138: asks which definition is meant where one name has two, whatever their case and white space', () => {
  const board = new BridgeBoard()
  const rule = 'one-name-with-two-definitions'
  const ours = board.product({ name: 'Churn rate', definition: 'Who leaves in a month' })
  const same = board.product({ name: ' churn  RATE', definition: 'who leaves\nin a month' })
  board.product({ name: 'Churn rate' })
  board.product({ definition: 'No name' })
  board.product({ definition: 'No name either' })
  expect(board.found(rule)).toEqual([])
  const theirs = board.modelMetric({ name: 'churnrate', definition: 'Who leaves in a year' })
  expect(board.found(rule)).toEqual([
    { message: '“Churn rate” is defined in 2 ways: which of them do we mean?', cards: [ours, same, theirs] },
  ])
})

it('TPL-139: a metric with a target and no guardrail is worth a note', () => {
  const board = new BridgeBoard()
  const card = board.product({ target: '3 %' })
  board.product({ target: '3 %', guardrail: '2 %' })
  board.product()
  expect(board.found('target-without-guardrail')).toEqual([
    { message: 'This metric has a target and no guardrail yet', cards: [card] },
  ])
})

it('TPL-140: asks what success is until a success line says it', () => {
  const board = new BridgeBoard()
  const message = 'Nobody has said yet what both sides will call success'
  expect(board.found('no-success-line')).toEqual([{ message, cards: [] }])
  const line = board.card('success', { statement: ' ' })
  expect(board.found('no-success-line')).toEqual([{ message, cards: [line] }])
  board.card('success', { statement: 'More clicks' })
  expect(board.found('no-success-line')).toEqual([])
})

it.each<[string, readonly string[]]>([
  ['Nobody has signed this success line yet', []],
  ['Nobody has signed this success line yet', ['no discipline']],
  ['Nobody from AI has signed this success line yet', ['Mira (product)', 'Bo (Design)']],
  ['Nobody from product has signed this success line yet', ['Ada ( ai )', 'Jo (risk)']],
  [
    'Somebody has signed this success line, but nobody from product or from AI yet',
    ['Jo (engineering)', 'Al (astrology)'],
  ],
])('TPL-141: says "%s" of a line signed by %j', (message, signedBy) => {
  const board = new BridgeBoard()
  const line = board.card('success', { statement: 'More clicks', signedBy })
  board.card('success', { statement: 'Fewer calls', signedBy: ['Mira (product)', 'Ada (data)'] })
  expect(board.found('success-not-signed-by-both')).toEqual([{ message, cards: [line] }])
})

it('TPL-142: the example leaves gaps on purpose, one at least for most checks', () => {
  const { findings } = exampleBoard(metricBridge).read()
  const rules = new Set(findings.map(({ rule }) => rule))
  const all = metricBridge.checks.map(({ id }) => id)
  expect(all.filter((id) => !rules.has(id))).toEqual(['no-success-line'])
  const cards = metricBridge.example?.(TODAY).cards.length ?? 0
  expect(cards).toBeGreaterThanOrEqual(25)
  expect(cards).toBeLessThanOrEqual(40)
})

it('TPL-143: each check belongs to one step of the workshop', () => {
  const inSteps = metricBridge.steps.flatMap(({ checks }) => checks)
  expect([...inSteps].sort()).toEqual(metricBridge.checks.map(({ id }) => id).sort())
})

function byCard(a: { cards: string[] }, b: { cards: string[] }): number {
  return (a.cards[0] ?? '') < (b.cards[0] ?? '') ? -1 : 1
}
