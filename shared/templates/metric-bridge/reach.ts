import type { LinkedMetric } from './metricBridgeModel.ts'

/** The metrics from which a chain of bridges leads to one on product's side, by their ids; those themselves included. */
export function reachingProduct(metrics: readonly LinkedMetric[]): ReadonlySet<string> {
  const joined = new Map(metrics.map((card) => [card.id, card.joined]))
  const reaching = new Set(metrics.filter(({ side }) => side === 'product').map(({ id }) => id))
  // A set is walked in the order of its entries, those added on the way included: each metric once.
  for (const id of reaching) {
    for (const other of joined.get(id) ?? []) reaching.add(other)
  }
  return reaching
}
