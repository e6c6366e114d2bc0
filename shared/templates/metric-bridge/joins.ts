import type { BoardModel } from '../boardModel.ts'
import { oncePerLinks } from '../oncePerLinks.ts'
import { bridge, metric, type Bridge } from './kinds.ts'

/** How sure a join of two metrics is. */
export type JoinStrength = NonNullable<Bridge['fields']['strength']>

/** A bridge with the metrics that it joins, by card ids. */
export interface LinkedBridge extends Bridge {
  /** Null while no metric leads to it. */
  readonly from: string | null
  /** Null while it leads to no metric. */
  readonly to: string | null
  /** Further metrics that are linked with it; a bridge joins two. */
  readonly others: readonly string[]
}

/** Two metrics that belong together, by card ids. */
export interface Join {
  readonly from: string
  readonly to: string
  /** The bridge that says how; null where only an arrow joins the two. */
  readonly bridge: string | null
  readonly strength: JoinStrength
}

/** What a bridge joins, by card ids. */
export type BridgeEnds = Pick<LinkedBridge, 'from' | 'to' | 'others'>

/** What follows from a board's links and from which of its cards are metrics and bridges, whatever those say. */
export interface BridgeStructure {
  /** The ends of each bridge. */
  readonly ends: ReadonlyMap<string, BridgeEnds>
  /** The metrics that only an arrow joins. */
  readonly arrowJoins: readonly Join[]
  /** The metrics with which each is joined, once each. */
  readonly joined: ReadonlyMap<string, readonly string[]>
}

/** Works out how bridges and arrows join the board's metrics. */
export const bridgeStructure = oncePerLinks((board): BridgeStructure => {
  const metrics = board.cards.filter(({ kind }) => kind === metric.id).map(({ id }) => id)
  const bridges = board.cards.filter(({ kind }) => kind === bridge.id).map(({ id }) => id)
  const position = new Map(metrics.map((id, at) => [id, at]))
  const ends = endsOfBridges(board, bridges, position)
  const bridged = bridges.flatMap((id) => {
    const { from, to } = ends.get(id) ?? OPEN_ENDS
    return from === null || to === null ? [] : [{ from, to }]
  })
  const arrowJoins = joinByArrows(board, bridged, position)
  return { ends, arrowJoins, joined: joinedWith(metrics, [...bridged, ...arrowJoins]) }
})

/** A bridge on which nothing hangs. */
export const OPEN_ENDS: BridgeEnds = { from: null, to: null, others: [] }

/** The metrics whose arrows lead to a bridge, and those to which its own arrows lead. */
interface Arrows {
  readonly ins: string[]
  readonly outs: string[]
}

/**
 * Gives each bridge its ends. An arrow from a metric says that it is the first, one to a metric that it is the second.
 * `position` tells the place of each metric among the board's cards.
 */
function endsOfBridges(
  board: BoardModel,
  bridges: readonly string[],
  position: ReadonlyMap<string, number>,
): ReadonlyMap<string, BridgeEnds> {
  const arrows = new Map<string, Arrows>(bridges.map((id) => [id, { ins: [], outs: [] }]))
  for (const { from, to } of board.links) {
    if (from.card === null || to.card === null || from.card === to.card) continue
    if (position.has(from.card)) arrows.get(to.card)?.ins.push(from.card)
    if (position.has(to.card)) arrows.get(from.card)?.outs.push(to.card)
  }
  return new Map([...arrows].map(([id, its]) => [id, endsOf(its, position)]))
}

function endsOf(arrows: Arrows, position: ReadonlyMap<string, number>): BridgeEnds {
  const [first, second] = [arrows.ins[0], arrows.outs[0]]
  // What nearly every bridge has, one arrow in and another out, needs no sets: they cost most of the reading.
  if (arrows.ins.length === 1 && arrows.outs.length === 1 && first !== second) {
    return { from: first ?? null, to: second ?? null, others: [] }
  }
  const ins = new Set(arrows.ins)
  const outs = new Set(arrows.outs)
  const metrics = [...new Set([...ins, ...outs])].sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0))
  const firsts = metrics.filter((id) => !outs.has(id))
  const seconds = metrics.filter((id) => !ins.has(id))
  const either = metrics.filter((id) => ins.has(id) && outs.has(id))
  // Where all arrows go the same way they say nothing, and the order of the cards decides.
  const from = firsts[0] ?? either[0] ?? (seconds.length > 1 ? seconds[0] : undefined) ?? null
  const isOther = (id: string) => id !== from
  const to = seconds.find(isOther) ?? either.find(isOther) ?? firsts.find(isOther) ?? null
  return { from, to, others: metrics.filter((id) => id !== from && id !== to) }
}

/**
 * The metrics that an arrow joins and no bridge, which counts as assumed. Several arrows between the same two are one
 * join.
 */
function joinByArrows(
  board: BoardModel,
  bridges: readonly Pick<Join, 'from' | 'to'>[],
  position: ReadonlyMap<string, number>,
): Join[] {
  const bridged = new Set(bridges.map(({ from, to }) => pairKey(from, to)))
  const arrows = new Map<string, Join>()
  for (const { from, to } of board.links) {
    if (from.card === null || to.card === null || from.card === to.card) continue
    const fromAt = position.get(from.card)
    const toAt = position.get(to.card)
    if (fromAt === undefined || toAt === undefined) continue
    const key = pairKey(from.card, to.card)
    // Of arrows both ways none says which metric is the first: the order of the cards decides.
    if (bridged.has(key) || (arrows.has(key) && toAt < fromAt)) continue
    arrows.set(key, { from: from.card, to: to.card, bridge: null, strength: 'assumed' })
  }
  return [...arrows.values()]
}

function joinedWith(
  metrics: readonly string[],
  joins: readonly Pick<Join, 'from' | 'to'>[],
): ReadonlyMap<string, readonly string[]> {
  const joined = new Map<string, string[]>(metrics.map((id) => [id, []]))
  for (const { from, to } of joins) {
    joined.get(from)?.push(to)
    joined.get(to)?.push(from)
  }
  return new Map([...joined].map(([id, others]) => [id, others.length < 2 ? others : [...new Set(others)]]))
}

/** The same for both directions. */
function pairKey(a: string, b: string): string {
  // The length says where the one ends and the other begins.
  return a < b ? `${a.length} ${a}${b}` : `${b.length} ${b}${a}`
}
