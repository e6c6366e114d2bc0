import { findDiscipline } from '../../disciplines.ts'
import { cardsOfKind } from '../boardCards.ts'
import type { BoardModel } from '../boardModel.ts'
import { linkedCards } from '../linkedCards.ts'
import { oncePer } from '../oncePer.ts'
import { oncePerLinks } from '../oncePerLinks.ts'
import { parseSignature } from '../sets.ts'
import { categories, type Category } from './categories.ts'
import { bridgeStructure, OPEN_ENDS, type BridgeEnds, type Join, type LinkedBridge } from './joins.ts'
import { bridge, metric, success, type Bridge, type Metric, type Success } from './kinds.ts'

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
  const { ends, arrowJoins, joined } = bridgeStructure(board)
  const bridges = cardsOfKind(board, bridge).map((card) => linkBridge(card, ends.get(card.id) ?? OPEN_ENDS))
  const successLinks = linksOfSuccesses(board)
  return {
    metrics: cardsOfKind(board, metric).map((card) => placeMetric(card, joined.get(card.id) ?? NONE)),
    bridges,
    joins: [...bridges.flatMap(joinByBridge), ...arrowJoins],
    successes: cardsOfKind(board, success).map((card) => linkSuccess(card, successLinks(card.id))),
  }
}

const NONE: readonly string[] = []

const linkBridge = oncePer((card: Bridge, { from, to, others }: BridgeEnds): LinkedBridge => ({
  ...card,
  from,
  to,
  others,
}))

function joinByBridge({ id, from, to, fields }: LinkedBridge): Join[] {
  return from === null || to === null ? [] : [{ from, to, bridge: id, strength: fields.strength ?? 'assumed' }]
}

const placeMetric = oncePer((card: Metric, joined: readonly string[]): LinkedMetric => {
  // A category's zone has the category's id.
  const category = categoryById.get(card.zone ?? '')
  return {
    ...card,
    side: card.fields.side ?? category?.side ?? null,
    category: card.fields.category ?? category?.id ?? null,
    joined,
  }
})

/** Most arrows join metrics, and sorting those as well would be most of the work. */
const linksOfSuccesses = oncePerLinks((board) => {
  const ids = new Set(board.cards.filter(({ kind }) => kind === success.id).map(({ id }) => id))
  const links = board.links.filter(({ from, to }) => ids.has(from.card ?? '') || ids.has(to.card ?? ''))
  return linkedCards({ ...board, links })
})

const linkSuccess = oncePer((card: Success, restsOn: readonly string[]): LinkedSuccess => {
  const sides = new Set(
    card.fields.signedBy.flatMap((element) => {
      const signer = parseSignature(element)
      return signer === null ? [] : [findDiscipline(signer.discipline).side]
    }),
  )
  return { ...card, restsOn, signedByProduct: sides.has('product'), signedByAi: sides.has('ai') }
})
