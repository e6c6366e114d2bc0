import { cardsOfKind } from '../boardCards.ts'
import type { BoardModel } from '../boardModel.ts'
import { linkedCards, type LinkedCards } from '../linkedCards.ts'
import { joinRows, type JoinRow, type Unmatched } from './join.ts'
import { dataSource, hypothesis, intent, limit, painPoint, pattern, signal, unknown, verdict } from './kinds.ts'
import type { DataSource, Hypothesis, Intent, Limit, PainPoint, Pattern, Signal, Unknown, Verdict } from './kinds.ts'

/** A signal with what it joins, by card ids. */
export interface LinkedSignal extends Signal {
  readonly painPoints: readonly string[]
  readonly hypotheses: readonly string[]
  readonly dataSources: readonly string[]
}

/** An open question with the cards it is about, by their ids. */
export interface LinkedUnknown extends Unknown {
  readonly about: readonly string[]
}

/** The cards of a discovery map under their kinds, in the board's order. */
export interface DiscoveryCards {
  readonly intents: readonly Intent[]
  readonly painPoints: readonly PainPoint[]
  readonly hypotheses: readonly Hypothesis[]
  readonly signals: readonly LinkedSignal[]
  readonly unknowns: readonly LinkedUnknown[]
  readonly verdicts: readonly Verdict[]
  readonly dataSources: readonly DataSource[]
  readonly patterns: readonly Pattern[]
  readonly limits: readonly Limit[]
}

/** A discovery map as a model: all its cards, and the two sides joined. */
export interface DiscoveryModel extends DiscoveryCards {
  /** One row a pain point. */
  readonly rows: readonly JoinRow[]
  readonly unmatched: Unmatched
}

/** Projects a board into the model. A card counts for what it is wherever it lies: its links still hold. */
export function readDiscovery(board: BoardModel): DiscoveryModel {
  const linked = linkedCards(board)
  const painPoints = cardsOfKind(board, painPoint)
  const hypotheses = cardsOfKind(board, hypothesis)
  const dataSources = cardsOfKind(board, dataSource)
  const cards: DiscoveryCards = {
    intents: cardsOfKind(board, intent),
    painPoints,
    hypotheses,
    signals: linkSignals(cardsOfKind(board, signal), { painPoints, hypotheses, dataSources }, linked),
    unknowns: cardsOfKind(board, unknown).map((card) => ({ ...card, about: linked(card.id) })),
    verdicts: cardsOfKind(board, verdict),
    dataSources,
    patterns: cardsOfKind(board, pattern),
    limits: cardsOfKind(board, limit),
  }
  return { ...cards, ...joinRows(cards) }
}

function linkSignals(
  signals: readonly Signal[],
  cards: Pick<DiscoveryCards, 'painPoints' | 'hypotheses' | 'dataSources'>,
  linked: LinkedCards,
): LinkedSignal[] {
  const painPoints = idsOf(cards.painPoints)
  const hypotheses = idsOf(cards.hypotheses)
  const dataSources = idsOf(cards.dataSources)
  return signals.map((card) => {
    const others = linked(card.id)
    return {
      ...card,
      painPoints: others.filter((id) => painPoints.has(id)),
      hypotheses: others.filter((id) => hypotheses.has(id)),
      dataSources: others.filter((id) => dataSources.has(id)),
    }
  })
}

function idsOf(cards: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(cards.map((card) => card.id))
}
