import type { BoardCard, BoardModel } from '../templates/boardModel.ts'
import { cardTitle } from '../templates/cardTitle.ts'
import { rawField } from '../templates/fieldValue.ts'
import { findKind, findTemplate } from '../templates/index.ts'
import { linkedCards, type LinkedCards } from '../templates/linkedCards.ts'
import { nameKey } from '../templates/nameKey.ts'
import type { Piece } from '../templates/readingView.ts'
import type { TracePart } from '../templates/template.ts'
import { spread } from './spread.ts'

/**
 * Most that a row lists of a kind. Rows repeat what they share: without this, a board on which everything is linked with
 * everything would read as millions of entries.
 */
export const TRACE_LIMIT = 12

/** What a trace needs of a decision record. */
export interface TracedDecision {
  readonly number: number
  readonly title: string
  /** The cards it rests on, by id, whether they are on the board or not. */
  readonly evidence: readonly string[]
}

/** The first TRACE_LIMIT of a list. */
export interface Some {
  readonly items: readonly Piece[]
  /** Whether there are more. */
  readonly isCut: boolean
}

/** Where one metric comes from, and what hangs on it. */
export interface TraceRow {
  readonly metric: Piece
  /** The pain points that lead to it, the nearest first. */
  readonly pains: Some
  /** The signals and hypotheses on the way. */
  readonly by: Some
  /** As it was typed; empty where nobody is named. */
  readonly owner: string
  /** What its owner does elsewhere on the board, and the roles that it is linked with, each title once. */
  readonly roles: Some
  /** The decisions that rest on it or on its hypotheses. */
  readonly decisions: Some
}

/** A decision of which some evidence has left the board; the cards are those that are still there. */
export interface LostEvidence extends Piece {
  readonly gone: number
  readonly of: number
}

/** A board's metrics traced across its templates, and what hangs in the air. */
export interface Trace {
  /** Those that come from a pain point first. */
  readonly rows: readonly TraceRow[]
  readonly painsWithoutMetric: readonly Piece[]
  readonly metricsWithoutPain: readonly Piece[]
  /** Owners of metrics and hypotheses whom no role names; none on a board without roles. */
  readonly ownersWithoutRole: readonly Piece[]
  readonly decisionsWithoutEvidence: readonly LostEvidence[]
}

/** Traces every metric of a board. Takes time in proportion to the cards, the links and the decisions. */
export function traceBoard(board: BoardModel, decisions: readonly TracedDecision[]): Trace {
  const parts = new TracedCards(board)
  const roles = new Roles(parts)
  const onCard = decisionsByCard(decisions)
  const pains = spread(parts.ids('pain'), parts.downstream, TRACE_LIMIT + 1)
  const ways = spread([...parts.ids('signal'), ...parts.ids('bet')], parts.downstream, TRACE_LIMIT + 1)
  const reached = spread(parts.ids('metric'), parts.upstream, 1)
  const nearBets = betsBySignal(parts)

  const rows = parts.of('metric').map((card): TraceRow => {
    const bets = betsOf(card.id, parts, nearBets)
    return {
      metric: parts.piece(card.id),
      pains: some(pains.get(card.id) ?? [], parts.piece),
      by: some(new Set([...(ways.get(card.id) ?? []), ...bets]), parts.piece),
      owner: ownerOf(card),
      roles: roles.of(card),
      decisions: some(decisionsOn([card.id, ...bets], onCard), (decision) => decisionPiece(decision, parts)),
    }
  })
  return {
    rows: [...rows.filter(comesFromPain), ...rows.filter((row) => !comesFromPain(row))],
    painsWithoutMetric: parts
      .ids('pain')
      .filter((id) => !reached.has(id))
      .map(parts.piece),
    metricsWithoutPain: rows.filter((row) => !comesFromPain(row)).map(({ metric }) => metric),
    ownersWithoutRole: roles.missing(),
    decisionsWithoutEvidence: decisions.flatMap((decision) => lostEvidence(decision, parts)),
  }
}

/** From what hurts to what is measured; metrics and bridges lead to each other. */
const RANK: Record<TracePart, number | null> = { pain: 0, signal: 1, bet: 2, metric: 3, bridge: 3, owner: null }

/** The cards of a board that its templates gave a part in the trace, and how one leads to the next. */
class TracedCards {
  readonly linked: LinkedCards
  readonly #cards: ReadonlyMap<string, BoardCard>
  readonly #partOf = new Map<string, TracePart>()
  readonly #byPart = new Map<TracePart, BoardCard[]>()

  constructor(board: BoardModel) {
    this.linked = linkedCards(board)
    this.#cards = new Map(board.cards.map((card) => [card.id, card]))
    for (const card of board.cards) {
      const part = partOf(card)
      if (part === undefined || this.#partOf.has(card.id)) continue
      this.#partOf.set(card.id, part)
      const cards = this.#byPart.get(part)
      if (cards === undefined) this.#byPart.set(part, [card])
      else cards.push(card)
    }
  }

  of(part: TracePart): readonly BoardCard[] {
    return this.#byPart.get(part) ?? []
  }

  ids(part: TracePart): string[] {
    return this.of(part).map(({ id }) => id)
  }

  get(id: string): BoardCard | undefined {
    return this.#cards.get(id)
  }

  has(id: string): boolean {
    return this.#cards.has(id)
  }

  /** Of a part, among the cards that one is linked with. */
  linkedOf(id: string, part: TracePart): string[] {
    return this.linked(id).filter((other) => this.#partOf.get(other) === part)
  }

  readonly downstream = (id: string): string[] => this.#steps(id, 1)
  readonly upstream = (id: string): string[] => this.#steps(id, -1)

  #steps(id: string, direction: 1 | -1): string[] {
    const from = this.#rank(id)
    if (from === null) return []
    return this.linked(id).filter((other) => {
      const to = this.#rank(other)
      if (to === null) return false
      return to === from ? to === RANK.metric : (to - from) * direction > 0
    })
  }

  #rank(id: string): number | null {
    const part = this.#partOf.get(id)
    return part === undefined ? null : RANK[part]
  }

  readonly piece = (id: string): Piece => {
    const card = this.#cards.get(id)
    return { text: card === undefined ? '' : titleOf(card), cards: [id] }
  }
}

/** Roles by their titles: the first so many cards of each. */
type Titles = Map<string, string[]>

/** Who owns things, by the names and the links of the board's roles. */
class Roles {
  readonly #parts: TracedCards
  /** By person, as many titles as a row lists. */
  readonly #byPerson = new Map<string, Titles>()

  constructor(parts: TracedCards) {
    this.#parts = parts
    for (const role of parts.of('owner')) {
      const key = nameKey(ownerOf(role))
      if (key === '') continue
      const titles = this.#byPerson.get(key) ?? new Map<string, string[]>()
      this.#byPerson.set(key, titles)
      note(titles, titleOf(role), [role.id])
    }
  }

  /** Those that a card is linked with and those of its owner, roles of one title together. */
  of(card: BoardCard): Some {
    const titles: Titles = new Map()
    for (const id of this.#parts.linkedOf(card.id, 'owner')) note(titles, this.#parts.piece(id).text, [id])
    for (const [title, ids] of this.#byPerson.get(nameKey(ownerOf(card))) ?? []) note(titles, title, ids)
    return some(titles, ([text, cards]) => ({ text, cards }))
  }

  /** Each owner once, with what they own. */
  missing(): Piece[] {
    if (this.#parts.of('owner').length === 0) return []
    const missing = new Map<string, { text: string; cards: string[] }>()
    for (const card of [...this.#parts.of('metric'), ...this.#parts.of('bet')]) {
      const name = ownerOf(card)
      const key = nameKey(name)
      if (key === '' || this.#byPerson.has(key)) continue
      const owner = missing.get(key)
      if (owner === undefined) missing.set(key, { text: name, cards: [card.id] })
      else owner.cards.push(card.id)
    }
    return [...missing.values()]
  }
}

/** Adds cards to a title, as far as a row has room for it. */
function note(titles: Titles, title: string, ids: readonly string[]): void {
  const there = titles.get(title) ?? []
  if (there.length === 0 && titles.size > TRACE_LIMIT) return
  const known = new Set(there)
  titles.set(title, [...there, ...ids.filter((id) => !known.has(id))].slice(0, TRACE_LIMIT))
}

function partOf({ template, kind }: BoardCard): TracePart | undefined {
  const trace = findTemplate(template)?.trace
  return trace !== undefined && Object.hasOwn(trace, kind) ? trace[kind] : undefined
}

function titleOf({ template, kind, fields }: BoardCard): string {
  return cardTitle(findKind(template, kind), fields)
}

/** The first person that a card names. */
function ownerOf({ template, kind, fields }: BoardCard): string {
  const field = findKind(template, kind)?.fields.find(({ type }) => type === 'person')
  const value = field === undefined ? null : rawField(fields, field.id)
  return typeof value === 'string' ? value.trim() : ''
}

/** The hypotheses that rest on each signal, as many as a row lists. */
function betsBySignal(parts: TracedCards): ReadonlyMap<string, readonly string[]> {
  return new Map(parts.ids('signal').map((id) => [id, parts.linkedOf(id, 'bet').slice(0, TRACE_LIMIT + 1)]))
}

/** The hypotheses of a metric: those linked with it, and those that rest on a signal which became it. */
function betsOf(metric: string, parts: TracedCards, bySignal: ReadonlyMap<string, readonly string[]>): string[] {
  const bets = new Set(parts.linkedOf(metric, 'bet'))
  for (const signal of parts.linkedOf(metric, 'signal')) {
    for (const bet of bySignal.get(signal) ?? []) bets.add(bet)
  }
  return [...bets]
}

function decisionsByCard(decisions: readonly TracedDecision[]): ReadonlyMap<string, readonly TracedDecision[]> {
  const onCard = new Map<string, TracedDecision[]>()
  for (const decision of decisions) {
    for (const id of new Set(decision.evidence)) {
      const there = onCard.get(id)
      if (there === undefined) onCard.set(id, [decision])
      else if (there.length <= TRACE_LIMIT) there.push(decision)
    }
  }
  return onCard
}

function decisionsOn(
  cards: readonly string[],
  onCard: ReadonlyMap<string, readonly TracedDecision[]>,
): ReadonlySet<TracedDecision> {
  return new Set(cards.flatMap((id) => onCard.get(id) ?? []))
}

/** A decision by its number and title, leading to what it rests on. */
function decisionPiece({ number, title, evidence }: TracedDecision, parts: TracedCards): Piece {
  return { text: `${number}. ${title}`, cards: evidence.filter((id) => parts.has(id)).slice(0, TRACE_LIMIT) }
}

function lostEvidence(decision: TracedDecision, parts: TracedCards): LostEvidence[] {
  const gone = decision.evidence.filter((id) => !parts.has(id)).length
  return gone === 0 ? [] : [{ ...decisionPiece(decision, parts), gone, of: decision.evidence.length }]
}

function comesFromPain({ pains }: TraceRow): boolean {
  return pains.items.length > 0
}

function some<T>(all: Iterable<T>, pieceOf: (item: T) => Piece): Some {
  const items: Piece[] = []
  for (const item of all) {
    if (items.length === TRACE_LIMIT) return { items, isCut: true }
    items.push(pieceOf(item))
  }
  return { items, isCut: false }
}
