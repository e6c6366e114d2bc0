import type { Check } from '../template.ts'
import type { LinkedBridge } from './joins.ts'
import type { LinkedMetric, MetricBridgeModel } from './metricBridgeModel.ts'
import { reachingProduct } from './reach.ts'

type BridgeCheck = Check<MetricBridgeModel>

const metricWithoutBridge: BridgeCheck = {
  id: 'metric-without-bridge',
  severity: 'gap',
  title: 'A metric in no bridge',
  nextStep: 'Ask who on the other side would notice if it moved, and draw an arrow to what they would notice it by.',
  find: ({ metrics, bridges }) => {
    const crowded = new Set(bridges.flatMap(({ others }) => others))
    return metrics
      .filter(({ joined }) => joined.length === 0)
      .map(({ id }) => ({
        message: crowded.has(id)
          ? 'The bridge of this metric joins two others already: it may need one of its own'
          : 'Nobody has said yet what this metric means to the other side',
        cards: [id],
      }))
  },
}

const bridgeWithoutTwoMetrics: BridgeCheck = {
  id: 'bridge-without-two-metrics',
  severity: 'gap',
  title: 'A bridge that does not join two metrics',
  nextStep:
    'Draw an arrow from the metric that moves first to the bridge, and from the bridge to the one that follows.',
  find: ({ bridges }) =>
    bridges.flatMap(({ id, from, to }) => {
      if (from !== null && to !== null) return []
      const metrics = [from, to].filter((end) => end !== null)
      const message =
        metrics.length === 0
          ? 'This bridge joins no metrics yet'
          : 'This bridge has one end so far: what lies on the other side?'
      return [{ message, cards: [id, ...metrics] }]
    }),
}

const onlyAssumed: BridgeCheck = {
  id: 'bridge-only-assumed',
  severity: 'warning',
  title: 'A bridge that is only assumed',
  nextStep: 'Ask what past data could show it, or which small test would, and who will look.',
  find: ({ bridges, joins }) => [
    ...bridges.filter(({ fields }) => fields.strength === null || fields.strength === 'assumed').map(assumedBridge),
    ...joins
      .filter((join) => join.bridge === null)
      .map(({ from, to }) => ({
        message: 'An arrow joins these two, and nobody has said in words what the one does to the other',
        cards: [from, to],
      })),
  ],
}

function assumedBridge({ id, from, to, fields }: LinkedBridge): { message: string; cards: string[] } {
  const cards = [id, ...[from, to].filter((end) => end !== null)]
  if (fields.plainWords === '') return { message: 'This bridge is only assumed, and not in words yet', cards }
  return { message: 'We only assume this so far: how would we find out whether it holds?', cards }
}

const modelWithoutProduct: BridgeCheck = {
  id: 'model-metric-without-product-metric',
  severity: 'gap',
  title: 'A model metric that reaches no product metric',
  nextStep: 'Ask what a customer would notice if this metric got worse, and follow the bridges until you are there.',
  find: ({ metrics }) => {
    const reaching = reachingProduct(metrics)
    return metrics
      .filter(({ id, side }) => side === 'model' && !reaching.has(id))
      .map(({ id }) => ({ message: 'No chain of bridges leads from this model metric to product yet', cards: [id] }))
  },
}

const usageAlone: BridgeCheck = {
  id: 'usage-metric-alone',
  severity: 'warning',
  title: 'A usage metric alone',
  nextStep: 'Use is not usefulness. Bridge it to something that gets better for people when they use it.',
  find: ({ metrics }) => {
    const isUsage = new Set(metrics.filter(({ category }) => category === 'ai-adoption').map(({ id }) => id))
    return metrics
      .filter(({ id, joined }) => isUsage.has(id) && joined.every((other) => isUsage.has(other)))
      .map(({ id }) => ({ message: 'This counts use: what shows that the use does any good?', cards: [id] }))
  },
}

const leadingAndLagging: BridgeCheck = {
  id: 'leading-and-lagging-apart',
  severity: 'warning',
  title: 'A leading indicator with no lagging one, or the other way round',
  nextStep: 'Bridge each early sign to the late result that it stands for, and each result to what shows it early.',
  find: ({ metrics }) => {
    const timingById = new Map(metrics.map(({ id, fields }) => [id, fields.timing]))
    return metrics.flatMap((card) => {
      const wanted = counterpart(card)
      if (wanted === null || card.joined.some((id) => timingById.get(id) === wanted)) return []
      const message =
        wanted === 'lagging'
          ? 'This leading indicator is bridged to no lagging one: which result does it announce?'
          : 'This lagging indicator is bridged to no leading one: what would show it early?'
      return [{ message, cards: [card.id] }]
    })
  },
}

function counterpart({ fields }: LinkedMetric): 'leading' | 'lagging' | null {
  if (fields.timing === null) return null
  return fields.timing === 'leading' ? 'lagging' : 'leading'
}

/** What the bridge asks of the joins between metrics. */
export const joinChecks = {
  metricWithoutBridge,
  bridgeWithoutTwoMetrics,
  onlyAssumed,
  modelWithoutProduct,
  usageAlone,
  leadingAndLagging,
} as const
