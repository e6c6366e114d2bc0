import { findDiscipline } from '../../disciplines.ts'
import { cardsOfKind } from '../boardCards.ts'
import type { BoardModel } from '../boardModel.ts'
import { linkedCards } from '../linkedCards.ts'
import { parseSignature } from '../sets.ts'
import { categories, type Category } from './categories.ts'
import { joinMetrics, linkBridges, type Join, type LinkedBridge } from './joins.ts'
import { bridge, metric, success, type Metric, type Success } from './kinds.ts'

/** A metric with where it belongs and what it is joined with. */
export interface LinkedMetric extends Metric {
  /** What its own field says, else the side of the zone it lies in, else null. */
  readonly side: Category['side'] | null
  /** What its own field says, else the category of the zone it lies in, else null. */
  readonly category: Category['id'] | null
  /** The metrics that it is joined with, by a bridge or an arrow: each once. */
  readonly joined: readonly string[]
}

/** A success line with who stands behind it. */
export interface LinkedSuccess extends Success {
  /** The cards that it is linked with. */
  readonly restsOn: readonly string[]
  /** Whether somebody whose discipline is on product's side has signed. */
  readonly signedByProduct: boolean
  /** Whether somebody whose discipline is on AI's side has signed. */
  readonly signedByAi: boolean
}

/** A metric bridge as a model: its cards in the board's order, and what joins the metrics. */
export interface MetricBridgeModel {
  readonly metrics: readonly LinkedMetric[]
  readonly bridges: readonly LinkedBridge[]
  readonly joins: readonly Join[]
  readonly successes: readonly LinkedSuccess[]
}

const categoryById = new Map<string, Category>(categories.map((category) => [category.id, category]))

/** Projects a board into the model. A card counts for what it is wherever it lies: its links still hold. */
export function readMetricBridge(board: BoardModel): MetricBridgeModel {
  const metrics = cardsOfKind(board, metric)
  const position = new Map(metrics.map(({ id }, at) => [id, at]))
  const bridges = linkBridges(board, cardsOfKind(board, bridge), position)
  const joins = joinMetrics(board, bridges, position)
  return {
    metrics: placeMetrics(metrics, joins),
    bridges,
    joins,
    successes: linkSuccesses(board, cardsOfKind(board, success)),
  }
}

function placeMetrics(metrics: readonly Metric[], joins: readonly Join[]): LinkedMetric[] {
  const joined = new Map<string, string[]>(metrics.map(({ id }) => [id, []]))
  for (const { from, to } of joins) {
    joined.get(from)?.push(to)
    joined.get(to)?.push(from)
  }
  return metrics.map((card) => {
    // A category's zone has the category's id.
    const category = categoryById.get(card.zone ?? '')
    const others = joined.get(card.id) ?? []
    return {
      ...card,
      side: card.fields.side ?? category?.side ?? null,
      category: card.fields.category ?? category?.id ?? null,
      joined: others.length < 2 ? others : [...new Set(others)],
    }
  })
}

function linkSuccesses(board: BoardModel, successes: readonly Success[]): LinkedSuccess[] {
  const ids = new Set(successes.map(({ id }) => id))
  // Most arrows join metrics, and sorting those as well would be most of the work.
  const links = board.links.filter(({ from, to }) => ids.has(from.card ?? '') || ids.has(to.card ?? ''))
  const linked = linkedCards({ ...board, links })
  return successes.map((card) => linkSuccess(card, linked(card.id)))
}

function linkSuccess(card: Success, restsOn: readonly string[]): LinkedSuccess {
  const sides = new Set(
    card.fields.signedBy.flatMap((element) => {
      const signer = parseSignature(element)
      return signer === null ? [] : [findDiscipline(signer.discipline).side]
    }),
  )
  return { ...card, restsOn, signedByProduct: sides.has('product'), signedByAi: sides.has('ai') }
}
