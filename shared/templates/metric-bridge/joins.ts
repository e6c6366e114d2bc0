import type { BoardModel } from '../boardModel.ts'
import type { Bridge } from './kinds.ts'

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

/** The metrics whose arrows lead to a bridge, and those to which its own arrows lead. */
interface Arrows {
  readonly ins: string[]
  readonly outs: string[]
}

/**
 * Gives each bridge its ends. An arrow from a metric says that it is the first, one to a metric that it is the second.
 * `position` tells the place of each metric among the board's cards.
 */
export function linkBridges(
  board: BoardModel,
  bridges: readonly Bridge[],
  position: ReadonlyMap<string, number>,
): LinkedBridge[] {
  const arrows = new Map<string, Arrows>(bridges.map(({ id }) => [id, { ins: [], outs: [] }]))
  for (const { from, to } of board.links) {
    if (from.card === null || to.card === null || from.card === to.card) continue
    if (position.has(from.card)) arrows.get(to.card)?.ins.push(from.card)
    if (position.has(to.card)) arrows.get(from.card)?.outs.push(to.card)
  }
  return bridges.map((card) => ({ ...card, ...endsOf(arrows.get(card.id) ?? NO_ARROWS, position) }))
}

const NO_ARROWS: Arrows = { ins: [], outs: [] }

function endsOf(arrows: Arrows, position: ReadonlyMap<string, number>): Pick<LinkedBridge, 'from' | 'to' | 'others'> {
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
 * Every two metrics that are joined: first those with a bridge, in the order of the bridges, then those that only an
 * arrow joins, which counts as assumed. Several arrows between the same two are one join, and none where a bridge is.
 */
export function joinMetrics(
  board: BoardModel,
  bridges: readonly LinkedBridge[],
  position: ReadonlyMap<string, number>,
): Join[] {
  const joins: Join[] = []
  const bridged = new Set<string>()
  for (const { id, from, to, fields } of bridges) {
    if (from === null || to === null) continue
    joins.push({ from, to, bridge: id, strength: fields.strength ?? 'assumed' })
    bridged.add(pairKey(from, to))
  }
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
  return [...joins, ...arrows.values()]
}

/** The same for both directions. */
function pairKey(a: string, b: string): string {
  // The length says where the one ends and the other begins.
  return a < b ? `${a.length} ${a}${b}` : `${b.length} ${b}${a}`
}
